import type { Node, Path, Refusal } from '../core/document.ts';
import type { ModelOp } from '../core/model.ts';
import { scriptFlags, scriptOf } from './commands.ts';
import { flagWords, setFlags, type WrittenFlag } from './flags.ts';
import { textOf } from './object.ts';

/** The arguments of a program, whatever holds them: `command` and `args` of a container, or values of a chart. */
export interface Arguments {
  readonly flags: readonly WrittenFlag[];
  /** Whether there may be flags that are not written here: where a template or a placeholder stands for some, or others are merged. */
  readonly isPartial: boolean;
  /** Gives a flag a value: the last one of its name another one, or adds it. */
  set(name: string, value: string): readonly ModelOp[] | Refusal;
  remove(flag: WrittenFlag): readonly ModelOp[] | Refusal;
}

/** What may stand for any number of arguments, or for none: a placeholder, or an action of a template. */
const STANDS_FOR_SOME = /^(?:\{\{|\$[{(])/;

/** A line of a template that is no argument itself. */
const ACTION_LINE = /^[ \t]*\{\{/m;

const IN_SCRIPT: Refusal = { refused: 'the arguments are written in one line for a shell, which is never changed' };

/** The flags in lists of words; those of a container are its `command` and its `args`. `whenNone`: where a list of arguments goes if there is none. */
export function argumentLists(lists: readonly Node[], whenNone: Path | undefined): Arguments {
  // A text in the place of a list is told, and not read.
  const words = lists.flatMap(list => list.items());
  const script = scriptOf(words);
  if (script) {
    const { flags, isWhole } = scriptFlags(script);
    return { flags, isPartial: !isWhole || /\$|\{\{/.test(textOf(script) ?? ''), set: () => IN_SCRIPT, remove: () => IN_SCRIPT };
  }
  const written = flagWords(lists, '--', whenNone);
  const { all } = flagWords(
    lists.filter(({ kind }) => kind === 'list'),
    '--',
  );
  return {
    flags: all,
    isPartial: words.some(word => STANDS_FOR_SOME.test(textOf(word) ?? '')) || lists.some(({ source }) => ACTION_LINE.test(source)),
    set: (name, value) => setFlags({ ...written, all }, { [name]: value }),
    remove: ({ node }) => {
      const index = words.findIndex(({ range }) => range.start === node.range.start);
      const isOneWord = textOf(node)?.startsWith('--') === true;
      return words.slice(isOneWord ? index : index - 1, index + 1).map(({ path }) => ({ op: 'remove', path, comments: 'stay' }));
    },
  };
}

/** What stands in the place of arguments and is none: not a list, nor nothing, nor what a template or a placeholder will fill in. */
export const isUnreadable = (node: Node | undefined, kind: 'list' | 'map'): boolean =>
  node !== undefined && node.kind !== kind && node.value !== null && !(node.kind === 'scalar' && /\$|\{\{/.test(node.source));
