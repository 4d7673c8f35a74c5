/** Characters of which pairs are met all the time in manifests; a stop at such a pair costs a look at the words behind it. */
const FREQUENT = 'etaoinsrhldcum';

/** A word, and how far before the end of its window it begins. */
interface Anchored {
  readonly word: string;
  readonly bytes: Buffer;
  readonly before: number;
}

/**
 * Looks for many words in one pass over bytes, of which it reads about one in the length of the shortest word: the algorithm of Wu and Manber
 * ("A fast algorithm for multi-pattern searching", 1994) with pairs of bytes.
 *
 * A regular expression with as many alternatives takes twice as long, and needs a string first.
 */
export class Matcher {
  /** The length of the stretch of each word that is looked for; as long as the shortest word. */
  readonly #window: number;
  /** By pair of bytes, how far a window may move before it can end a stretch of a word. */
  readonly #shifts: Uint8Array;
  /** By pair of bytes, the words whose stretch ends with it. */
  readonly #ending: (readonly Anchored[] | undefined)[] = [];

  /** `words`: of ASCII, at least two characters each. */
  constructor(words: readonly string[]) {
    this.#window = Math.min(...words.map(({ length }) => length), 256);
    this.#shifts = new Uint8Array(0x10000).fill(this.#window - 1);
    for (const word of words) {
      const bytes = Buffer.from(word, 'latin1');
      const start = this.#quietestWindow(bytes);
      for (let at = 1; at < this.#window; at++) {
        const pair = (bytes[start + at - 1]! << 8) | bytes[start + at]!;
        this.#shifts[pair] = Math.min(this.#shifts[pair]!, this.#window - 1 - at);
      }
      const last = start + this.#window - 1;
      const pair = (bytes[last - 1]! << 8) | bytes[last]!;
      this.#ending[pair] = [...(this.#ending[pair] ?? []), { word, bytes, before: last }];
    }
  }

  /** The words in some bytes; the first one that is met where `one` is enough. */
  wordsIn(bytes: Uint8Array, one: boolean): ReadonlySet<string> {
    let found = NONE;
    const shifts = this.#shifts;
    const { length } = bytes;
    for (let at = this.#window - 1; at < length;) {
      const pair = (bytes[at - 1]! << 8) | bytes[at]!;
      const shift = shifts[pair]!;
      if (shift !== 0) {
        at += shift;
        continue;
      }
      for (const { word, bytes: wanted, before } of this.#ending[pair]!) {
        if (!standsAt(bytes, at - before, wanted)) continue;
        if (found === NONE) found = new Set();
        found.add(word);
        if (one) return found;
      }
      at += 1;
    }
    return found;
  }

  /** Where the stretch of a word begins whose last two characters are the rarest. */
  #quietestWindow(word: Uint8Array): number {
    let [quietest, least] = [0, Infinity];
    for (let start = 0; start + this.#window <= word.length; start++) {
      const noise = NOISE[word[start + this.#window - 1]!]! + NOISE[word[start + this.#window - 2]!]!;
      if (noise < least) [quietest, least] = [start, noise];
    }
    return quietest;
  }
}

const NONE = new Set<string>();

/** By character of ASCII. */
const NOISE = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  return FREQUENT.includes(character) ? 3 : /[a-z]/.test(character) ? 2 : /[A-Z]/.test(character) ? 0 : 1;
});

function standsAt(bytes: Uint8Array, start: number, wanted: Uint8Array): boolean {
  if (start < 0 || start + wanted.length > bytes.length) return false;
  for (let index = 0; index < wanted.length; index++) if (bytes[start + index] !== wanted[index]) return false;
  return true;
}
