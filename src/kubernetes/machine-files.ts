import type { Document, Node, Region } from '../core/document.ts';
import { kubeadmConfigHolders } from './cluster-api.ts';
import { nodesAt, textOf, type Pattern } from './object.ts';

/** The files that a machine is given when it first starts, where their texts are written out: kubeadm's configuration may be among them. */
export function* machineFiles(document: Document): Generator<Region> {
  // https://cloudinit.readthedocs.io/en/latest/reference/modules.html#write-files
  if (isCloudConfig(document)) yield* texts(document.root, ['write_files', '*', 'content']);
  // https://coreos.github.io/butane/specs/: each variant has its version.
  if (isButane(document)) yield* texts(document.root, ['storage', 'files', '*', 'contents', 'inline']);
  // cluster-api api/bootstrap/kubeadm/v1beta2/kubeadmconfig_types.go, `File`
  for (const { spec } of kubeadmConfigHolders(document)) yield* texts(spec, ['files', '*', 'content']);
}

function* texts(node: Node | undefined, pattern: Pattern): Generator<Region> {
  for (const found of nodesAt(node, pattern)) if (textOf(found) !== undefined) yield { node: found, holds: 'file' };
}

const isCloudConfig = ({ file, range }: Document): boolean => file.text.startsWith('#cloud-config', range.start);

const isButane = ({ root }: Document): boolean => textOf(root?.get('variant')) !== undefined && textOf(root?.get('version')) !== undefined;
