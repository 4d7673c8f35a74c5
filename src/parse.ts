import type { Document, Language, ParsedFile } from './core/document.ts';
import type { SourceFile } from './core/text.ts';
import { isDefinition } from './kubernetes/definitions.ts';
import { regionsOf } from './kubernetes/regions.ts';
import { documentsInStrings } from './lint/regions.ts';

/** The documents of a file that may hold findings, and those in their strings unless nobody asks for these; CustomResourceDefinitions only where somebody does. */
export function parseFile(
  file: SourceFile,
  language: Language,
  mayHoldFindings: (text: string) => boolean,
  { definitions = false, strings = true }: { readonly definitions?: boolean; readonly strings?: boolean } = {},
): ParsedFile {
  // A file of HCL is one document, whatever else stands beside a definition.
  const takesAll = definitions || language.name === 'hcl';
  const parsed = language.parse(file, text => mayHoldFindings(text) && (takesAll || !isDefinition(text)));
  const withStrings = (document: Document): readonly Document[] => [
    document,
    ...documentsInStrings(document, { language, regionsOf, wanted: mayHoldFindings }),
  ];
  return strings ? { ...parsed, documents: parsed.documents.flatMap(withStrings) } : parsed;
}
