import {
  BACKSLASH,
  BYTE_ORDER_MARK,
  CARRIAGE_RETURN,
  COLON,
  COMMA,
  DASH,
  DOT,
  DOUBLE_QUOTE,
  HASH,
  isBlank,
  isFlowSign,
  isLineBreak,
  LINE_FEED,
  NINE,
  PLUS,
  SINGLE_QUOTE,
  SPACE,
  TAB,
  ZERO,
} from './characters.ts';
import { Tree } from './tree.ts';

/** Why a document is left to the parser. */
export class Declined extends Error {}

/** What a plain scalar may begin with, of ASCII; `?` and `:` are left to the parser. */
const PLAIN_STARTS: readonly boolean[] = Array.from({ length: 128 }, (_, code) =>
  /[A-Za-z0-9$()+./;<=^_~\\-]/.test(String.fromCharCode(code)),
);

/** The characters after a backslash, and how many hexadecimal digits follow each; a line break is one, too. */
const ESCAPES: ReadonlyMap<number, number> = new Map([
  ...Array.from('0abefnrtvN_LP "/\\\t\n\r', character => [character.charCodeAt(0), 0] as const),
  ...(
    [
      ['x', 2],
      ['u', 4],
      ['U', 8],
    ] as const
  ).map(([character, digits]) => [character.charCodeAt(0), digits] as const),
]);

const HEXADECIMAL = /^[0-9a-fA-F]+$/;
const LAST_CODE_POINT = 0x10ffff;

/**
 * Moves over the scalars of a text and notes where they stand. It never says what the parser would not: it declines, by throwing `Declined`,
 * whatever it does not know for sure.
 *
 * `column` is that of the collection around a value, -1 where there is none: what follows on further lines has to stand right of it.
 */
export abstract class ScalarReader {
  readonly tree = new Tree();
  /** The text with a line break after it, so that every line has one; it is no part of the document. */
  protected readonly text: string;
  protected readonly length: number;
  protected at = 0;

  constructor(text: string) {
    this.length = text.length;
    this.text = `${text}\n`;
  }

  /** Whether a plain scalar may begin here, in block or flow style. */
  protected startsPlain(): boolean {
    const code = this.text.charCodeAt(this.at);
    if (code === DASH) {
      const next = this.text.charCodeAt(this.at + 1);
      return !isBlank(next) && !isFlowSign(next);
    }
    return code < 128 ? PLAIN_STARTS[code]! : code !== BYTE_ORDER_MARK;
  }

