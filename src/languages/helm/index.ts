import type { Language, ParsedFile, Refusal } from '../../core/document.ts';
import { positionAt, type SourceFile, type TextRange } from '../../core/text.ts';
import { yaml } from '../yaml/index.ts';
import { isOpening, type Action } from './actions.ts';
import { HelmDocument } from './document.ts';
import { masks, type MaskedTemplate } from './mask.ts';

/** Templates of Helm and others that speak Go: YAML once their actions are masked. They are read, never written. */
export const helm: Language = {
  name: 'helm',

  parse(file: SourceFile, wanted: (text: string, index: number) => boolean = () => true): ParsedFile {
    const known: MaskedTemplate[] = [];
    const rest = masks(file.text);
    const maskAt = (index: number): MaskedTemplate | undefined => {
      if (known.length === index) known.push(...take(rest));
      return known[index];
    };
    const ranges = cut(maskAt(0)!);
    const documents: HelmDocument[] = [];
    let skipped: string | undefined;
    for (const [index, range] of ranges.entries()) {
      if (!wanted(file.text.slice(range.start, range.end), index)) continue;
      const document = parseDocument(file, range, index, maskAt);
      if (typeof document === 'string') skipped ??= document;
      else documents.push(document);
    }
    return { documents, ranges, ...(skipped !== undefined && { skipped }) };
  },

  region: () => ({ refused: 'strings in a template are not read' }),

  append(): Refusal {
    return { refused: 'nothing can be added to a template' };
  },
};

function take<T>(rest: Generator<T>): readonly T[] {
  const next = rest.next();
  return next.done ? [] : [next.value];
}

/** The documents of a masked template: those of YAML, and the body of each `define` by itself, as it is printed elsewhere. */
function cut({ text, actions }: MaskedTemplate): readonly TextRange[] {
  const borders = [...bordersOfDefinitions(actions), text.length];
  return borders.flatMap((end, index) => {
    const from = borders[index - 1] ?? 0;
    const { ranges } = yaml.parse({ path: '', text: text.slice(from, end) }, () => false);
    return ranges.map(range => ({ start: from + range.start, end: from + range.end }));
  });
}

/** Where a `define` begins and where its `end` does, in order. */
function bordersOfDefinitions(actions: readonly Action[]): readonly number[] {
  const borders: number[] = [];
  const open: Action[] = [];
  for (const action of actions) {
    if (isOpening(action)) open.push(action);
    if (action.keyword === 'define') borders.push(action.range.start);
    if (action.keyword === 'end' && open.pop()?.keyword === 'define') borders.push(action.range.start);
  }
  return borders;
}

/** A document under the first mask that YAML can read, or the reason why there is none. */
function parseDocument(
  file: SourceFile,
  range: TextRange,
  index: number,
  maskAt: (index: number) => MaskedTemplate | undefined,
): HelmDocument | string {
  let line: number | undefined;
  for (let attempt = 0, mask = maskAt(0); mask; mask = maskAt(++attempt)) {
    const {
      documents: [document],
      skipped,
    } = yaml.parse({ ...file, text: mask.text.slice(range.start, range.end) });
    if (skipped !== undefined) return skipped;
    const error = document?.errors[0];
    if (document && !error) return new HelmDocument(file, range, index, document, mask.actions);
    if (error) line ??= positionAt(file, range.start + error.range.start).line;
  }
  return `it is a template, and line ${line ?? 1} cannot be read even without its actions: lint what it renders`;
}
