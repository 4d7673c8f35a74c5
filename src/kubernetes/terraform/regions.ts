import type { Document, Node, PartNames, Region } from '../../core/document.ts';
import { textOf } from '../nodes.ts';
import { isService, serviceRegions } from './service.ts';
import { blocksOf, obstacleInBlock, terraformResources, type TerraformResource } from './resources.ts';

/** Attributes that hold Kubernetes objects: maps, or texts of YAML. https://registry.terraform.io/providers/hashicorp/kubernetes, …/gavinbunney/kubectl */
const MANIFESTS: Readonly<Record<string, string>> = { kubernetes_manifest: 'manifest', kubectl_manifest: 'yaml_body' };

/** https://registry.terraform.io/providers/hashicorp/helm/latest/docs/resources/release */
const RELEASE = 'helm_release';

/** An object in the words of the API. */
const AS_WRITTEN: PartNames = { says: {}, members: {} };

/** What a function reads or makes, and nothing around it. */
const CALL = /^\$\{(?:(?:yaml|json)(?:en|de)code|base64encode|trimspace)\(/;

/** Whether a string is a text, or what a function makes of one, rather than an expression that may be anything. */
export const isRead = (text: string): boolean => !text.startsWith('${') || CALL.test(text);

/** The documents in a file of Terraform: what its resources hold, and whatever else may be one, as the patches of a machine configuration. */
export function* terraformRegions(document: Document): Generator<Region> {
  const known = new Set<number>();
  const around: TerraformResource[] = [];
  for (const resource of terraformResources(document)) {
    around.push(resource);
    for (const region of regionsOf(resource)) {
      known.add(region.node.range.start);
      yield region;
    }
  }
  if (around.length > 0 || document.root?.get('locals') || document.root?.get('module')) yield* others(document.root!, known, around);
}

function* regionsOf(resource: TerraformResource): Generator<Region> {
  const { type, node } = resource;
  if (isService(resource)) yield* serviceRegions(resource);
  const manifest = MANIFESTS[type];
  const held = manifest === undefined ? undefined : node.get(manifest);
  if (held && held.kind !== 'list') yield { node: held, holds: 'manifests', names: AS_WRITTEN, obstacle: obstacleInBlock(resource) };
  if (type !== RELEASE) return;
  for (const values of blocksOf(node.get('values')))
    if (textOf(values) !== undefined) yield { node: values, holds: 'helm-values', obstacle: obstacleInBlock(resource) };
}

/** Texts and objects anywhere else: in locals, in arguments of modules, in resources that hand them on. */
function* others(node: Node, known: ReadonlySet<number>, around: readonly TerraformResource[]): Generator<Region> {
  if (known.has(node.range.start) && node.path.length > 0 && node.kind !== 'list') return;
  const isObject = textOf(node.get('apiVersion')) !== undefined && textOf(node.get('kind')) !== undefined;
  const text = textOf(node) ?? '';
  const isText = isRead(text) && (text.includes('\n') || CALL.test(text));
  if (isObject || isText) {
    const obstacle = obstacleAround(node, around);
    yield isObject ? { node, holds: 'manifests', names: AS_WRITTEN, obstacle } : { node, holds: 'file', obstacle };
    return;
  }
  for (const item of node.items()) yield* others(item, known, around);
  for (const [, value] of node.entries()) yield* others(value, known, around);
}

function obstacleAround({ range: { start } }: Node, resources: readonly TerraformResource[]): Region['obstacle'] {
  const resource = resources.find(({ node: { range } }) => range.start <= start && start < range.end);
  return resource && obstacleInBlock(resource);
}
