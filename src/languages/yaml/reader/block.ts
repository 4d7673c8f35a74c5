import {
  AMPERSAND,
  ASTERISK,
  BAR,
  COLON,
  DASH,
  DOUBLE_QUOTE,
  GREATER,
  HASH,
  isBlank,
  isLineBreak,
  OPEN_BRACE,
  OPEN_BRACKET,
  SINGLE_QUOTE,
  SPACE,
  TAB,
} from './characters.ts';
import { FlowReader } from './flow.ts';
import { Declined } from './scalars.ts';
import { LIST, MAP } from './tree.ts';

/** The parser does not take longer keys. */
const LONGEST_KEY = 1024;

/** The names that anchors have in manifests; the parser takes more. */
const NAME = /[\w-]+(?=[ \r\n]|$)/y;

/** Aliases may stand for so many values; the parser looks closely at those that stand for more. */
const MOST_ALIASED = 100_000;

/** The column of what follows the last line. */
const NOTHING = -1;

/** Reads a document: collections that are written with indentation, and what is in them. */
export class BlockReader extends FlowReader {
  /** Where the current line begins. */
  #lineStart = 0;
  /** The column of what stands on the current line, if `at` is where that begins. */
  #column = NOTHING;
  /** Whether blank lines or comments stand between this line and what was read before. */
  #isAfterGap = false;
  /** Where the last character of what was read ends. */
  #end = 0;
  /** The nodes that have a name; of one that is being read, which its own aliases would lead back into, nothing. */
  readonly #anchors = new Map<string, number | undefined>();
  /** How many collections with a name are being read. */
  #named = 0;
  /** Which marker may still come: `---` before all content, `...` after it, nothing after that. */
  #awaits: 'start' | 'end' | 'nothing' = 'start';

  /** Reads all of the text. Throws `Declined` on what is not known for sure. */
  read(): void {
    this.#nextContent();
    this.#awaits = 'end';
    const code = this.text.charCodeAt(this.at);
    if (this.#column === NOTHING) throw new Declined('nothing in it');
    if (code === OPEN_BRACE || code === OPEN_BRACKET) this.#inline(-1, -1, -1);
    else this.#block(this.#column, -1, -1, -1);
    if (this.#column !== NOTHING) throw new Declined('indentation that leads nowhere');
  }

  /** Reads a value that may be a block collection in `column`, inside of one in column `outer`. */
  #block(column: number, outer: number, keyStart: number, keyEnd: number): void {
    const { text } = this;
    const start = this.at;
    const code = text.charCodeAt(start);
    if (code === DASH && isBlank(text.charCodeAt(start + 1))) return this.#list(column, keyStart, keyEnd);
    if (code === AMPERSAND && outer >= 0) return this.#anchored(outer, keyStart, keyEnd, false);
    if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE || this.startsPlain()) {
      const endOfKey = this.#key(outer);
      if (endOfKey !== undefined) return this.#map(column, start, endOfKey, keyStart, keyEnd);
      this.at = start;
    }
    if (outer < 0) throw new Declined('a document that is a scalar');
    // The parser forgets there how deep the further lines of the value have to stand.
    if (this.#isAfterGap) throw new Declined('a blank line or a comment before a value');
    this.#inline(outer, keyStart, keyEnd);
  }

  #map(column: number, firstKey: number, endOfFirstKey: number, keyStart: number, keyEnd: number): void {
    const { text } = this;
    const node = this.tree.open(MAP, firstKey, keyStart, keyEnd);
    this.enter();
    this.#member(column, firstKey, endOfFirstKey);
    while (this.#column === column) {
      const start = this.at;
      const code = text.charCodeAt(start);
      if (code === DASH && isBlank(text.charCodeAt(start + 1))) throw new Declined('an item among members');
      if (code !== DOUBLE_QUOTE && code !== SINGLE_QUOTE && !this.startsPlain()) throw new Declined('a key that is no simple scalar');
      const endOfKey = this.#key(column);
      if (endOfKey === undefined) throw new Declined('a member without a colon');
      this.#member(column, start, endOfKey);
    }
    if (this.#column > column) throw new Declined('indentation that leads nowhere');
    this.leave();
    this.tree.close(node, this.#end);
  }

  /** Moves over a key and its colon, and tells where it ends; nothing where it is none. */
  #key(column: number): number | undefined {
    const { text } = this;
    const start = this.at;
    const code = text.charCodeAt(start);
    let end: number;
    if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) {
      this.quoted(column);
      end = this.at;
      this.at = this.afterSpaces(end);
      if (text.charCodeAt(this.at) !== COLON || !isBlank(text.charCodeAt(this.at + 1))) return undefined;
      if (text.slice(start, end).includes('\n')) throw new Declined('a key of several lines');
    } else {
      end = this.plainLine(false);
      if (text.charCodeAt(this.at) !== COLON) return undefined;
      if (end - start === 2 && text.startsWith('<<', start)) throw new Declined('a merge key');
    }
    if (this.at - start > LONGEST_KEY) throw new Declined('a long key');
    this.at++;
    return end;
  }

