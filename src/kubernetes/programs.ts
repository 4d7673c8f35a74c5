import type { Document, Node, Path } from '../core/document.ts';
import { nodesAt, textOf } from './nodes.ts';
import { CLASSES, MANIFESTS, type Around, type Family } from './program-classes.ts';

/** The call of a program that makes an object. */
export interface ProgramCall {
  readonly node: Node;
  readonly family: Family;
  /** What fields of a `spec` are called there, where that is not what the API calls them. */
  readonly names: Readonly<Record<string, string>>;
}

/** What a call of a program makes an object of. */
export interface Made {
  readonly node: Node;
  readonly call: ProgramCall;
  /** What the class says, and the object does not. */
  readonly around?: Around;
}

/** Whether a document is a program that makes manifests, as what it imports and calls. */
export const isProgram = ({ root, within }: Document): boolean =>
  !within && root?.get('calls')?.kind === 'list' && root.get('imports')?.kind === 'map';

/** What the calls of a program make objects of. */
export function* madeBy(document: Document): Generator<Made> {
  for (const { node, from, name } of callsOf(document)) {
    for (const { family, from: packages, name: pattern, objects, around, names = {} } of CLASSES) {
      const groups = packages.test(from) ? pattern.exec(name) : null;
      if (!groups) continue;
      const said = around?.(groups.slice(1), node);
      if (around && !said) continue;
      for (const place of objects)
        for (const made of nodesAt(node.get('arguments'), place))
          if (made.kind === 'map') yield { node: made, call: { node, family, names }, ...(said && { around: said }) };
      break;
    }
  }
}

/** The strings that hold manifests. */
export function* manifestsInCalls(document: Document): Generator<Node> {
  for (const { node, from, name } of callsOf(document))
    for (const { places } of MANIFESTS.filter(table => table.from.test(from) && table.name.test(name)))
      for (const place of places) for (const text of nodesAt(node.get('arguments'), place)) if (textOf(text) !== undefined) yield text;
}

/** A path without the call of the program that leads to it: the one within the object. */
export const pathInObject = (path: Path): Path => (path[0] === 'calls' && path[2] === 'arguments' ? path.slice(4) : path);

/** The calls of a program, with the names of what they call: those of a file of `@pulumi/kubernetes` as if it were the whole package. */
function* callsOf(document: Document): Generator<{ readonly node: Node; readonly from: string; readonly name: string }> {
  if (!isProgram(document)) return;
  for (const node of document.root?.get('calls')?.items() ?? []) {
    const from = textOf(node.get('from'));
    const name = textOf(node.get('new')) ?? textOf(node.get('call'));
    if (from === undefined || name === undefined) continue;
    const inside = /^@pulumi\/kubernetes\/(.+?)(?:\/index(?:\.js)?)?$/.exec(from)?.[1]?.replaceAll('/', '.');
    yield { node, from, name: inside === undefined ? name : name === '*' ? inside : `${inside}.${name}` };
  }
}
