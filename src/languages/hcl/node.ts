import type { Node, Path, Plain } from '../../core/document.ts';
import type { TextRange } from '../../core/text.ts';
import type { HclDocument } from './document.ts';
import type { Span, Syntax } from './syntax.ts';

/** A node of an HCL document. */
export class HclValue implements Node {
  readonly document: HclDocument;
  readonly path: Path;
  readonly syntax: Syntax;
  readonly #keySpan: Span | undefined;

  constructor(document: HclDocument, path: Path, syntax: Syntax, keySpan: Span | undefined) {
    this.document = document;
    this.path = path;
    this.syntax = syntax;
    this.#keySpan = keySpan;
  }

  get kind(): Node['kind'] {
    return this.syntax.kind;
  }

  get value(): Plain {
    return plainOf(this.syntax);
  }

  get range(): TextRange {
    const { start, end } = this.syntax;
    return { start, end };
  }

  get keyRange(): TextRange | undefined {
    return this.#keySpan;
  }

  get source(): string {
    return this.document.file.text.slice(this.syntax.start, this.syntax.end);
  }

  get(...path: Path): Node | undefined {
    const [step, ...rest] = path;
    if (step === undefined) return this;
    const { syntax } = this;
    const found = typeof step === 'number' ? syntax.kind === 'list' && syntax.items[step] : syntax.kind === 'map' && syntax.byKey.get(step);
    return found ? this.#child(step, found).get(...rest) : undefined;
  }

  *entries(): Generator<readonly [string, Node]> {
    if (this.syntax.kind !== 'map') return;
    for (const [key, entry] of this.syntax.byKey) yield [key, this.#child(key, entry)];
  }

  items(): readonly Node[] {
    return this.syntax.kind === 'list' ? this.syntax.items.map((item, index) => this.#child(index, item)) : [];
  }

  #child(step: string | number, { value, keySpan }: { readonly value: Syntax; readonly keySpan: Span | undefined }): HclValue {
    return new HclValue(this.document, [...this.path, step], value, keySpan);
  }
}

function plainOf(syntax: Syntax): Plain {
  if (syntax.kind === 'scalar') return syntax.value;
  if (syntax.kind === 'list') return syntax.items.map(({ value }) => plainOf(value));
  return Object.fromEntries(syntax.entries.map(({ key, value }) => [key, plainOf(value)]));
}
