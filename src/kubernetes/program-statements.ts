import { isRefusal, type Node, type Refusal } from '../core/document.ts';
import { isBelow, type ModelOp, type NewValue } from '../core/model.ts';
import type { Family } from './program-classes.ts';
import { madeBy } from './programs.ts';

/** How a program makes another object, after the statement that makes the one which holds a node. */
export function making(neighbour: Node): ((manifest: NewValue) => readonly ModelOp[]) | Refusal {
  const { document, path } = neighbour;
  const made = [...madeBy(document)].find(({ call }) => isBelow(path, call.node.path));
  if (!made) return { refused: 'no call that is known to make an object holds it' };
  const { node: call, family } = made.call;
  const { package: from, name, given } = FAMILIES[family];
  const begun = given(call);
  if (isRefusal(begun)) return begun;
  const [space = name] = name.split('.');
  const names = [...(document.root?.get('imports', from)?.entries() ?? [])].map(([, node]) => node.value);
  const isImported = ['*', 'default', space].some(known => names.includes(known));
  return manifest => [
    ...(isImported ? [] : [{ op: 'set' as const, path: ['imports', from, space], value: space }]),
    {
      op: 'insert',
      path: ['calls'],
      place: { after: Number(call.path[1]) },
      value: { from, new: name, block: call.get('block')?.value as number, arguments: begun(manifest) },
    },
  ];
}

/** What the class of any object is given, in each family. */
const FAMILIES: Readonly<
  Record<
    Family,
    {
      readonly package: string;
      readonly name: string;
      readonly given: (call: Node) => ((manifest: NewValue) => readonly NewValue[]) | Refusal;
    }
  >
> = {
  cdk8s: {
    package: 'cdk8s',
    name: 'ApiObject',
    given: call => {
      const scope = call.get('arguments', 0);
      if (!scope) return { refused: 'the call has no scope' };
      return manifest => [{ copyOf: scope }, constructId(manifest), manifest];
    },
  },
  pulumi: {
    package: '@pulumi/kubernetes',
    name: 'apiextensions.CustomResource',
    given: call => {
      const options = optionsOf(call.get('arguments', 2));
      return isRefusal(options) ? options : manifest => [nameOf(manifest), manifest, ...options];
    },
  },
};

/** What decides where a resource goes: the provider, and the parent that may have one. */
function optionsOf(node: Node | undefined): readonly NewValue[] | Refusal {
  if (!node) return [];
  if (node.kind === 'scalar') return [{ copyOf: node }];
  const kept = [...node.entries()].filter(([key]) => key === 'provider' || key === 'parent');
  if (kept.some(([, value]) => value.kind !== 'scalar'))
    return { refused: 'its provider or parent is made in the call itself: give it a name first' };
  return kept.length === 0 ? [] : [Object.fromEntries(kept.map(([key, value]) => [key, { copyOf: value }]))];
}

/** An id that is unlike those of the other new objects of the scope: `external-ips-pool`. */
const constructId = (manifest: NewValue): string =>
  `${nameOf(manifest)}-${/[A-Z][a-z]+$/.exec(kindOf(manifest))?.[0].toLowerCase() ?? 'object'}`;

const kindOf = (manifest: NewValue): string => (manifest as { readonly kind: string }).kind;

const nameOf = (manifest: NewValue): string => (manifest as { readonly metadata: { readonly name: string } }).metadata.name;
