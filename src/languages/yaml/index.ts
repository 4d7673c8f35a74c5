import type { Language, ParsedFile, Refusal } from '../../core/document.ts';
import type { AddedObject } from '../../core/model.ts';
import { lineBreakOf, type SourceFile, type TextEdit, type TextRange } from '../../core/text.ts';
import { sliceOf, wholeFile } from '../regions/excerpt.ts';
import { cutDocuments } from './cut.ts';
import { YamlDocument } from './document.ts';
import { documentsIn } from './region.ts';
import { spellDocument } from './spell.ts';

const TEMPLATE = 'it is a template: lint what it renders, or the values it is rendered with';

/** What was parsed of a file that is still at hand: rules and facts ask for the same documents. */
const parsed = new WeakMap<SourceFile, Map<number, YamlDocument>>();

/** The same of where its documents lie, which each fix that adds one asks for. */
const cuts = new WeakMap<SourceFile, readonly TextRange[]>();

/** YAML 1.2 with the scalars of Kubernetes, and JSON. */
export const yaml: Language = {
  name: 'yaml',

  parse(file: SourceFile, wanted: (text: string, index: number) => boolean = () => true): ParsedFile {
    const whole = wholeFile(file);
    const ranges = rangesOf(file);
    const documents: YamlDocument[] = [];
    let skipped: string | undefined;
    for (const [index, range] of ranges.entries()) {
      if (!wanted(file.text.slice(range.start, range.end), index)) continue;
      const document = documentAt(file, index, () => new YamlDocument(file, sliceOf(whole, range), index));
      if (document.isTemplate) skipped = TEMPLATE;
      else documents.push(document);
    }
    return { documents, ranges, ...(skipped !== undefined && { skipped }) };
  },

  region: (region, wanted = () => true) =>
    region.language === undefined ? documentsIn(region, wanted) : { refused: `${region.language} was not loaded` },

  append(file: SourceFile, objects: readonly AddedObject[]): TextEdit | Refusal {
    const { text } = file;
    if (/^\s*[{[]/.test(text)) return { refused: 'a JSON file holds one object' };
    const lineBreak = lineBreakOf(text);
    const endsLine = text === '' || text.endsWith('\n');
    const isFirst = (index: number): boolean => index === 0 && rangesOf(file).length === 0;
    const lines = objects.flatMap(({ object, comments = [] }, index) => [
      ...(isFirst(index) ? [] : ['---']),
      ...spellDocument(object, comments),
    ]);
    const newText = (endsLine ? '' : lineBreak) + lines.join(lineBreak) + (endsLine ? lineBreak : '');
    return { range: { start: text.length, end: text.length }, newText };
  },
};

function rangesOf(file: SourceFile): readonly TextRange[] {
  const known = cuts.get(file) ?? cutDocuments(file.text);
  cuts.set(file, known);
  return known;
}

function documentAt(file: SourceFile, index: number, parse: () => YamlDocument): YamlDocument {
  const known = parsed.get(file) ?? new Map<number, YamlDocument>();
  parsed.set(file, known);
  const document = known.get(index) ?? parse();
  known.set(index, document);
  return document;
}