  /** Moves over the part of a plain scalar that stands on this line, up to what ends it. Tells where its last character ends. */
  protected plainLine(isInFlow: boolean): number {
    const { text } = this;
    let { at } = this;
    let end = at;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code > COLON) {
        if (isInFlow && isFlowSign(code)) break;
        end = ++at;
      } else if (code === SPACE || code === TAB) {
        if (text.charCodeAt(at + 1) === HASH) break;
        at++;
      } else if (code === COLON) {
        const next = text.charCodeAt(at + 1);
        if (isBlank(next) || (isInFlow && isFlowSign(next))) break;
        end = ++at;
      } else if (code < SPACE) {
        if (isLineBreak(code)) break;
        throw new Declined('a control character');
      } else {
        if (isInFlow && code === COMMA) break;
        end = ++at;
      }
    }
    this.at = at;
    return end;
  }

  /** Moves over a scalar in quotes. */
  protected quoted(column: number): void {
    if (this.text.charCodeAt(this.at) === DOUBLE_QUOTE) this.#doubleQuoted(column);
    else this.#singleQuoted(column);
  }

  #doubleQuoted(column: number): void {
    const { text } = this;
    let at = this.at + 1;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === DOUBLE_QUOTE) break;
      if (code === BACKSLASH) {
        const digits = ESCAPES.get(text.charCodeAt(at + 1));
        if (digits === undefined) throw new Declined('an escape that is none');
        if (digits > 0) this.#checkCodePoint(at + 2, digits);
        // A line break is looked at below.
        at += isLineBreak(text.charCodeAt(at + 1)) ? 1 : 2 + digits;
      } else at = code === LINE_FEED ? this.#nextQuotedLine(at + 1, column) : at + 1;
    }
    this.at = at + 1;
  }

  #singleQuoted(column: number): void {
    const { text } = this;
    let at = this.at + 1;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === SINGLE_QUOTE) {
        if (text.charCodeAt(at + 1) !== SINGLE_QUOTE) break;
        at += 2;
      } else at = code === LINE_FEED ? this.#nextQuotedLine(at + 1, column) : at + 1;
    }
    this.at = at + 1;
  }

  #checkCodePoint(at: number, digits: number): void {
    const code = this.text.slice(at, at + digits);
    if (code.length !== digits || !HEXADECIMAL.test(code) || parseInt(code, 16) > LAST_CODE_POINT)
      throw new Declined('an escape that is none');
  }

  /** Where the text of the next line in quotes begins, if that line may go on there. */
  #nextQuotedLine(lineStart: number, column: number): number {
    if (lineStart > this.length) throw new Declined('a quote that is not closed');
    if (column < 0 && this.isMarker(lineStart)) throw new Declined('a marker of a document in quotes');
    const at = this.afterSpaces(lineStart);
    if (at - lineStart <= column && !isLineBreak(this.text.charCodeAt(at))) throw new Declined('a text in quotes that is not indented');
    return at;
  }

  /**
   * Moves over a block scalar and to the start of the line after it; tells where its last character ends.
   *
   * One without text is declined: where it ends depends on more than its lines.
   */
  protected blockScalar(column: number, mayBeExplicit: boolean): number {
    const { text, length } = this;
    const { explicit, keeps } = this.#blockHeader();
    if (explicit > 0 && !mayBeExplicit) throw new Declined('a block scalar of an item that says its indentation');
    let lineStart = this.at;
    let widestBlank = 0;
    let at = this.afterSpaces(lineStart);
    for (; isLineBreak(text.charCodeAt(at)); at = this.afterSpaces(lineStart)) {
      if (at >= length) throw new Declined('a block scalar without text');
      widestBlank = Math.max(widestBlank, at - lineStart);
      lineStart = this.#nextLine(at);
    }
    const first = at - lineStart;
    const indent = explicit > 0 ? column + explicit : first;
    if (first <= column || first < indent) throw new Declined('a block scalar without text');
    if (explicit === 0 && widestBlank > first) throw new Declined('a blank line before a block scalar that is indented deeper');

    let end = at;
    for (;;) {
      const code = text.charCodeAt(at);
      const spaces = at - lineStart;
      if (isLineBreak(code)) {
        if (keeps && spaces > 0 && at >= length) throw new Declined('blanks at the end of the text');
        // Blank lines after the text belong to it where they are indented deeper, and where all line breaks are kept.
        if (keeps ? spaces > 0 : spaces > first) end = at;
      } else {
        if (spaces < indent) break;
        const lineEnd = text.indexOf('\n', at);
        at = end = text.charCodeAt(lineEnd - 1) === CARRIAGE_RETURN ? lineEnd - 1 : lineEnd;
      }
      lineStart = this.#nextLine(at);
      if (lineStart > length) break;
      at = this.afterSpaces(lineStart);
    }
    if (text.charCodeAt(at) === TAB) throw new Declined('a tab after a block scalar');
    this.at = Math.min(lineStart, length);
    return end;
  }

  /** Moves over the header of a block scalar, to the start of the line below it. */
  #blockHeader(): { readonly explicit: number; readonly keeps: boolean } {
    const { text } = this;
    let at = this.at + 1;
    let chomping = '';
    let explicit = 0;
    for (;;) {
      const code = text.charCodeAt(at);
      if (explicit === 0 && code > ZERO && code <= NINE) explicit = code - ZERO;
      else if (chomping === '' && (code === PLUS || code === DASH)) chomping = text.charAt(at);
      else break;
      at++;
    }
    const afterSpaces = this.afterSpaces(at);
    const code = text.charCodeAt(afterSpaces);
    const isComment = code === HASH && afterSpaces > at;
    if (!isComment && !isLineBreak(code)) throw new Declined('a header of a block scalar that says more');
    if (isComment) this.tree.comments.push(afterSpaces);
    this.at = text.indexOf('\n', afterSpaces) + 1;
    return { explicit, keeps: chomping === '+' };
  }

  /** Where the line begins after the one whose break is at an offset. */
  #nextLine(at: number): number {
    return this.text.charCodeAt(at) === CARRIAGE_RETURN ? at + 2 : at + 1;
  }

  protected afterSpaces(from: number): number {
    let at = from;
    while (this.text.charCodeAt(at) === SPACE) at++;
    return at;
  }

  /** Whether `---` or `...` stands at the start of a line. */
  protected isMarker(lineStart: number): boolean {
    const code = this.text.charCodeAt(lineStart);
    return (
      (code === DASH || code === DOT) &&
      this.text.charCodeAt(lineStart + 1) === code &&
      this.text.charCodeAt(lineStart + 2) === code &&
      isBlank(this.text.charCodeAt(lineStart + 3))
    );
  }
}
