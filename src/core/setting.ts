import { isRefusal, type Plain, type Refusal } from './document.ts';
import type { SourceFile } from './text.ts';
import { readVersion, type KubernetesVersion } from './version.ts';

/** A key of the configuration that rules or codemods ask for; declared once, beside what it is about. */
export interface Setting<T> {
  /** As in `kubemend.yaml` and in `--set metallb.pools=create`. */
  readonly key: string;
  /** The option of the command line that sets it, where it has one of its own, without dashes. */
  readonly flag?: string;
  /** One line, no full stop: for the help and the schema. */
  readonly summary: string;
  /** What a value must be, as JSON Schema. */
  readonly schema: Readonly<Record<string, Plain>>;
  /** The value where nobody says one. */
  readonly fallback: T;
  /** Whether a value is the path of a file, whose text `read` is given. */
  readonly opens?: true;
  /** Takes a value of the configuration; of the command line it is always a string. */
  read(value: Plain): T | Refusal;
}

/** What was set, on the command line or in the configuration. */
export interface Settings {
  /** The value that holds for a file. */
  of<T>(setting: Setting<T>, file: SourceFile): T;
}

/** What all kinds of settings have in common. */
interface Declared<T> {
  readonly flag?: string;
  readonly summary: string;
  readonly fallback: T;
}

/** A setting that takes one of some words. */
export const choice = <T extends string, F extends T | undefined>(
  key: string,
  words: readonly T[],
  declared: Declared<F>,
): Setting<T | F> => ({
  key,
  ...declared,
  schema: { enum: words },
  read: value => words.find(word => word === value) ?? { refused: `takes ${words.map(word => `\`${word}\``).join(', ')}` },
});

/** A setting that is on or off. */
export const toggle = (key: string, declared: Declared<boolean>): Setting<boolean> => ({
  key,
  ...declared,
  schema: { type: 'boolean' },
  read: value =>
    typeof value === 'boolean' ? value : value === 'true' ? true : value === 'false' ? false : { refused: 'takes `true` or `false`' },
});

/** A setting that takes a word. */
export const text = <F extends string | undefined>(key: string, declared: Declared<F>): Setting<string | F> => ({
  key,
  ...declared,
  schema: { type: 'string', minLength: 1 },
  read: value => (typeof value === 'string' && value !== '' ? value : { refused: 'takes a string' }),
});

/** A setting that takes a version of Kubernetes. */
export const version = <F extends KubernetesVersion | undefined>(key: string, declared: Declared<F>): Setting<KubernetesVersion | F> => ({
  key,
  ...declared,
  // As a number too: whoever reads it is given its text, where `1.40` is not `1.4`.
  schema: { type: ['string', 'number'], pattern: '^v?1\\.\\d+(\\.\\d+)?$' },
  read: value => (typeof value === 'string' ? readVersion(value) : { refused: 'takes a version of Kubernetes, in quotes' }),
});

/** A setting that takes a list of words, each of which is read by `item`; on the command line with commas between them. */
export const list = <T>(
  key: string,
  item: (word: string) => T | Refusal,
  declared: Declared<readonly T[] | undefined>,
): Setting<readonly T[] | undefined> => ({
  key,
  ...declared,
  schema: { type: 'array', items: { type: 'string' } },
  read(value) {
    const words =
      typeof value === 'string'
        ? value
            .split(',')
            .map(word => word.trim())
            .filter(word => word !== '')
        : value;
    if (!Array.isArray(words) || !words.every(word => typeof word === 'string')) return { refused: 'takes a list of strings' };
    const items: T[] = [];
    for (const word of words) {
      const read = item(word);
      if (typeof read === 'object' && read !== null && isRefusal(read)) return read;
      items.push(read);
    }
    return items;
  },
});

/** A setting that takes the path of a file that is read. */
export const inputFile = <T>(
  key: string,
  parse: (content: string) => T | Refusal,
  declared: Omit<Declared<T>, 'fallback'>,
): Setting<T | undefined> => ({
  key,
  ...declared,
  fallback: undefined,
  schema: { type: 'string', minLength: 1 },
  opens: true,
  read: content => (typeof content === 'string' ? parse(content) : { refused: 'takes the path of a file' }),
});
