import type { Document } from '../../core/document.ts';
import type { ModelOp, NewValue } from '../../core/model.ts';

/** The resource that makes an object of any kind. */
const TYPE = 'kubernetes_manifest';

/** Adds an object to a file of Terraform, as a resource that is called by what it is. */
export function newBlock(
  { file }: Document,
  manifest: { readonly kind: string; readonly metadata: { readonly name: string } } & { readonly [key: string]: NewValue },
): ModelOp {
  const { kind, metadata } = manifest;
  const words = kind.replace(/([a-z0-9])([A-Z])/g, '$1_$2').replace(/^([A-Z]+)([A-Z][a-z])/, '$1_$2');
  const label = `${metadata.name}_${words}`.toLowerCase().replace(/[^a-z0-9_]+/g, '_');
  const body = { manifest };
  return { op: 'set', path: ['resource', TYPE, label], value: /\.json$/i.test(file.path) ? body : [body] };
}
