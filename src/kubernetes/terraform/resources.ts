import type { Document, Node, Refusal } from '../../core/document.ts';
import { textOf } from '../nodes.ts';

/** A block of Terraform with two labels: a resource, or data that is read. */
export interface TerraformResource {
  readonly type: string;
  readonly name: string;
  /** What stands in the block. */
  readonly node: Node;
}

/** A file of Terraform without any of these holds nothing about Kubernetes. */
export const TERRAFORM_WORDS = ['kubernetes_manifest', 'kubernetes_service', 'kubectl_manifest', 'helm_release', 'apiVersion'] as const;

/** Whether a file is one of Terraform or OpenTofu, in HCL or in JSON. */
export const isTerraformFile = (path: string): boolean => /\.tf(?:\.json)?$/i.test(path);

const isTerraform = ({ file, within, root }: Document): boolean => !within && root?.kind === 'map' && isTerraformFile(file.path);

/** The file of Terraform that a document is, or is written in. */
export function terraformAround(document: Document): Document | undefined {
  if (document.within) return terraformAround(document.within.node.document);
  return isTerraform(document) ? document : undefined;
}

/** The resources of a file of Terraform; https://developer.hashicorp.com/terraform/language/syntax/json for those in JSON. */
export function* terraformResources(document: Document): Generator<TerraformResource> {
  if (!isTerraform(document)) return;
  for (const block of ['resource', 'data'])
    for (const types of blocksOf(document.root?.get(block)))
      for (const [type, named] of types.entries())
        for (const names of blocksOf(named))
          for (const [name, bodies] of names.entries()) for (const node of blocksOf(bodies)) yield { type, name, node };
}

/** All top-level blocks of a file of Terraform. */
export function* terraformBlocks(document: Document): Generator<Node> {
  if (isTerraform(document)) for (const [, node] of document.root!.entries()) yield* bodiesIn(node);
}

/** A block that there is one of may be written without the list in JSON. */
export function blocksOf(node: Node | undefined): readonly Node[] {
  if (!node || node.kind === 'scalar') return [];
  return node.kind === 'list' ? node.items() : [node];
}

/**
 * Why a change of one block would be one of several objects, or is not sure to be one at all: a reason to leave it to people.
 */
export function obstacleInBlock({ node }: TerraformResource): Refusal | undefined {
  const each = node.get('for_each') ?? node.get('count');
  if (!each) return undefined;
  const isOneOrNone =
    each.path.at(-1) === 'count' && /^(?:[01]|\$\{.*\?\s*(?:0\s*:\s*1|1\s*:\s*0)\s*\})$/s.test(textOf(each) ?? each.source);
  return isOneOrNone
    ? undefined
    : {
        refused: `\`${String(each.path.at(-1))}\` makes several objects of this block: change it by hand, with what it counts over`,
      };
}

function* bodiesIn(node: Node): Generator<Node> {
  if (node.kind === 'list') yield* node.items();
  else for (const [, child] of node.entries()) yield* bodiesIn(child);
}
