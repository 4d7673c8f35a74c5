import { isDeepStrictEqual } from 'node:util';
import { FAILSAFE_SCHEMA, load } from 'js-yaml';
import { isRefusal, type Document } from '../../../src/core/document.ts';
import { plainOf, type ModelOp } from '../../../src/core/model.ts';
import { applyEdits, type SourceFile, type TextEdit } from '../../../src/core/text.ts';
import { prove } from '../../../src/fix/prove.ts';
import { yaml } from '../../../src/languages/yaml/index.ts';
import { applyToTexts, canonical, type Texts } from './plain-ops.ts';

export type Outcome = { readonly refused: string } | { readonly text: string };

/**
 * Plans some operations and holds the result against everything that must be true of any change: it is a refusal in a sentence, or a
 * proven text that keeps line ends, the last line break and all lines that the operations are not about, and that another YAML
 * reader takes for the same value. Throws an error that says what does not hold.
 */
export function checkPlan(document: Document, ops: readonly ModelOp[]): Outcome {
  const { file } = document;
  const planned = document.editor.plan(ops);
  if (isRefusal(planned)) {
    if (!/^(?:`|[a-z])[^]*[^.\s]$/.test(planned.refused)) throw new Error(`the refusal is no sentence: ${JSON.stringify(planned.refused)}`);
    return planned;
  }
  const text = applyEdits(file.text, planned);
  const after: SourceFile = { ...file, text };
  const failure = prove(file, after, yaml, [{ document, ops }], []);
  if (failure) throw new Error(`unproven: ${failure.refused}\n${text}`);
  for (const edit of planned) checkReach(document, ops, edit);
  checkLineEnds(file.text, text);
  checkSigns(file.text, text, ops);
  checkOtherReader(document, after, ops);
  if (ops.length === 1 && ops[0]!.op === 'set') checkAgain(document, after, ops);
  return { text };
}

/** Text that goes away belongs to what the operations name: its lines, the comments above it, and the signs around it. */
export function checkReach({ file, root }: Document, ops: readonly ModelOp[], { range, newText }: TextEdit): void {
  if (range.start === range.end) return;
  const named = ops.map(({ path }) => {
    const node = root!.get(...path);
    if (!node) return undefined;
    const start = file.text.lastIndexOf('\n', Math.min(node.range.start, node.keyRange?.start ?? Infinity) - 1) + 1;
    const lineEnd = file.text.indexOf('\n', Math.max(node.range.end - 1, node.range.start));
    return { start, end: lineEnd === -1 ? file.text.length : lineEnd + 1 };
  });
  let rest = '';
  for (let at = range.start; at < range.end; at++)
    if (!named.some(span => span && span.start <= at && at < span.end)) rest += file.text.charAt(at);
  const signs = rest.replace(/#.*/g, '');
  if (!/^(?:[\s,:{}[\]~-]|null)*$/i.test(signs))
    throw new Error(`an edit reaches too far: ${JSON.stringify(file.text.slice(range.start, range.end))} to ${JSON.stringify(newText)}`);
}

export function checkLineEnds(before: string, after: string): void {
  const styles = (text: string): ReadonlySet<string> => new Set(text.match(/\r?\n/g));
  const [old, now] = [styles(before), styles(after)];
  if (old.size === 1 && ![...now].every(style => old.has(style))) throw new Error(`line ends change:\n${JSON.stringify(after)}`);
  if (before.includes('\n') && before.endsWith('\n') !== after.endsWith('\n') && !/[|>][-+\d]*[ \t]*(?:#.*)?\r?\n/.test(before))
    throw new Error(`the last line end changes:\n${JSON.stringify(after)}`);
  if (after.startsWith('\ufeff') !== before.startsWith('\ufeff')) throw new Error('the byte order mark changes');
}

/** Signs of comments, counted without knowing what is one. */
function checkSigns(before: string, after: string, ops: readonly ModelOp[]): void {
  if (
    ops.some(
      op =>
        (op.op === 'remove' && op.comments !== 'stay') ||
        op.op === 'reshape' ||
        ('value' in op && JSON.stringify([plainOf(op.value), op.op === 'set' ? op.comments : []]).includes('#')),
    )
  )
    return;
  const signs = (text: string): number => text.split('#').length;
  const [old, now] = [signs(before), signs(after)];
  if (now > old || (now < old && !ops.some(({ op }) => op === 'remove' || op === 'set' || op === 'comment')))
    throw new Error(`there were ${old - 1} # and are ${now - 1}:\n${after}`);
}

function checkOtherReader(document: Document, after: SourceFile, ops: readonly ModelOp[]): void {
  const before = readTexts(document.file.text.slice(document.range.start, document.range.end));
  if (before === undefined) return;
  const range = yaml.parse(after, () => false).ranges[document.index]!;
  const actual = readTexts(after.text.slice(range.start, range.end));
  if (actual === undefined) throw new Error(`js-yaml read the text before, but not the result:\n${after.text}`);
  const expected = applyToTexts(before, ops);
  if (expected !== undefined && !isDeepStrictEqual(canonical(actual), canonical(expected)))
    throw new Error(`js-yaml reads something else: ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}\n${after.text}`);
}

/** What js-yaml reads, or nothing where it refuses what the specification allows. */
export function readTexts(text: string): Texts | undefined {
  try {
    return load(text, { schema: FAILSAFE_SCHEMA }) as Texts;
  } catch {
    return undefined;
  }
}

function checkAgain(document: Document, after: SourceFile, ops: readonly ModelOp[]): void {
  const again = yaml.parse(after).documents.find(({ index }) => index === document.index)!;
  const planned = again.editor.plan(ops);
  if (!isRefusal(planned) && applyEdits(after.text, planned) !== after.text) throw new Error(`a second run changes more:\n${after.text}`);
}
