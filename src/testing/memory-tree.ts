import type { Document, Language, ParsedFile } from '../core/document.ts';
import type { Search } from '../core/fact.ts';
import type { SourceFile } from '../core/text.ts';
import { withHcl } from '../languages/hcl/index.ts';
import { languageOf as languageOfFile } from '../languages/languages.ts';
import { withPromql } from '../languages/promql/index.ts';
import { parseFile } from '../parse.ts';
import { WordFilter } from '../scan/words.ts';
import type { Tree } from '../session.ts';

/** All of them, whatever the files are. */
export const languageOf = withPromql(await withHcl(languageOfFile));

/** A repository in memory. */
export class MemoryTree implements Tree {
  readonly #files = new Map<string, SourceFile>();

  constructor(files: Readonly<Record<string, string>>) {
    for (const [path, text] of Object.entries(files)) this.change({ path, text });
  }

  get texts(): Readonly<Record<string, string>> {
    return Object.fromEntries([...this.#files].map(([path, { text }]) => [path, text]));
  }

  get files(): readonly SourceFile[] {
    return [...this.#files.values()];
  }

  read(path: string): SourceFile | undefined {
    return this.#files.get(path);
  }

  change(file: SourceFile): void {
    this.#files.set(file.path, file);
  }

  paths(): Iterable<string> {
    return this.#files.keys();
  }

  languageOf(file: SourceFile): Language {
    return languageOf(file);
  }

  parse(file: SourceFile): ParsedFile {
    return parseFile(file, languageOf(file), () => true);
  }

  *documentsWith({ words, paths = () => true, ...which }: Search): Generator<Document> {
    const filter = new WordFilter(words);
    for (const file of this.files)
      if (typeof paths === 'string' ? file.path === paths : paths(file.path))
        yield* parseFile(file, languageOf(file), text => filter.matchesText(text), which).documents;
  }
}
