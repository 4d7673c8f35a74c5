import { isCopy, isList, type Copy, type MemberComments, type NewValue, type Place } from '../../core/model.ts';
import type { Layout } from './layout.ts';
import { isWholeSource, spellScalar } from './scalar.ts';

/** A value that is being made: maps in it may be made member by member. */
export type Built = NewValue | NewMap | readonly Built[];

/** A member of a map that is being made, with the comments that move to it. */
export class NewMember {
  readonly key: string;
  value: Built;
  /** With their `#`. */
  readonly above: string[];
  /** With the space before it. */
  trailing?: string;

  constructor(key: string, value: Built, above: readonly string[] = []) {
    this.key = key;
    this.value = value;
    this.above = [...above];
  }
}

/** A map that is being made member by member. */
export class NewMap {
  readonly members: NewMember[] = [];

  find(key: string | number): NewMember | undefined {
    return this.members.find(member => member.key === key);
  }

  add(member: NewMember, place: Place): void {
    this.members.splice(this.#indexFor(place), 0, member);
  }

  #indexFor(place: Place): number {
    if (place === 'first') return 0;
    if (place === 'last') return this.members.length;
    const index = this.members.findIndex(({ key }) => key === ('before' in place ? place.before : place.after));
    return index === -1 ? this.members.length : index + ('before' in place ? 0 : 1);
  }
}

/** Where a value stands: on lines, or in brackets as YAML, as JSON, or as JSON without blanks. */
export type Style = 'block' | FlowStyle;
export type FlowStyle = 'flow' | 'json' | 'minified';

export const isJsonStyle = (style: Style): boolean => style === 'json' || style === 'minified';

export const isMinified = (style: Style): boolean => style === 'minified';

/** How new values are spelled in a text. */
export interface Spelling extends Layout {
  /** Spells a scalar that is carried over from another place. */
  copy(value: Copy, style: Style): string;
}

const NEW_DOCUMENT: Spelling = {
  step: 2,
  listIndent: 2,
  copy: ({ copyOf: { source, value } }) => (isWholeSource(source, value) ? source : spellFlow(value, NEW_DOCUMENT, 'block')),
};

/** A whole object in block style, as lines. */
export const spellDocument = (object: NewValue, comments: readonly MemberComments[] = []): string[] =>
  spellBlock(withComments(object, comments), 0, NEW_DOCUMENT);

/** A member of a block map as lines, `column` spaces in. */
export function spellMember({ key, value, above, trailing = '' }: NewMember, column: number, spelling: Spelling): string[] {
  const pad = ' '.repeat(column);
  const head = above.map(comment => pad + comment);
  const name = `${pad}${spellScalar(key)}:`;
  if (isEmptyOrScalar(value)) return [...head, `${name} ${spellFlow(value, spelling, 'block')}${trailing}`];
  return [...head, `${name}${trailing}`, ...spellNested(value, column, spelling)];
}

/** The lines below a key that stands at `column`. */
export function spellNested(value: Built, column: number, spelling: Spelling): string[] {
  return spellBlock(value, column + (isNewList(value) ? spelling.listIndent : spelling.step), spelling);
}

/** An item of a block list as lines. `gap`: the spaces after its `-`. */
export function spellItem(value: Built, column: number, spelling: Spelling, gap = 1): string[] {
  const inner = column + 1 + gap;
  const dash = `${' '.repeat(column)}-${' '.repeat(gap)}`;
  if (isEmptyOrScalar(value)) return [dash + spellFlow(value, spelling, 'block')];
  const [first = '', ...rest] = spellBlock(value, inner, spelling);
  return [dash + first.slice(inner), ...rest];
}

/** A value on one line. `padding`: blanks inside the braces. */
export function spellFlow(value: Built, spelling: Spelling, style: Style = 'flow', padding = ''): string {
  const inner = style === 'block' ? 'flow' : style;
  const comma = isMinified(style) ? ',' : ', ';
  if (isNewList(value)) return `[${value.map(item => spellFlow(item, spelling, inner, padding)).join(comma)}]`;
  if (!(value instanceof NewMap)) {
    if (value === null || typeof value !== 'object') return spellScalar(value, { json: isJsonStyle(style) });
    if (isCopy(value)) return spelling.copy(value, style);
  }
  const members = membersOf(value).map(member => spellFlowMember(member, spelling, inner, padding));
  return members.length === 0 ? '{}' : `{${padding}${members.join(comma)}${padding}}`;
}

