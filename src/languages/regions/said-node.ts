import type { Document, Node, Path } from '../../core/document.ts';
import type { TextRange } from '../../core/text.ts';

/** What a part says without writing it: as the kind of an object. */
export class SaidNode implements Node {
  readonly kind = 'scalar';
  readonly document: Document;
  readonly path: Path;
  readonly value: string;
  readonly range: TextRange;

  constructor(document: Document, path: Path, value: string, at: number) {
    this.document = document;
    this.path = path;
    this.value = value;
    this.range = { start: at, end: at };
  }

  get source(): string {
    return this.value;
  }

  get(...path: Path): Node | undefined {
    return path.length === 0 ? this : undefined;
  }

  entries(): Iterable<readonly [string, Node]> {
    return [];
  }

  items(): readonly Node[] {
    return [];
  }
}
