import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { Clock } from './core/clock.ts';
import type { Document, Language, ParsedFile } from './core/document.ts';
import type { Search } from './core/fact.ts';
import type { SourceFile } from './core/text.ts';
import { isThere, Listing } from './discover/work-tree.ts';
import type { LanguageOf } from './languages/index.ts';
import type { parseFile } from './parse.ts';
import { decode } from './scan/decode.ts';
import { read } from './scan/read.ts';
import { outOf, scan, type Candidate, type Hit, type ScanOptions, type ScanStats, type SkippedFile } from './scan/scan.ts';
import { WordFilter } from './scan/words.ts';
import type { Tree } from './session.ts';

/** A larger document takes gigabytes as a tree; of 16,935 files in public repositories the largest had 2 MB. */
const LARGEST_DOCUMENT = 4 * 1024 * 1024;

/** Holds nearly every file there is. */
const BUFFER_SIZE = 256 * 1024;

/** So much text of files is kept for facts, in UTF-16 units: as a tree it takes many times as much. */
const MOST_KEPT = 8 * 1024 * 1024;

const TOO_LARGE = 'a document of more than 4 MiB';

/** Counts what a run looked at; what was read for facts alone does not count. */
interface WorkTreeStats extends ScanStats {
  documents: number;
  parsed: number;
}

/**
 * The files of a repository as they stand after the fixes so far.
 *
 * What was scanned is remembered by its words, so that a fact asked for later reads no file a second time for nothing.
 */
export class WorkTree implements Tree {
  readonly stats: WorkTreeStats = { files: 0, bytes: 0, hits: 0, documents: 0, parsed: 0 };
  readonly #cwd: string;
  readonly #root: string;
  readonly #listing: Listing;
  readonly #clock: Clock;
  readonly #leadsOut: (place: string) => boolean;
  /** For one file after the other. */
  readonly #buffer = Buffer.allocUnsafe(BUFFER_SIZE);
  readonly #earlier: ReadonlyMap<string, string | undefined>;
  #chooseLanguage: LanguageOf | undefined;
  #parseFile: typeof parseFile | undefined;
  /** What was chosen: to tell a template takes a look at all of its lines. */
  readonly #languages = new WeakMap<SourceFile, Language>();
  /** What documents are parsed for. */
  #filter: WordFilter;
  /** What every scan looks for. */
  readonly #scanned: WordFilter;
  readonly #scannedWords: ReadonlySet<string>;
  readonly #wordsOf = new Map<string, ReadonlySet<string>>();
  /** The paths that were scanned, and those of them that lead to no file. */
  readonly #seen = new Set<string>();
  readonly #missing = new Set<string>();
  /** Files that several facts asked for, and how much text they are together. */
  readonly #readings = new Map<string, SourceFile>();
  #kept = 0;
  readonly #changed = new Map<string, SourceFile>();
  #listedPaths: ReadonlySet<string> | undefined;

  /** `words`: those that a file is linted for. `factWords`: those that it is remembered for, in case that a fact is asked for. `earlier`: texts that some files are read as having; nothing for one that is read as absent. */
  constructor(options: {
    readonly cwd: string;
    readonly root: string;
    readonly words: Iterable<string>;
    readonly factWords?: Iterable<string>;
    readonly listing?: Listing;
    readonly clock?: Clock;
    readonly earlier?: ReadonlyMap<string, string | undefined>;
  }) {
    this.#cwd = realpathSync(options.cwd);
    this.#root = options.root;
    this.#leadsOut = outOf(options.root);
    this.#clock = options.clock ?? new Clock();
    this.#listing = options.listing ?? new Listing(options.cwd);
    this.#earlier = options.earlier ?? new Map();
    this.#filter = new WordFilter(options.words);
    this.#scanned = new WordFilter([...this.#filter.words, ...(options.factWords ?? [])]);
    this.#scannedWords = new Set(this.#scanned.words);
  }

