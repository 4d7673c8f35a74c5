import type { Node, Refusal } from '../../core/document.ts';
import type { Address } from '../address.ts';
import { samePath, type Operation } from '../json-patch.ts';
import { textOf } from '../object.ts';
import { addressesOf } from './written-service.ts';

export const PARTIAL = {
  code: 'PARTIAL_OP',
  why: 'the operation changes a part of a list that is written elsewhere: write the whole list in one operation on `/spec/externalIPs` first',
};

/** Whether an operation is about one entry of the list. */
export const isPartial = (operation: Operation): boolean => isAboutExternalIPs(operation) && operation.pointer.length > 2;

/** The value of an operation on the whole `spec`. */
export const wholeSpec = ({ pointer, value }: Operation): Node | undefined =>
  samePath(pointer, ['spec']) && value?.kind === 'map' ? value : undefined;

/** The addresses that an operation gives a Service. */
export function given(operation: Operation): readonly Address[] {
  const { op, pointer, value } = operation;
  if (op !== 'add' && op !== 'replace') return [];
  const list = wholeSpec(operation)?.get('externalIPs') ?? (samePath(pointer, ['spec', 'externalIPs']) ? value : undefined);
  if (list) return addressesOf(list);
  const isEntry = isPartial(operation) && pointer.length === 3 && /^(?:-|0|[1-9]\d*)$/.test(pointer[2]!);
  return isEntry && value?.kind === 'scalar' ? addressesOf(value) : [];
}

/** Why an operation cannot be changed alone. */
export function partly(operation: Operation, operations: readonly Operation[]): Refusal | undefined {
  if (isPartial(operation)) return { code: PARTIAL.code, refused: PARTIAL.why };
  const others = operations.filter(candidate => candidate !== operation && ['spec', 'metadata'].includes(candidate.pointer[0] ?? ''));
  const same = others.find(candidate => isAboutExternalIPs(candidate) || candidate.pointer.length === 1);
  if (same) return { code: PARTIAL.code, refused: `\`${same.op} ${textOf(same.path) ?? ''}\` is about the same list, or all around it` };
  const order = others.find(
    ({ op, pointer }) => !['add', 'replace', 'remove'].includes(op) || (op === 'remove' && pointer[1] !== 'labels'),
  );
  return order && { code: PARTIAL.code, refused: `\`${order.op} ${textOf(order.path) ?? ''}\` depends on the order of operations` };
}

/** Why what it gives is not known address by address. */
export function notAList({ value }: Operation, spec: Node | undefined): Refusal | undefined {
  const list = spec ? spec.get('externalIPs') : value;
  return list?.kind === 'list' ? undefined : { code: 'NOT_LITERAL', refused: `\`${list?.source ?? ''}\` stands for a whole list` };
}

const isAboutExternalIPs = ({ pointer }: Operation): boolean => pointer[0] === 'spec' && pointer[1] === 'externalIPs';
