import { isCopy, type Copy, type NewValue } from '../../core/model.ts';
import { isNewList, NewMap, NewMember, type Built } from '../yaml/spell.ts';
import { Refused } from '../yaml/refused.ts';
import { quoted } from './strings.ts';

const STEP = '  ';

/** What may stand as a key without quotes, and is not read as anything but its letters. */
const WORD = /^(?!(?:for|if|in|null|true|false)$)[A-Za-z_][\w-]*$/;

/** Spells a scalar that is carried over from another place. */
export type SpellCopy = (copy: Copy) => string;

/** A block with labels as lines, as `terraform fmt` writes it. */
export const spellBlock = (type: string, labels: readonly string[], body: NewValue, copy: SpellCopy): readonly string[] => [
  `${[type, ...labels.map(label => quoted(label))].join(' ')} {`,
  ...spellMembers(membersOf(body), { indent: STEP, copy }),
  '}',
];

interface Layout {
  readonly indent: string;
  readonly copy: SpellCopy;
  /** What stands between key and value; `=` where not given. */
  readonly sign?: '=' | ':';
  /** What ends a member. */
  readonly end?: string;
  /** How wide the keys of the lines around are, with their blanks. */
  readonly width?: number;
}

/** Attributes, or members of an object, as lines. Those of one line each stand in columns, as `terraform fmt` writes them. */
export function spellMembers(members: readonly NewMember[], layout: Layout): readonly string[] {
  const { indent, copy, sign = '=', end = '', width = 0 } = layout;
  const lines: string[] = [];
  for (const [index, member] of members.entries()) {
    const [first = '', ...rest] = spellLines(member.value, indent, copy);
    const key = spellKey(member.key);
    const pad = rest.length > 0 || sign === ':' ? key.length : Math.max(width, ...chainAt(members, index, copy));
    const tail = `${end}${member.trailing ?? ''}`;
    lines.push(...member.above.map(comment => indent + comment));
    const head = `${indent}${sign === ':' ? `${key}:` : `${key.padEnd(pad)} =`} ${first}`;
    lines.push(...(rest.length === 0 ? [head + tail] : [head, ...rest.slice(0, -1), (rest.at(-1) ?? '') + tail]));
  }
  return lines;
}

/** A value as lines, the first one without indentation, in a line that has `indent`. */
export function spellLines(value: Built, indent: string, copy: SpellCopy): readonly string[] {
  const deeper = indent + STEP;
  if (value === null || typeof value !== 'object' || (!(value instanceof NewMap) && !isNewList(value) && isCopy(value)) || isFlat(value))
    return [spellFlow(value, copy)];
  if (isNewList(value)) {
    const items = value.flatMap(item => {
      const [first = '', ...rest] = spellLines(item, deeper, copy);
      const lines = [deeper + first, ...rest];
      return [...lines.slice(0, -1), `${lines.at(-1) ?? ''},`];
    });
    return ['[', ...items, `${indent}]`];
  }
  return ['{', ...spellMembers(membersOf(value), { indent: deeper, copy }), `${indent}}`];
}

/** A value on one line. */
export function spellFlow(value: Built, copy: SpellCopy): string {
  if (!(value instanceof NewMap)) {
    if (typeof value === 'string') return spellString(value);
    if (value === null || typeof value !== 'object') return String(value);
    if (isNewList(value)) return `[${value.map(item => spellFlow(item, copy)).join(', ')}]`;
    if (isCopy(value)) return copy(value);
  }
  const members = membersOf(value).map(({ key, value: member }) => `${spellKey(key)} = ${spellFlow(member, copy)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

export const spellKey = (key: string): string => (isWord(key) ? key : spellString(key));

export const isWord = (key: string): boolean => WORD.test(key);

/** What stands in `${…}` is filled in; quotes in there would have to be left as they are. */
function spellString(value: string): string {
  if (/[$%]\{/.test(value) && /[\\"]/.test(value)) throw new Refused(`\`${value}\` holds an expression with quotes`);
  return quoted(value);
}

export function membersOf(value: Built): readonly NewMember[] {
  if (value instanceof NewMap) return value.members;
  if (value === null || typeof value !== 'object' || isNewList(value) || isCopy(value)) return [];
  return Object.entries(value).map(([key, member]) => new NewMember(key, member));
}

/** The widths of the keys that stand in one column with a member: those of the lines around it, up to one of several lines or with a comment above. */
function chainAt(members: readonly NewMember[], index: number, copy: SpellCopy): readonly number[] {
  const isOneLine = ({ value }: NewMember): boolean => spellLines(value, '', copy).length === 1;
  let [first, last] = [index, index];
  while (members[first]!.above.length === 0 && first > 0 && isOneLine(members[first - 1]!)) first--;
  while (members[last + 1]?.above.length === 0 && isOneLine(members[last + 1]!)) last++;
  return members.slice(first, last + 1).map(({ key }) => spellKey(key).length);
}

/** An empty collection, or a list of scalars. */
const isFlat = (value: object): boolean =>
  Array.isArray(value)
    ? value.every(item => item === null || typeof item !== 'object' || isCopy(item as NewValue))
    : Object.keys(value).length === 0;
