import type { Node, Path, Plain } from '../../core/document.ts';
import type { TextRange } from '../../core/text.ts';
import type { ProgramDocument } from './document.ts';
import { childOf, isParts, plainOf, type Part } from './part.ts';

/** A node of a program. */
export class ProgramNode implements Node {
  readonly document: ProgramDocument;
  readonly path: Path;
  readonly part: Part;

  constructor(document: ProgramDocument, path: Path, part: Part) {
    this.document = document;
    this.path = path;
    this.part = part;
  }

  get kind(): Node['kind'] {
    const { content } = this.part;
    return content instanceof Map ? 'map' : isParts(content) ? 'list' : 'scalar';
  }

  get value(): Plain {
    return plainOf(this.part);
  }

  get range(): TextRange {
    return { start: this.part.start, end: this.part.end };
  }

  get keyRange(): TextRange | undefined {
    return this.part.key;
  }

  get source(): string {
    return this.document.file.text.slice(this.part.start, this.part.end);
  }

  get(...path: Path): Node | undefined {
    const [step, ...rest] = path;
    if (step === undefined) return this;
    const { content } = this.part;
    // A pattern spells an index as a text.
    const own = isParts(content) ? Number(step) : String(step);
    const part = childOf(this.part, own);
    return part && new ProgramNode(this.document, [...this.path, own], part).get(...rest);
  }

  *entries(): Generator<readonly [string, Node]> {
    const { content } = this.part;
    if (content instanceof Map)
      for (const [key, part] of content as ReadonlyMap<string, Part>)
        yield [key, new ProgramNode(this.document, [...this.path, key], part)];
  }

  items(): readonly Node[] {
    const { content } = this.part;
    if (!isParts(content)) return [];
    return content.map((part, index) => new ProgramNode(this.document, [...this.path, index], part));
  }
}
