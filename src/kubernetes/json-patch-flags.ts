import type { Node, Refusal } from '../core/document.ts';
import { flagList, flagMap, type Flag, type Flags } from './flags.ts';
import { readPointer } from './json-pointer.ts';
import { textOf } from './object.ts';

/** Where a ClusterConfiguration has the flags of kube-apiserver. */
const EXTRA_ARGS: readonly string[] = ['apiServer', 'extraArgs'];

const REFUSED: Refusal = { refused: 'the flags are written by operations of a JSON Patch, and the rest of them elsewhere' };

/** The flags that operations of a JSON Patch (RFC 6902) give kube-apiserver in a ClusterConfiguration; `prefix` leads to that. */
export function patchedExtraArgs(operations: Node, prefix: readonly string[]): Flags {
  return {
    all: operations.items().flatMap(operation => {
      const pointer = readPointer(operation.get('path'));
      const isAddition = ['add', 'replace'].includes(textOf(operation.get('op')) ?? '');
      const isBelow = pointer !== undefined && prefix.every((step, index) => pointer[index] === step);
      return isAddition && isBelow ? flagsAt(operation, pointer.slice(prefix.length)) : [];
    }),
    add: () => REFUSED,
  };
}

function flagsAt(operation: Node, pointer: readonly string[]): readonly Flag[] {
  const value = operation.get('value');
  if (!value || !pointer.every((step, index) => index >= EXTRA_ARGS.length || step === EXTRA_ARGS[index])) return [];
  const path = ['value', ...EXTRA_ARGS.slice(pointer.length)];
  if (pointer.length <= EXTRA_ARGS.length) return (operation.get(...path)?.kind === 'list' ? flagList : flagMap)(operation, path).all;
  const [, , name, ...rest] = pointer;
  if (name === undefined || rest.length > 0) return [];
  const item = textOf(value.get('name'));
  if (item !== undefined)
    return [
      {
        name: item,
        value: textOf(value.get('value')) ?? '',
        node: value.get('value') ?? value,
        at: value.get('name')!.range,
        change: to => ({ op: 'set', path: [...value.path, 'value'], value: to }),
      },
    ];
  if (value.kind !== 'scalar') return [];
  const at = operation.get('path')!.range;
  return [{ name, value: textOf(value) ?? '', node: value, at, change: to => ({ op: 'set', path: value.path, value: to }) }];
}
