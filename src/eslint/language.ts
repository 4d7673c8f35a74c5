import type { ESLint } from 'eslint';
import { lineText, positionAt, type SourceFile } from '../core/text.ts';

type Language = NonNullable<ESLint.Plugin['languages']>[string];

/** All that ESLint sees of a file: that it is there. The rules read its text themselves. */
export interface Root {
  readonly type: 'Program';
  readonly range: readonly [start: number, end: number];
}

interface Location {
  readonly line: number;
  readonly column: number;
}

/** A text whose only node is all of it (https://eslint.org/docs/latest/extend/languages). */
class Text {
  readonly text: string;
  readonly ast: Root;
  readonly #file: SourceFile;

  constructor(text: string, ast: Root) {
    this.text = text;
    this.ast = ast;
    this.#file = { path: '', text };
  }

  get lines(): readonly string[] {
    return Array.from({ length: positionAt(this.#file, this.text.length).line }, (_, index) => lineText(this.#file, index + 1));
  }

  getText(): string {
    return this.text;
  }

  getLoc(node: Root): { readonly start: Location; readonly end: Location } {
    return { start: this.getLocFromIndex(node.range[0]), end: this.getLocFromIndex(node.range[1]) };
  }

  getRange(node: Root): Root['range'] {
    return node.range;
  }

  getParent(): undefined {
    return undefined;
  }

  getLocFromIndex(index: number): Location {
    const { line, column } = positionAt(this.#file, index);
    return { line, column: column - 1 };
  }

  getIndexFromLoc({ line, column }: Location): number {
    return this.lines.slice(0, line - 1).reduce((sum, text) => this.text.indexOf('\n', sum + text.length) + 1, 0) + column;
  }

  traverse(): Iterable<unknown> {
    return [1, 2].map(phase => ({ type: 'visit', kind: 1, target: this.ast, phase, args: [this.ast, undefined] }));
  }
}

/** Manifests in YAML and JSON, templates included. What cannot be read is told by the rule `syntax`. */
export const yamlLanguage: Language = {
  fileType: 'text',
  lineStart: 1,
  columnStart: 0,
  nodeTypeKey: 'type',
  visitorKeys: { Program: [] },
  validateLanguageOptions: () => undefined,
  parse: ({ body }) => ({ ok: true, ast: { type: 'Program', range: [0, textOf(body).length] } satisfies Root }),
  createSourceCode: ({ body }, { ast }) => new Text(textOf(body), ast as Root) as unknown as ReturnType<Language['createSourceCode']>,
};

const textOf = (body: string | Uint8Array): string => (typeof body === 'string' ? body : new TextDecoder().decode(body));
