import { isRefusal, type Document, type Language, type Region } from '../core/document.ts';

/** Strings in strings in strings: deeper than any real file goes. */
const MAX_DEPTH = 4;

/**
 * The documents that are written in strings of a document, and in strings of those.
 *
 * A string that cannot be read as YAML is none: which of the files in a ConfigMap are manifests is not written anywhere. What is known
 * to be an expression stays one.
 */
export function* documentsInStrings(
  document: Document,
  {
    language,
    regionsOf,
    wanted,
  }: {
    readonly language: Language;
    readonly regionsOf: (document: Document) => Iterable<Region>;
    readonly wanted: (text: string) => boolean;
  },
  depth = 0,
): Generator<Document> {
  if (depth === MAX_DEPTH || document.errors.length > 0) return;
  for (const region of regionsOf(document)) {
    const documents = language.region(region, wanted);
    for (const inner of isRefusal(documents) ? [] : documents) {
      if (inner.errors.length > 0 && region.language === undefined) continue;
      yield inner;
      yield* documentsInStrings(inner, { language, regionsOf, wanted }, depth + 1);
    }
  }
}