  /** Reads what follows the colon of a member. */
  #member(column: number, keyStart: number, keyEnd: number): void {
    const afterColon = this.at;
    if (!this.#endsLine()) {
      if (this.#isItem()) throw new Declined('an item beside a key');
      if (this.text.charCodeAt(this.at) === AMPERSAND) return this.#anchored(column, keyStart, keyEnd, true);
      return this.#inline(column, keyStart, keyEnd);
    }
    this.#nextLine();
    if (this.#column > column) return this.#block(this.#column, column, keyStart, keyEnd);
    if (this.#column === column && this.#isItem()) return this.#list(column, keyStart, keyEnd);
    this.tree.addScalar(afterColon, afterColon, keyStart, keyEnd);
    this.#end = afterColon;
  }

  /**
   * Reads a value that has a name. `mayBeLevel`: whether a list may stand in the column of what holds it.
   *
   * A name before a key on the same line is that of the key, and no value: then the value ends in a colon, and is declined.
   */
  #anchored(column: number, keyStart: number, keyEnd: number, mayBeLevel: boolean): void {
    this.at++;
    const name = this.#name();
    const node = this.tree.next;
    this.#anchors.set(name, undefined);
    if (this.#endsLine()) {
      this.#nextLine();
      if (this.text.charCodeAt(this.at) === AMPERSAND) throw new Declined('two names');
      this.#named++;
      if (this.#column > column) this.#block(this.#column, column, keyStart, keyEnd);
      else if (mayBeLevel && this.#column === column && this.#isItem()) this.#list(column, keyStart, keyEnd);
      else throw new Declined('a name for nothing');
      this.#named--;
    } else if (this.#isItem() || this.text.charCodeAt(this.at) === ASTERISK) throw new Declined('a name for another one');
    else this.#inline(column, keyStart, keyEnd);
    // A value inside may have taken the name since.
    if (this.#anchors.get(name) === undefined) this.#anchors.set(name, node);
  }

  #alias(keyStart: number, keyEnd: number): void {
    const start = this.at++;
    const name = this.#name();
    const target = this.#anchors.get(name);
    if (target === undefined) throw new Declined('an alias for nothing, or for what it stands in');
    // What aliases in aliases stand for grows fast.
    if (this.#named > 0) throw new Declined('an alias in a value with a name');
    this.#end = this.at;
    this.tree.addAlias(start, this.#end, keyStart, keyEnd, target);
    if (this.tree.aliased > MOST_ALIASED) throw new Declined('aliases for many values');
  }

  /** Moves over the name of an anchor or alias. */
  #name(): string {
    NAME.lastIndex = this.at;
    const name = NAME.exec(this.text)?.[0];
    if (name === undefined) throw new Declined('a name that is not plain');
    this.at += name.length;
    return name;
  }

  #list(column: number, keyStart: number, keyEnd: number): void {
    const { text } = this;
    const node = this.tree.open(LIST, this.at, keyStart, keyEnd);
    this.enter();
    do {
      const afterDash = ++this.at;
      if (!this.#endsLine()) {
        const inner = this.at - this.#lineStart;
        this.#column = inner;
        this.#isAfterGap = false;
        this.#block(inner, column, -1, -1);
        continue;
      }
      const empty = this.afterSpaces(afterDash);
      if (text.charCodeAt(empty) === TAB) throw new Declined('a tab after a dash');
      this.#nextLine();
      if (this.#column > column) this.#block(this.#column, column, -1, -1);
      else {
        this.tree.addScalar(empty, empty, -1, -1);
        this.#end = afterDash;
      }
    } while (this.#column === column && this.#isItem());
    if (this.#column > column) throw new Declined('indentation that leads nowhere');
    this.leave();
    this.tree.close(node, this.#end);
  }

  /** Reads a value that is no block collection, and moves to what follows it; `column` is that of the collection around it. */
  #inline(column: number, keyStart: number, keyEnd: number): void {
    const { text } = this;
    const start = this.at;
    const code = text.charCodeAt(start);
    if (code === BAR || code === GREATER) {
      this.#end = this.blockScalar(column, keyStart >= 0);
      this.tree.addScalar(start, this.#end, keyStart, keyEnd);
      return void this.#nextContent();
    }
    if (code === OPEN_BRACE || code === OPEN_BRACKET) {
      this.flow(column, keyStart, keyEnd);
      this.#end = this.at;
    } else if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) {
      this.quoted(column);
      this.#end = this.at;
      this.tree.addScalar(start, this.#end, keyStart, keyEnd);
    } else if (code === ASTERISK) {
      this.#alias(keyStart, keyEnd);
    } else {
      this.#end = this.#plain(column);
      this.tree.addScalar(start, this.#end, keyStart, keyEnd);
      return;
    }
    if (!this.#endsLine()) throw new Declined('more after a value');
    this.#nextLine();
  }

  /** Moves over a plain scalar, and to what follows it. */
  #plain(column: number): number {
    const { text } = this;
    if (!this.startsPlain()) throw new Declined(`a value that begins with ${JSON.stringify(text.charAt(this.at))}`);
    for (;;) {
      const end = this.plainLine(false);
      const code = text.charCodeAt(this.at);
      if (code === COLON) throw new Declined('a colon in a value');
      const isComment = !isLineBreak(code);
      if (isComment) this.tree.comments.push(this.at + 1);
      const isInterrupted = this.#nextLine() || isComment;
      if (this.#column <= column) return end;
      if (isInterrupted) throw new Declined('more after a comment');
    }
  }

  #isItem(): boolean {
    return this.text.charCodeAt(this.at) === DASH && isBlank(this.text.charCodeAt(this.at + 1));
  }

  /** Moves over blanks; tells whether nothing but a comment follows on the line. */
  #endsLine(): boolean {
    const { text } = this;
    const from = this.at;
    let code = text.charCodeAt(this.at);
    while (code === SPACE || code === TAB) code = text.charCodeAt(++this.at);
    if (isLineBreak(code)) return true;
    if (code === HASH) {
      if (this.at === from) throw new Declined('a comment without a blank before it');
      this.tree.comments.push(this.at);
      return true;
    }
    if (text.charCodeAt(this.at - 1) === TAB || (this.at - from > 1 && text.slice(from, this.at).includes('\t')))
      throw new Declined('a tab before a value');
    return false;
  }

  /** Moves from the end of a line, or from its comment, to the next content. Tells whether comments were passed on lines of their own. */
  #nextLine(): boolean {
    this.at = this.text.indexOf('\n', this.at) + 1;
    return this.#nextContent();
  }

  /** Moves from the start of a line to the first content from there on. */
  #nextContent(): boolean {
    const { text, length } = this;
    const from = this.at;
    let at = from;
    let hasComments = false;
    while (at < length) {
      const first = this.afterSpaces(at);
      const code = text.charCodeAt(first);
      if (code === HASH) {
        hasComments = true;
        this.tree.comments.push(first);
        at = text.indexOf('\n', first) + 1;
      } else if (isLineBreak(code)) at = text.indexOf('\n', first) + 1;
      else if (code === TAB) throw new Declined('a tab at the start of a line');
      else if (first === at && this.isMarker(at)) at = this.#afterMarker(at);
      else if (this.#awaits === 'nothing') throw new Declined('content after the end');
      else {
        this.at = first;
        this.#lineStart = at;
        this.#column = first - at;
        this.#isAfterGap = at > from;
        return hasComments;
      }
    }
    this.at = length;
    this.#column = NOTHING;
    return hasComments;
  }

  /** The start of the line after a marker of a document, if it may stand here. */
  #afterMarker(at: number): number {
    const isStart = this.text.charCodeAt(at) === DASH;
    if (isStart ? this.#awaits !== 'start' : this.#awaits !== 'end') throw new Declined('a marker of another document');
    this.#awaits = isStart ? 'end' : 'nothing';
    this.at = at + 3;
    if (!this.#endsLine()) throw new Declined('a value beside the marker of a document');
    return this.text.indexOf('\n', this.at) + 1;
  }
}