  /** Gives the languages and what parses with them, which are loaded once a file may hold findings. */
  use(languageOf: LanguageOf, parse: typeof parseFile): void {
    this.#chooseLanguage = languageOf;
    this.#parseFile = parse;
  }

  /** Reads files and yields those that are to be linted. */
  *scan(files: Iterable<Candidate>): Generator<Hit | SkippedFile> {
    const wanted = new Set(this.#filter.words);
    for (const result of this.#look(files, words => intersect(words, wanted), this.stats))
      yield 'file' in result ? { ...result, file: this.#same(result.file) } : result;
  }

  /** Yields the files that have a member of one of some names; such documents are parsed as well from here on. Letters, digits and `_` only. */
  *scanForKeys(files: Iterable<Candidate>, keys: ReadonlySet<string>): Generator<SourceFile> {
    const words = [...keys].map(key => key.split('_').toSorted((a, b) => b.length - a.length)[0]!).filter(word => word !== '');
    const member = new RegExp(`(?<!\\w)(?:${[...keys].join('|')})["']?[ \\t]*:`);
    this.#filter = new WordFilter([...this.#filter.words, ...words]);
    for (const result of scan(files, new WordFilter(words), this.#scanOptions))
      if ('file' in result && member.test(result.file.text)) yield result.file;
  }

  /** Takes a text as the file at a path, whatever stands there. */
  change(file: SourceFile): void {
    this.#changed.set(file.path, file);
    this.#seen.add(file.path);
    this.#wordsOf.set(file.path, this.#scanned.inText(file.text));
  }

  read(path: string): SourceFile | undefined {
    const changed = this.#changed.get(path);
    if (changed) return changed;
    if (this.#earlier.has(path)) return this.#earlierFile(path);
    const place = resolve(this.#cwd, path);
    // For facts as well: what a scan only remembers by its words was not asked where it leads.
    if (this.#leadsOut(place)) return undefined;
    const bytes = read(place, this.#buffer);
    // Not there, gone since it was found, or no file: the same to who asks.
    if (!Buffer.isBuffer(bytes)) return undefined;
    const file = decode(path, bytes);
    return 'reason' in file ? undefined : this.#same(file);
  }

  /** Whether a file that was scanned holds one of some words of the run. */
  holds(words: readonly string[]): boolean {
    return [...this.#wordsOf.values()].some(found => words.some(word => found.has(word)));
  }

  /** Whether a file of the repository holds one of some words, among those at some paths. */
  mentions(words: readonly string[], paths: (path: string) => boolean): boolean {
    const { value } = this.#filesWith(words, new WordFilter(words), paths).next() as { readonly value?: SourceFile };
    return value !== undefined;
  }

  languageOf(file: SourceFile): Language {
    const language = this.#languages.get(file) ?? used(this.#chooseLanguage)(file);
    this.#languages.set(file, language);
    return language;
  }

  /** Parses the documents of a file that hold a word of the run. */
  parse(file: SourceFile): ParsedFile {
    const parsed = this.#parse(file, this.#filter);
    this.stats.documents += parsed.ranges.length;
    this.stats.parsed += parsed.documents.length;
    return parsed;
  }

  paths(): readonly string[] {
    return this.#listed().filter(path => (this.#seen.has(path) ? !this.#missing.has(path) : isThere(resolve(this.#cwd, path))));
  }

  *documentsWith({ words, paths = () => true, ...which }: Search): Generator<Document> {
    const filter = new WordFilter(words);
    const files = typeof paths === 'string' ? this.#listedFile(paths) : this.#filesWith(words, filter, paths);
    for (const file of files) yield* this.#parse(file, filter, which).documents;
  }

  #parse(file: SourceFile, filter: WordFilter, which: Omit<Search, 'words' | 'paths'> = {}): ParsedFile {
    const tooLarge: number[] = [];
    const clock = this.#clock;
    clock.enter('cut');
    const parsed = used(this.#parseFile)(
      file,
      this.languageOf(file),
      text => {
        clock.stage('cut');
        const isWanted = filter.matchesText(text);
        const isTooLarge = isWanted && text.length > LARGEST_DOCUMENT;
        if (isTooLarge) tooLarge.push(text.length);
        // Until the next document is asked for, and after the last one, what is wanted is parsed.
        clock.stage('parse');
        return isWanted && !isTooLarge;
      },
      which,
    );
    clock.leave();
    return tooLarge.length > 0 ? { ...parsed, skipped: TOO_LARGE } : parsed;
  }

  *#filesWith(words: readonly string[], filter: WordFilter, paths: (path: string) => boolean): Generator<SourceFile> {
    const isKnown = words.every(word => this.#scannedWords.has(word));
    if (!isKnown) {
      yield* this.#readAll(filter, paths);
      return;
    }
    const others = this.#listed()
      .filter(path => !this.#seen.has(path))
      .map(path => ({ path, named: false }));
    // What was found is remembered; what cannot be read is none of the run's.
    Array.from(this.#look(others, () => false));
    for (const [path, found] of this.#wordsOf) {
      const file = paths(path) && words.some(word => found.has(word)) ? this.read(path) : undefined;
      if (file) yield file;
    }
  }

  /** One file, if it is one of the work tree: a path may come from a manifest, and lead anywhere. */
  *#listedFile(path: string): Generator<SourceFile> {
    this.#listedPaths ??= new Set(this.#listed());
    const file = this.#changed.has(path) || this.#listedPaths.has(path) ? this.read(path) : undefined;
    if (file) yield file;
  }

  *#readAll(filter: WordFilter, paths: (path: string) => boolean): Generator<SourceFile> {
    const files = this.#listed()
      .filter(path => paths(path) && !this.#changed.has(path))
      .map(path => ({ path, named: false }));
    for (const result of scan(files, filter, this.#scanOptions)) if ('file' in result) yield this.#same(result.file);
    for (const file of this.#changed.values()) if (paths(file.path) && filter.matchesText(file.text)) yield file;
  }

  /** The earlier reading of a file that has not changed since: what was made of it is made once. */
  #same(file: SourceFile): SourceFile {
    const known = this.#readings.get(file.path);
    if (known?.text === file.text && known.readOnly === file.readOnly) return known;
    if (this.#kept + file.text.length > MOST_KEPT) return file;
    this.#kept += file.text.length - (known?.text.length ?? 0);
    this.#readings.set(file.path, file);
    return file;
  }

  /** Nothing where a file is read as absent, or as it is. */
  #earlierFile(path: string): SourceFile | undefined {
    const text = this.#earlier.get(path);
    return text === undefined ? undefined : { path, text };
  }

  get #scanOptions(): ScanOptions {
    return { cwd: this.#cwd, root: this.#root, earlier: this.#earlier };
  }

  #listed(): readonly string[] {
    return this.#listing.all(this.#root).filter(path => !this.#earlier.has(path) || this.#earlierFile(path));
  }

  /** Scans files, remembers what they hold, and yields those whose words make them wanted. */
  *#look(files: Iterable<Candidate>, isWanted: (words: ReadonlySet<string>) => boolean, stats?: ScanStats): Generator<Hit | SkippedFile> {
    const unseen = function* (seen: Set<string>): Generator<Candidate> {
      for (const file of files) {
        seen.add(file.path);
        yield file;
      }
    };
    yield* scan(unseen(this.#seen), this.#scanned, {
      ...this.#scanOptions,
      clock: this.#clock,
      ...(stats && { stats }),
      missing: path => void this.#missing.add(path),
      isWanted: (path, words) => {
        this.#wordsOf.set(path, words);
        return isWanted(words);
      },
    });
  }
}

function intersect(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  for (const one of some) if (others.has(one)) return true;
  return false;
}

/** A caller that asks for documents before it gives the languages is wrong, whatever the files are. */
function used<T>(given: T | undefined): T {
  if (given === undefined) throw new Error('the languages were not loaded');
  return given;
}
