import type { Document, Query } from '../core/document.ts';
import type { Facts } from '../core/fact.ts';

/** What queries find in a document, each asked once: several rules and codemods are about the same things. */
export class Matches {
  readonly document: Document;
  readonly #facts: Facts;
  readonly #found = new Map<Query<unknown>, readonly unknown[]>();

  constructor(document: Document, facts: Facts) {
    this.document = document;
    this.#facts = facts;
  }

  of<Match>(query: Query<Match>): readonly Match[] {
    const found = this.#found.get(query) ?? [...query(this.document, this.#facts)];
    this.#found.set(query, found);
    return found as readonly Match[];
  }
}
