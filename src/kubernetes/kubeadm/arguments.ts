import type { Node, Refusal } from '../../core/document.ts';
import type { ModelOp } from '../../core/model.ts';
import { argumentText, extraArgPlaces } from '../extra-args.ts';
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
      if (typeof value.value !== 'string') ops.push({ op: 'set', path: value.path, value: argumentText(value) });
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

const refused = (reason: string): Refusal => ({ refused: reason, code: 'SHAPE' });
