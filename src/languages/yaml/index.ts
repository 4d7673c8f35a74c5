import type { Language, ParsedFile, Refusal } from '../../core/document.ts';
import type { MemberComments, NewValue } from '../../core/model.ts';
import { lineBreakOf, type SourceFile, type TextEdit } from '../../core/text.ts';
import { sliceOf, wholeFile } from '../regions/excerpt.ts';
import { cutDocuments } from './cut.ts';
import { YamlDocument } from './document.ts';
import { documentsIn } from './region.ts';
import { spellDocument } from './spell.ts';

const TEMPLATE = 'it is a template: lint what it renders, or the values it is rendered with';

/** What was parsed of a file that is still at hand: rules and facts ask for the same documents. */
const parsed = new WeakMap<SourceFile, Map<number, YamlDocument>>();

/** YAML 1.2 with the scalars of Kubernetes, and JSON. */
export const yaml: Language = {
  name: 'yaml',

  parse(file: SourceFile, wanted: (text: string, index: number) => boolean = () => true): ParsedFile {
    const whole = wholeFile(file);
    const cuts = cutDocuments(file.text);
    const documents: YamlDocument[] = [];
    let skipped: string | undefined;
    for (const [index, range] of cuts.entries()) {
      if (!wanted(file.text.slice(range.start, range.end), index)) continue;
      const document = documentAt(file, index, () => new YamlDocument(file, sliceOf(whole, range), index));
      if (document.isTemplate) skipped = TEMPLATE;
      else documents.push(document);
    }
    return { documents, ranges: cuts, ...(skipped !== undefined && { skipped }) };
  },

  region: (region, wanted = () => true) =>
    region.language === undefined ? documentsIn(region, wanted) : { refused: `${region.language} was not loaded` },

  append(file: SourceFile, object: NewValue, comments: readonly MemberComments[] = []): TextEdit | Refusal {
    const { text } = file;
    if (/^\s*[{[]/.test(text)) return { refused: 'a JSON file holds one object' };
    const lineBreak = lineBreakOf(text);
    const endsLine = text === '' || text.endsWith('\n');
    const lines = [...(cutDocuments(text).length > 0 ? ['---'] : []), ...spellDocument(object, comments)];
    const newText = (endsLine ? '' : lineBreak) + lines.join(lineBreak) + (endsLine ? lineBreak : '');
    return { range: { start: text.length, end: text.length }, newText };
  },
};

function documentAt(file: SourceFile, index: number, parse: () => YamlDocument): YamlDocument {
  const known = parsed.get(file) ?? new Map<number, YamlDocument>();
  parsed.set(file, known);
  const document = known.get(index) ?? parse();
  known.set(index, document);
  return document;
}
