import type { Document, Language, ParsedFile } from '../core/document.ts';
import type { Search } from '../core/fact.ts';
import type { SourceFile } from '../core/text.ts';
import { languageOf } from '../languages/languages.ts';
import { withPromql } from '../languages/promql/index.ts';
import { parseFile } from '../parse.ts';
import { WordFilter } from '../scan/words.ts';
import type { Tree } from '../session.ts';

const chooseLanguage = withPromql(languageOf);

/** A repository of one file, which is all that ESLint shows at a time. */
export class SingleFile implements Tree {
  readonly #file: SourceFile;
  readonly #filter: WordFilter;

  /** `words`: documents without any of them are not parsed. */
  constructor(file: SourceFile, words: Iterable<string>) {
    this.#file = file;
    this.#filter = new WordFilter(words);
  }

  read(path: string): SourceFile | undefined {
    return path === this.#file.path ? this.#file : undefined;
  }

  languageOf(file: SourceFile): Language {
    return chooseLanguage(file);
  }

  parse(file: SourceFile): ParsedFile {
    return parseFile(file, chooseLanguage(file), text => this.#filter.matchesText(text));
  }

  paths(): Iterable<string> {
    return [this.#file.path];
  }

  *documentsWith({ words, paths = () => true, ...which }: Search): Generator<Document> {
    const { path } = this.#file;
    if (typeof paths === 'string' ? path !== paths : !paths(path)) return;
    const filter = new WordFilter(words);
    yield* parseFile(this.#file, chooseLanguage(this.#file), text => filter.matchesText(text), which).documents;
  }

  change(): never {
    throw new Error('ESLint writes the file, not the plugin');
  }
}
