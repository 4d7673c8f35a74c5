import { Matcher } from './matcher.ts';
import { decodeUtf16 } from './utf16.ts';

const WORD = /^[A-Za-z0-9._/-]+$/;

/** The source of a regular expression that matches nowhere. */
const NOTHING = '(?!)';

const BACKSLASH = 0x5c;

/** For texts to become bytes in: it holds nearly every document there is. */
const scratch = Buffer.allocUnsafe(64 * 1024);

/**
 * Tells whether text may hold any of some words: slow perhaps, wrong never.
 *
 * A word counts if it stands there as it is, or would after the escapes of a double-quoted scalar are decoded (`\x49`,
 * `\u0049`, `\U00000049`, `\/`, and `\` at the end of a line). Whether the text is in quotes is not asked, and however
 * many backslashes begin an escape, they count as one: JSON in a string has its escapes escaped once more.
 */
export class WordFilter {
  /** Each once, in the order given. */
  readonly words: readonly string[];
  /** Words of one character, which the matcher does not take. */
  readonly #characters: readonly string[];
  readonly #escape: RegExp;
  /** Made when it is used: not every fact that could be asked for is. */
  #matcher: Matcher | undefined;

  /** Throws a `TypeError` for a word that holds anything but letters and digits of ASCII, `.`, `-`, `_` and `/`. */
  constructor(words: Iterable<string>) {
    this.words = [...new Set(words)];
    for (const word of this.words) {
      if (!WORD.test(word))
        throw new TypeError(`\`${word}\` is no word to look for: only letters, digits, \`.\`, \`-\`, \`_\` and \`/\` are`);
    }
    this.#characters = this.words.filter(({ length }) => length === 1);
    this.#escape = escapeOf(new Set(this.words.join('')));
  }

  /** The words in a file, whether it is UTF-16 with a byte order mark or anything that contains ASCII. */
  inBytes(bytes: Buffer): ReadonlySet<string> {
    const utf16 = decodeUtf16(bytes);
    return utf16 === undefined ? this.#wordsIn(bytes, false) : this.inText(utf16);
  }

  inText(text: string): ReadonlySet<string> {
    return this.#wordsIn(bytesOf(text), false);
  }

  /** Whether `inText` would find anything, sooner. */
  matchesText(text: string): boolean {
    return this.#wordsIn(bytesOf(text), true).size > 0;
  }

  #wordsIn(bytes: Buffer, one: boolean): ReadonlySet<string> {
    const written = this.#asWritten(bytes, one);
    if ((one && written.size > 0) || !bytes.includes(BACKSLASH)) return written;
    const decoded = this.#decoded(bytes.toString('latin1'));
    return decoded === undefined ? written : union(written, this.#asWritten(bytesOf(decoded), one));
  }

  #asWritten(bytes: Buffer, one: boolean): ReadonlySet<string> {
    this.#matcher ??= new Matcher(this.words.filter(word => word.length > 1));
    const found = this.#matcher.wordsIn(bytes, one);
    return this.#characters.length === 0 ? found : union(found, new Set(this.#characters.filter(character => bytes.includes(character))));
  }

  /** A text with its escapes decoded, where that can make a difference. */
  #decoded(text: string): string | undefined {
    const decoded = text.replace(this.#escape, (_escape, code?: string, slash?: string) =>
      code ? String.fromCharCode(Number.parseInt(code, 16)) : (slash ?? ''),
    );
    return decoded === text ? undefined : decoded;
  }
}

/** A text as bytes, until the next one is: characters beyond Latin-1 become others, which may look like a word and never hide one. */
function bytesOf(text: string): Buffer {
  if (text.length > scratch.length) return Buffer.from(text, 'latin1');
  return scratch.subarray(0, scratch.write(text, 'latin1'));
}

const union = (some: ReadonlySet<string>, others: ReadonlySet<string>): ReadonlySet<string> =>
  others.size === 0 ? some : some.size === 0 ? others : new Set([...some, ...others]);

/** Matches the escapes that decode to one of some characters of ASCII, and those that join two lines. */
function escapeOf(characters: ReadonlySet<string>): RegExp {
  const codes = [...characters].map(character => character.charCodeAt(0).toString(16));
  const anyCode = codes.flatMap(code => [code, code.toUpperCase()]).join('|') || NOTHING;
  // Begins only where a run of backslashes begins, or the time for a long run would be quadratic.
  return new RegExp(String.raw`(?<!\\)\\+(?:(?:x|u00|U000000)(${anyCode})|(/)|(?:\r\n?|\n)[ \t]*)`, 'g');
}
