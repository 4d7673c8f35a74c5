import { wordFor, type Node, type Refusal } from '../../core/document.ts';
import type { ModelOp } from '../../core/model.ts';
import { extraArgPlaces } from '../extra-args.ts';
import type { KubeadmDocument } from '../kubeadm.ts';
import { textOf } from '../object.ts';

/** What makes lists of names and texts of all extra arguments of a document. */
export function opsForArguments({ root, kind }: KubeadmDocument): readonly ModelOp[] | Refusal {
  const ops: ModelOp[] = [];
  for (const { node, name } of extraArgPlaces(root, kind)) {
    if (node.value === null) continue;
    if (node.kind === 'scalar') return refused(`\`${name}\` is a single value, and which arguments it stands for is not known`);
    const values = node.kind === 'list' ? valuesOfList(node, name) : [...node.entries()].map(([key, value]) => ({ key, value }));
    if ('refused' in values) return values;
    for (const { key, value } of values) {
      if (value.kind !== 'scalar') return refused(`\`${key}\` in \`${name}\` is a ${value.kind}, and an argument is a text`);
      if (typeof value.value !== 'string') ops.push({ op: 'set', path: value.path, value: asText(value) });
    }
    if (node.kind === 'map') ops.push({ op: 'reshape', path: node.path, to: 'list', key: 'name', value: 'value' });
  }
  return ops;
}

interface Argument {
  readonly key: string;
  readonly value: Node;
}

/** Of a list that an older version does not take, but the new one does. */
function valuesOfList(list: Node, place: string): readonly Argument[] | Refusal {
  const found: Argument[] = [];
  for (const [index, item] of list.items().entries()) {
    const [key, value] = [textOf(item.get('name')), item.get('value')];
    if (key === undefined || !value) return refused(`\`${place}[${index}]\` has no ${key === undefined ? '`name`' : '`value`'}`);
    found.push({ key, value });
  }
  return found;
}

/** As it is written, so that `0x1F` stays `"0x1F"`; null is what kubeadm reads as an empty text. */
function asText(node: Node): string {
  if (node.value === null) return '';
  return node.source.startsWith('*') ? wordFor(node.value) : node.source;
}

const refused = (reason: string): Refusal => ({ refused: reason, code: 'SHAPE' });
