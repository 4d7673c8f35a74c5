import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  DOLLAR,
  DOUBLE_QUOTE,
  HASH,
  isLineBreak,
  OPEN_BRACE,
  OPEN_BRACKET,
  SINGLE_QUOTE,
  SPACE,
  TAB,
} from './characters.ts';
import { Declined, ScalarReader } from './scalars.ts';
import { LIST, MAP } from './tree.ts';

/** Far below where the parser stops, and where recursion could hurt; the deepest of 50,000 files has 40 levels. */
const MAX_DEPTH = 100;

/** Why a text is declined that is an error to the parser as it is written, and may be none once placeholders are mere words. */
export const PLACEHOLDER_IN_BRACKETS = 'a placeholder in brackets';

/** Reads collections in brackets. */
export abstract class FlowReader extends ScalarReader {
  #depth = 0;

  /** Moves over a collection in brackets; `column` is that of the block collection around it. */
  protected flow(column: number, keyStart: number, keyEnd: number, isOutermost = true): void {
    const { text } = this;
    const isMap = text.charCodeAt(this.at) === OPEN_BRACE;
    const close = isMap ? CLOSE_BRACE : CLOSE_BRACKET;
    const node = this.tree.open(isMap ? MAP : LIST, this.at, keyStart, keyEnd);
    this.enter();
    this.at++;
    for (;;) {
      this.#skipBlanks(column, isOutermost);
      if (text.charCodeAt(this.at) === close) break;
      if (isMap) this.#member(column);
      else this.#value(column, -1, -1);
      this.#skipBlanks(column, isOutermost);
      const code = text.charCodeAt(this.at);
      if (code === close) break;
      if (code === OPEN_BRACE && text.charCodeAt(this.at - 1) === DOLLAR) throw new Declined(PLACEHOLDER_IN_BRACKETS);
      if (code !== COMMA) throw new Declined('something unknown in brackets');
      this.at++;
    }
    this.at++;
    this.#depth--;
    this.tree.close(node, this.at);
  }

  protected enter(): void {
    if (++this.#depth > MAX_DEPTH) throw new Declined('too many levels');
  }

  protected leave(): void {
    this.#depth--;
  }

  #member(column: number): void {
    const { text } = this;
    const keyStart = this.at;
    let keyEnd: number;
    if (isQuote(text.charCodeAt(keyStart))) {
      this.quoted(column);
      keyEnd = this.at;
      while (isSpaceOrTab(text.charCodeAt(this.at))) this.at++;
    } else if (this.startsPlain()) {
      keyEnd = this.plainLine(true);
      if (keyEnd - keyStart === 2 && text.startsWith('<<', keyStart)) throw new Declined('a merge key');
    } else throw new Declined('a key in brackets that is no scalar');
    if (text.charCodeAt(this.at) !== COLON) return this.tree.addScalar(keyEnd, keyEnd, keyStart, keyEnd);
    const afterColon = ++this.at;
    this.#skipBlanks(column, false);
    const code = text.charCodeAt(this.at);
    if (code === COMMA || code === CLOSE_BRACE) this.tree.addScalar(afterColon, afterColon, keyStart, keyEnd);
    else this.#value(column, keyStart, keyEnd);
  }

  #value(column: number, keyStart: number, keyEnd: number): void {
    const start = this.at;
    const code = this.text.charCodeAt(start);
    if (isQuote(code)) {
      this.quoted(column);
      this.tree.addScalar(start, this.at, keyStart, keyEnd);
    } else if (code === OPEN_BRACE || code === OPEN_BRACKET) this.flow(column, keyStart, keyEnd, false);
    else if (this.startsPlain()) {
      const end = this.plainLine(true);
      this.tree.addScalar(start, end, keyStart, keyEnd);
    } else throw new Declined('something unknown in brackets');
  }

  /** Moves to what comes next in brackets. Only the bracket that closes the outermost collection may stand in the column of what is around it. */
  #skipBlanks(column: number, isOutermost: boolean): void {
    const { text } = this;
    for (;;) {
      const code = text.charCodeAt(this.at);
      if (code === SPACE || code === TAB) this.at++;
      else if (isLineBreak(code)) {
        this.at = text.indexOf('\n', this.at) + 1;
        if (this.at > this.length) throw new Declined('a bracket that is not closed');
        this.#startLine(column, isOutermost);
      } else if (code === HASH) {
        // The parser minds one at the start of a line after a value.
        if (!isSpaceOrTab(text.charCodeAt(this.at - 1))) throw new Declined('a comment without a blank before it');
        this.tree.comments.push(this.at);
        this.at = text.indexOf('\n', this.at);
      } else return;
    }
  }

  #startLine(column: number, isOutermost: boolean): void {
    const { text } = this;
    const first = this.afterSpaces(this.at);
    const indent = first - this.at;
    this.at = first;
    while (isSpaceOrTab(text.charCodeAt(this.at))) this.at++;
    // To the parser tabs are no indentation.
    if (indent === 0 && this.isMarker(this.at)) throw new Declined('a marker of a document in brackets');
    const code = text.charCodeAt(this.at);
    if (indent > column || isLineBreak(code) || code === HASH) return;
    const closes = indent === column && isOutermost && (code === CLOSE_BRACKET || code === CLOSE_BRACE);
    if (!closes) throw new Declined('brackets that are not indented');
  }
}

const isQuote = (code: number): boolean => code === DOUBLE_QUOTE || code === SINGLE_QUOTE;

const isSpaceOrTab = (code: number): boolean => code === SPACE || code === TAB;
