import { wordFor, type Node, type Path, type Refusal } from '../core/document.ts';
import type { ModelOp } from '../core/model.ts';
import type { TextRange } from '../core/text.ts';
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

/** A flag that can be given another value. */
export interface Flag extends WrittenFlag {
  /** Where the name is written. */
  readonly at: TextRange;
  /** Gives it another value. */
  change(value: string): ModelOp | Refusal;
}

const FLAG = /^(--([A-Za-z][\w.-]*))(=([\s\S]*))?$/;
const BARE_FLAG = /^(([A-Za-z][\w.-]*))(=([\s\S]*))?$/;

/** Flags that take no value of their own from the next word, of those that somebody asks for. */
const BOOLEANS: ReadonlySet<string> = new Set(['allocate-node-cidrs', 'configure-cloud-routes']);

/** The flags of one place, in one of the ways in which files write them. */
export interface Flags {
  readonly all: readonly Flag[];
  /** Writes flags that are not there yet. */
  add(flags: readonly (readonly [name: string, value: string])[]): readonly ModelOp[] | Refusal;
}

/** Gives flags values, each at its last place, which is the one that counts. */
export function setFlags(flags: Flags, values: Readonly<Record<string, string>>): readonly ModelOp[] | Refusal {
  const ops: ModelOp[] = [];
  const missing: (readonly [name: string, value: string])[] = [];
  for (const [name, value] of Object.entries(values)) {
    const written = flags.all.findLast(flag => flag.name === name);
    const op = written?.change(value);
    if (op && 'refused' in op) return op;
    if (op) ops.push(op);
    else missing.push([name, value]);
  }
  if (missing.length === 0) return ops;
  const added = flags.add(missing);
  return 'refused' in added ? added : [...ops, ...added];
}

/** `{name: value}`, or `{name: [value, value]}`, below `base`. */
export function flagMap(base: Node, path: Path): Flags {
  const node = base.get(...path);
  return {
    all: [...(node?.entries() ?? [])].flatMap(([name, value]) =>
      (value.kind === 'list' ? value.items() : [value]).map(scalar => ({
        name,
        value: valueOf(scalar),
        node: scalar,
        at: value.keyRange ?? value.range,
        change: (text: string) => ({ op: 'set', path: scalar.path, value: text }) as const,
      })),
    ),
    add: flags => {
      const full = [...base.path, ...path];
      if (node?.kind === 'list' && isEmptyCollection(node)) return [{ op: 'set', path: full, value: Object.fromEntries(flags) }];
      return isEmptyCollection(node) || node?.kind === 'map'
        ? flags.map(([name, value]) => ({ op: 'set', path: [...full, name], value }))
        : { refused: `\`${String(path.at(-1))}\` is not the map that is wanted there: mend that first` };
    },
  };
}

/** `[{name, value}]` below `base`. */
export function flagList(base: Node, path: Path): Flags {
  const node = base.get(...path);
  return {
    all: (node?.items() ?? []).flatMap(item => {
      const [name, value] = [item.get('name'), item.get('value')];
      const text = textOf(name);
      if (!name || text === undefined) return [];
      const change = (to: string) => ({ op: 'set', path: [...item.path, 'value'], value: to }) as const;
      return [{ name: text, value: valueOf(value), node: value ?? name, at: name.range, change }];
    }),
    add: flags => {
      const items = flags.map(([name, value]) => ({ name, value }));
      const full = [...base.path, ...path];
      if (isEmptyCollection(node)) return [{ op: 'set', path: full, value: items }];
      return node?.kind === 'list'
        ? items.map(value => ({ op: 'insert', path: full, value }))
        : { refused: `\`${String(path.at(-1))}\` is not the list that is wanted there: mend that first` };
    },
  };
}

/**
 * Words of a command line in one list or several that are read on, as `command` and `args`: `--name=value`, or `--name` and `value`.
 *
 * `dashes`: what stands before a name; some tools want none. `whenNone`: where a list goes that is not there yet.
 */
export function flagWords(lists: readonly Node[], dashes: '--' | '', whenNone?: Path): Flags {
  const words = lists.flatMap(list => (list.kind === 'list' ? list.items() : textOf(list) === undefined ? [] : [list]));
  const all = words.flatMap((word, index) => flagOfWord(word, words[index + 1], dashes) ?? []);
  const target = lists.findLast(list => all.some(({ node }) => isWithin(node, list))) ?? lists.at(-1);
  return {
    all,
    add: flags => {
      const values = flags.map(([name, value]) => `${dashes}${name}=${value}`);
      if (target?.kind === 'list') return values.map(value => ({ op: 'insert', path: target.path, value }));
      if (target && textOf(target) !== undefined) return { refused: 'the flags are a single text, and not a list: make it one first' };
      return whenNone ? [{ op: 'set', path: whenNone, value: values }] : { refused: 'there is no list of flags' };
    },
  };
}

/** Gates in a map of their own, each as a flag that nothing changes; `refused`: who owns them. */
export const gateFlags = (gates: Node | undefined, refused: string): readonly Flag[] =>
  [...(gates?.entries() ?? [])].map(([name, node]) => ({
    name: 'feature-gates',
    value: `${name}=${valueOf(node)}`,
    node,
    at: node.keyRange ?? node.range,
    change: () => ({ refused }),
  }));

/** What a scalar says as the value of a flag. */
const valueOf = (node: Node | undefined): string => (!node || node.value === null ? '' : wordFor(node.value));

/** Nothing, null, or a collection without members. */
export function isEmptyCollection(node: Node | undefined): boolean {
  return !node || node.value === null || (node.kind !== 'scalar' && node.items().length === 0 && [...node.entries()].length === 0);
}

function flagOfWord(word: Node, next: Node | undefined, dashes: '--' | ''): Flag | undefined {
  const read = readFlag(textOf(word) ?? '', dashes === '' ? undefined : textOf(next), dashes);
  if (!read) return undefined;
  const { written, name, value, inNext } = read;
  const at = rangeIn(word, written);
  return next && inNext
    ? { name, value, node: next, at, change: to => ({ op: 'set', path: next.path, value: to }) }
    : { name, value, node: word, at, change: to => ({ op: 'set', path: word.path, value: `${written}=${to}` }) };
}

/** A flag in a word of a command line, with its value from there or from the next one; `written`: the name as it is spelled. */
export function readFlag(word: string, next: string | undefined, dashes: '--' | '') {
  const [, written, spelled, , value] = (dashes === '' ? BARE_FLAG : FLAG).exec(word) ?? [];
  if (written === undefined || spelled === undefined) return undefined;
  // component-base WordSepNormalizeFunc
  const name = spelled.replaceAll('_', '-');
  const inNext = value === undefined && next !== undefined && !next.startsWith('-') && !BOOLEANS.has(name);
  return { written, name, value: inNext ? next : (value ?? ''), inNext };
}

/** Where a part of a scalar is written. */
export function rangeIn(node: Node, text: string): TextRange {
  const offset = node.source.indexOf(text);
  return offset === -1 ? node.range : { start: node.range.start + offset, end: node.range.start + offset + text.length };
}

const isWithin = (node: Node, list: Node): boolean => list.path.every((step, index) => node.path[index] === step);
