import { decodeUtf16 } from './utf16.ts';

const WORD = /^[A-Za-z0-9._/-]+$/;

/** The source of a regular expression that matches nowhere. */
const NOTHING = '(?!)';

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
  readonly #anyWord: RegExp;
  readonly #escape: RegExp;

  /** Throws a `TypeError` for a word that holds anything but letters and digits of ASCII, `.`, `-`, `_` and `/`. */
  constructor(words: Iterable<string>) {
    this.words = [...new Set(words)];
    for (const word of this.words) {
      if (!WORD.test(word))
        throw new TypeError(`\`${word}\` is no word to look for: only letters, digits, \`.\`, \`-\`, \`_\` and \`/\` are`);
    }
    this.#anyWord = anyOf(this.words);
    this.#escape = escapeOf(new Set(this.words.join('')));
  }

  /** The words in a file, whether it is UTF-16 with a byte order mark or anything that contains ASCII. */
  inBytes(bytes: Buffer): ReadonlySet<string> {
    // As Latin-1 a byte is a character: no decoding, and words of ASCII are found in UTF-8 all the same.
    return this.inText(decodeUtf16(bytes) ?? bytes.toString('latin1'));
  }

  inText(text: string): ReadonlySet<string> {
    const found = new Set<string>();
    for (const reading of this.#readings(text)) {
      if (!this.#anyWord.test(reading)) continue;
      for (const word of this.words) if (reading.includes(word)) found.add(word);
    }
    return found;
  }

  /** Whether `inText` would find anything, sooner. */
  matchesText(text: string): boolean {
    for (const reading of this.#readings(text)) if (this.#anyWord.test(reading)) return true;
    return false;
  }

  /** The text, and the text with its escapes decoded where that can make a difference. */
  *#readings(text: string): Generator<string> {
    yield text;
    if (!text.includes('\\')) return;
    const decoded = text.replace(this.#escape, (_escape, code?: string, slash?: string) =>
      code ? String.fromCharCode(Number.parseInt(code, 16)) : (slash ?? ''),
    );
    if (decoded !== text) yield decoded;
  }
}

function anyOf(words: readonly string[]): RegExp {
  return new RegExp(words.map(word => word.replace(/[./-]/g, '\\$&')).join('|') || NOTHING);
}

/** Matches the escapes that decode to one of some characters of ASCII, and those that join two lines. */
function escapeOf(characters: ReadonlySet<string>): RegExp {
  const codes = [...characters].map(character => character.charCodeAt(0).toString(16));
  const anyCode = codes.flatMap(code => [code, code.toUpperCase()]).join('|') || NOTHING;
  // Begins only where a run of backslashes begins, or the time for a long run would be quadratic.
  return new RegExp(String.raw`(?<!\\)\\+(?:(?:x|u00|U000000)(${anyCode})|(/)|(?:\r\n?|\n)[ \t]*)`, 'g');
}