export function spellFlowMember({ key, value }: NewMember, spelling: Spelling, style: FlowStyle, padding = ''): string {
  return `${spellScalar(key, { json: isJsonStyle(style) })}:${isMinified(style) ? '' : ' '}${spellFlow(value, spelling, style, padding)}`;
}

/** A member or item in brackets over several lines, as lines; the first one without indentation. */
export function spellWideElement(element: NewMember | Built, column: number, spelling: Spelling, style: FlowStyle): string[] {
  if (!isMember(element)) return spellWideValue(element, column, spelling, style);
  const [first = '', ...rest] = spellWideValue(element.value, column, spelling, style);
  return [`${spellScalar(element.key, { json: isJsonStyle(style) })}: ${first}`, ...rest];
}

/** A value in brackets over several lines, as lines, in a line that is indented by `column`. */
export function spellWideValue(value: Built, column: number, spelling: Spelling, style: FlowStyle): string[] {
  if (isEmptyOrScalar(value)) return [spellFlow(value, spelling, style)];
  const inner = column + spelling.step;
  const elements: readonly (NewMember | Built)[] = isNewList(value) ? value : membersOf(value);
  const [open, close] = isNewList(value) ? ['[', ']'] : ['{', '}'];
  const lines = elements.flatMap((element, index) => {
    const [first = '', ...rest] = spellWideElement(element, inner, spelling, style);
    const spelled = [' '.repeat(inner) + first, ...rest];
    if (index < elements.length - 1) spelled.push(`${spelled.pop() ?? ''},`);
    return spelled;
  });
  return [open, ...lines, ' '.repeat(column) + close];
}

/** Whether a value takes one line in block style. */
export function isEmptyOrScalar(value: Built): boolean {
  if (isNewList(value)) return value.length === 0;
  if (value instanceof NewMap) return value.members.length === 0;
  return value === null || typeof value !== 'object' || isCopy(value) || Object.keys(value).length === 0;
}

function spellBlock(value: Built, column: number, spelling: Spelling): string[] {
  if (isEmptyOrScalar(value)) return [' '.repeat(column) + spellFlow(value, spelling, 'block')];
  if (isNewList(value)) return value.flatMap(item => spellItem(item, column, spelling));
  return membersOf(value).flatMap(member => spellMember(member, column, spelling));
}

/** A value whose maps are made member by member on the way to comments. */
function withComments(value: NewValue, comments: readonly MemberComments[]): Built {
  if (comments.length === 0 || value === null || typeof value !== 'object' || isCopy(value)) return value;
  const commentsBelow = (step: string | number): readonly MemberComments[] =>
    comments.filter(({ path }) => path[0] === step).map(comment => ({ ...comment, path: comment.path.slice(1) }));
  if (isList(value)) return value.map((item, index) => withComments(item, commentsBelow(index)));
  const map = new NewMap();
  for (const [key, member] of Object.entries(value)) {
    const below = commentsBelow(key);
    const own = below.find(({ path }) => path.length === 0);
    const made = new NewMember(
      key,
      withComments(
        member,
        below.filter(({ path }) => path.length > 0),
      ),
      own?.above,
    );
    if (own?.trailing !== undefined) made.trailing = ` ${own.trailing}`;
    map.add(made, 'last');
  }
  return map;
}

function membersOf(value: Built): readonly NewMember[] {
  if (value instanceof NewMap) return value.members;
  if (value === null || typeof value !== 'object' || isNewList(value) || isCopy(value)) return [];
  return Object.entries(value).map(([key, member]) => new NewMember(key, member));
}

export const isNewList = (value: Built): value is readonly Built[] => Array.isArray(value);

const isMember = (element: NewMember | Built): element is NewMember => element instanceof NewMember;
