import type { Node, Path, Refusal } from '../core/document.ts';
import type { ModelOp } from '../core/model.ts';
import { textOf } from './object.ts';

/** A flag as it is written. A flag may be given several times. */
export interface WrittenFlag {
  /** Without dashes, its words joined by `-`. */
  readonly name: string;
  /** Empty where the flag stands alone. */
  readonly value: string;
  /** The scalar that says the value, and the name too where both are one word. */
  readonly node: Node;
}

/** The arguments of a program, whatever holds them: `command` and `args` of a container, or values of a chart. */
export interface Arguments {
  readonly flags: readonly WrittenFlag[];
  /** Whether there may be flags that are not written here: where a template or a placeholder stands for some, or others are merged. */
  readonly isPartial: boolean;
  /** Gives a flag a value: the last one of its name another one, or adds it. */
  set(name: string, value: string): readonly ModelOp[] | Refusal;
  remove(flag: WrittenFlag): readonly ModelOp[] | Refusal;
}

/** Programs that take a whole command line as one word. */
const SHELL = /^(?:.*\/)?(?:ba|da|a|z)?sh$/;

/** What may stand for any number of arguments, or for none: a placeholder, or an action of a template. */
const STANDS_FOR_SOME = /^(?:\{\{|\$[{(])/;

/** A line of a template that is no argument itself. */
const ACTION_LINE = /^\s*\{\{/m;

/** Flags that take no value of their own from the next word, of those that somebody asks for. */
const BOOLEANS: ReadonlySet<string> = new Set(['allocate-node-cidrs', 'configure-cloud-routes']);

/**
 * The flags in lists of words; those of a container are its `command` and its `args`.
 *
 * `--name=value` and `--name value` are the same to pflag, and so are `_` and `-` in a name (component-base WordSepNormalizeFunc).
 * `whenNone`: where a list of arguments goes if there is none.
 */
export function argumentLists(lists: readonly Node[], whenNone: Path | undefined): Arguments {
  const words = lists.flatMap(list => list.items());
  const script = SHELL.test(textOf(words[0]) ?? '') ? words.find(word => /\s--?\w/.test(textOf(word) ?? '')) : undefined;
  if (script) return new Script(script);
  return new WordLists(lists, words, whenNone);
}

class WordLists implements Arguments {
  readonly isPartial: boolean;
  readonly flags: readonly WrittenFlag[];
  readonly #lists: readonly Node[];
  readonly #words: readonly Node[];
  readonly #whenNone: Path | undefined;

  constructor(lists: readonly Node[], words: readonly Node[], whenNone: Path | undefined) {
    this.#lists = lists;
    this.#words = words;
    this.#whenNone = whenNone;
    this.isPartial = words.some(word => STANDS_FOR_SOME.test(textOf(word) ?? '')) || lists.some(({ source }) => ACTION_LINE.test(source));
    this.flags = words.flatMap((word, index) => {
      const [, written, , value] = /^--([A-Za-z][\w.-]*)(=([^]*))?$/.exec(textOf(word) ?? '') ?? [];
      if (written === undefined) return [];
      const name = nameOf(written);
      if (value !== undefined) return [{ name, value, node: word }];
      const next = words[index + 1];
      const said = BOOLEANS.has(name) ? undefined : textOf(next);
      return next && said !== undefined && !said.startsWith('--') ? [{ name, value: said, node: next }] : [{ name, value: '', node: word }];
    });
  }

  set(name: string, value: string): readonly ModelOp[] | Refusal {
    const flag = this.flags.findLast(candidate => candidate.name === name);
    if (flag) return [{ op: 'set', path: flag.node.path, value: this.#isJoined(flag) ? `${dashed(flag)}=${value}` : value }];
    const word = `--${name}=${value}`;
    const list = this.#lists.findLast(candidate => candidate.kind === 'list' && candidate.items().some(isFlag)) ?? this.#lists.at(-1);
    if (list?.kind === 'list') return [{ op: 'insert', path: list.path, value: word }];
    return this.#whenNone ? [{ op: 'set', path: this.#whenNone, value: [word] }] : { refused: 'there is no list of arguments to add to' };
  }

  remove(flag: WrittenFlag): readonly ModelOp[] {
    const index = this.#words.indexOf(flag.node);
    const words = this.#isJoined(flag) ? [flag.node] : this.#words.slice(index - 1, index + 1);
    return words.map(({ path }) => ({ op: 'remove', path, comments: 'stay' }));
  }

  /** Whether name and value are one word. */
  #isJoined({ node }: WrittenFlag): boolean {
    return isFlag(node);
  }
}

/** One string that a shell cuts into words. It is read roughly, and never written. */
class Script implements Arguments {
  readonly isPartial: boolean;
  readonly flags: readonly WrittenFlag[];

  constructor(node: Node) {
    const text = textOf(node) ?? '';
    this.isPartial = /\$|\{\{/.test(text);
    this.flags = [...text.matchAll(/(?:^|\s)--([A-Za-z][\w.-]*)(?:=(\S*))?/g)].map(([, name = '', value = '']) => ({
      name: nameOf(name),
      value: value.replace(/^(["'])(.*)\1$/, '$2'),
      node,
    }));
  }

  set(): Refusal {
    return { refused: 'the arguments are written in one line for a shell, which is never changed' };
  }

  remove(): Refusal {
    return this.set();
  }
}

const nameOf = (written: string): string => written.replaceAll('_', '-');

const isFlag = (word: Node): boolean => /^--[A-Za-z]/.test(textOf(word) ?? '');

/** The name of a flag with its dashes, as it is written. */
const dashed = ({ node }: WrittenFlag): string => (textOf(node) ?? '').replace(/=[^]*$/, '');

/** What stands in the place of arguments and is none: not a list, nor nothing, nor what a template or a placeholder will fill in. */
export const isUnreadable = (node: Node | undefined, kind: 'list' | 'map'): boolean =>
  node !== undefined && node.kind !== kind && node.value !== null && !(node.kind === 'scalar' && /\$|\{\{/.test(node.source));
