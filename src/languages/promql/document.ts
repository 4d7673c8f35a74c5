import type { Comment, Document, Editor, Node, ParseError, Path, Plain, Region } from '../../core/document.ts';
import type { Model } from '../../core/model.ts';
import type { SourceFile, TextRange } from '../../core/text.ts';
import type { Excerpt } from '../regions/excerpt.ts';
import { readExpression } from './read.ts';
import { isParts, type Part } from './syntax.ts';

const NEVER_WRITES: Editor = { plan: () => ({ refused: 'expressions are read and never written' }), commentsOf: () => [] };

/** An expression in a string of another document. Its nodes are described in `read.ts`. */
export class PromqlDocument implements Document {
  readonly file: SourceFile;
  readonly isTemplate: boolean;
  readonly editor = NEVER_WRITES;
  readonly index: number;
  readonly within: NonNullable<Document['within']>;
  readonly excerpt: Excerpt;
  readonly range: TextRange;
  readonly root: Node | undefined;
  readonly errors: readonly ParseError[];

  constructor(region: Region, excerpt: Excerpt) {
    const { document } = region.node;
    this.file = document.file;
    this.index = document.index;
    this.isTemplate = document.isTemplate;
    this.within = { ...region, part: 0 };
    this.excerpt = excerpt;
    this.range = excerpt.rangeInFile(0, excerpt.text.length);
    const { part, error } = readExpression(excerpt.text);
    this.errors = error ? [{ message: error.message, range: excerpt.rangeInFile(error.start, error.end) }] : [];
    this.root = part && new PromqlNode(this, [], part);
  }

  model(): Model {
    return { kind: 'scalar', value: this.excerpt.text, source: this.excerpt.text };
  }

  /** None: they belong to the string. */
  comments(): readonly Comment[] {
    return [];
  }
}

class PromqlNode implements Node {
  readonly document: PromqlDocument;
  readonly path: Path;
  readonly #part: Part;

  constructor(document: PromqlDocument, path: Path, part: Part) {
    this.document = document;
    this.path = path;
    this.#part = part;
  }

  get kind(): Node['kind'] {
    const { content } = this.#part;
    return content instanceof Map ? 'map' : isParts(content) ? 'list' : 'scalar';
  }

  get value(): Plain {
    return plainOf(this.#part);
  }

  get range(): TextRange {
    return this.document.excerpt.rangeInFile(this.#part.start, this.#part.end);
  }

  get source(): string {
    return this.document.excerpt.text.slice(this.#part.start, this.#part.end);
  }

  get(...path: Path): Node | undefined {
    const [step, ...rest] = path;
    if (step === undefined) return this;
    const { content } = this.#part;
    const part = content instanceof Map ? content.get(String(step)) : isParts(content) ? content[Number(step)] : undefined;
    return part && new PromqlNode(this.document, [...this.path, step], part).get(...rest);
  }

  *entries(): Generator<readonly [string, Node]> {
    const { content } = this.#part;
    if (content instanceof Map) for (const [key, part] of content) yield [key, new PromqlNode(this.document, [...this.path, key], part)];
  }

  items(): readonly Node[] {
    const { content } = this.#part;
    if (!isParts(content)) return [];
    return content.map((part, index) => new PromqlNode(this.document, [...this.path, index], part));
  }
}

function plainOf({ content }: Part): Plain {
  if (content instanceof Map) return Object.fromEntries([...content].map(([key, part]) => [key, plainOf(part)]));
  return isParts(content) ? content.map(plainOf) : content;
}
