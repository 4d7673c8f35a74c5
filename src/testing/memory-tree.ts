import type { Document, Language, ParsedFile } from '../core/document.ts';
import type { SourceFile } from '../core/text.ts';
import { isDefinition } from '../kubernetes/definitions.ts';
import { yaml } from '../languages/yaml/index.ts';
import { WordFilter } from '../scan/words.ts';
import type { Tree } from '../session.ts';

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

  languageOf(): Language {
    return yaml;
  }

  parse(file: SourceFile): ParsedFile {
    return yaml.parse(file, text => !isDefinition(text));
  }

  *documentsWith(words: readonly string[], paths: (path: string) => boolean = () => true): Generator<Document> {
    const filter = new WordFilter(words);
    for (const file of this.files) if (paths(file.path)) yield* yaml.parse(file, text => filter.matchesText(text) && !isDefinition(text)).documents;
  }
}
