import type { Document, Node, Path } from '../../../src/core/document.ts';
import type { ModelOp, NewValue, Place } from '../../../src/core/model.ts';

/** A choice below `size`, made by whoever drives the test. */
export type Choose = (size: number) => number;

/** One to three operations on places that a document has, or nearly has. */
export function randomOps(document: Document, choose: Choose): readonly ModelOp[] {
  const nodes = nodesOf(document.root!);
  const count = choose(4) === 0 ? 2 + choose(2) : 1;
  return Array.from({ length: count }, () => randomOp(nodes, choose));
}

/** The written nodes of a tree, each once, at most some thousands. */
export function nodesOf(root: Node): readonly Node[] {
  const nodes: Node[] = [];
  const seen = new Set<string>();
  const open = [root];
  for (let node = open.pop(); node && nodes.length < 3000; node = open.pop()) {
    const id = `${node.range.start}:${node.range.end}:${node.keyRange?.start}`;
    if (seen.has(id) || node.path.length > 40) continue;
    seen.add(id);
    nodes.push(node);
    for (const [, member] of node.entries()) open.push(member);
    for (const item of node.items()) open.push(item);
  }
  return nodes;
}

function randomOp(nodes: readonly Node[], choose: Choose): ModelOp {
  const pick = <T>(all: readonly T[]): T | undefined => all[choose(Math.max(1, all.length))];
  const maps = nodes.filter(({ kind }) => kind === 'map');
  const lists = nodes.filter(({ kind }) => kind === 'list');
  const inner = nodes.filter(({ path }) => path.length > 0);
  const map = pick(maps);
  const list = pick(lists);
  const any = pick(inner);
  const place = randomPlace(map ? [...map.entries()].map(([key]) => key) : [], choose);
  const kind = choose(9);
  if (kind === 0 && any) return { op: 'set', path: any.path, value: randomValue(nodes, choose) };
  if (kind === 1 && map) return { op: 'set', path: [...map.path, 'new-key'], value: randomValue(nodes, choose), place };
  if (kind === 2 && map) return { op: 'set', path: [...map.path, 'made.here', 'metallb.io/ips'], value: randomValue(nodes, choose) };
  if (kind === 3 && any) return { op: 'set', path: [...any.path, 'deep'], value: randomValue(nodes, choose), place };
  if (kind === 4 && list)
    return {
      op: 'insert',
      path: list.path,
      value: randomValue(nodes, choose),
      place: randomPlace(
        list.items().map((_, index) => index),
        choose,
      ),
    };
  if (kind === 5 && map) {
    const key = pick([...map.entries()])?.[0] ?? 'none';
    return { op: 'remove', path: [...map.path, key], comments: choose(2) ? 'stay' : { moveTo: [...map.path, 'new-key'] } };
  }
  if (kind === 6 && list) return { op: 'remove', path: [...list.path, choose(Math.max(1, list.items().length))], comments: 'stay' };
  if (kind === 7 && list && choose(2)) return { op: 'reshape', path: list.path, to: 'map', key: 'name', value: 'value' };
  if (kind === 7 && map) return { op: 'reshape', path: map.path, to: 'list', key: 'name', value: 'value' };
  const path: Path = any?.path ?? ['none'];
  return { op: 'remove', path, comments: choose(2) ? 'stay' : { moveTo: [...(map?.path ?? []), 'new-key'] } };
}

function randomPlace(steps: readonly (string | number)[], choose: Choose): Place {
  const step = steps[choose(Math.max(1, steps.length))];
  const places: readonly Place[] = step === undefined ? ['first', 'last'] : ['first', 'last', { before: step }, { after: step }];
  return places[choose(places.length)]!;
}

function randomValue(nodes: readonly Node[], choose: Choose): NewValue {
  const scalars = nodes.filter(({ kind }) => kind === 'scalar');
  const copied = scalars[choose(Math.max(1, scalars.length))];
  const values: readonly NewValue[] = [
    'LoadBalancer',
    '192.0.2.1,2001:db8::1',
    'yes',
    '',
    'two\nlines',
    'é 🎉',
    false,
    8080,
    null,
    [],
    {},
    ['a', { b: 'c', d: [1] }],
    { name: 'x', value: 'y: z' },
    { list: ['p', 'q'], map: { k: 'v' } },
    ...(copied ? [{ copyOf: copied }, [{ copyOf: copied }], { copied: { copyOf: copied } }] : []),
  ];
  return values[choose(values.length)]!;
}
