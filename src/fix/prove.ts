import type { Change, NewObject } from '../core/diagnostic.ts';
import { isRefusal, type Document, type Language, type Node, type Path, type Plain, type Refusal, type Region } from '../core/document.ts';
import { isBelow, plainOf, type Model, type ModelOp, type Place } from '../core/model.ts';
import type { SourceFile } from '../core/text.ts';
import { proveComments, proveNewComments, unclaimedComment, type PassingComments } from './prove-comments.ts';
import { replay, sameModel } from './replay.ts';

/**
 * Proves that a file says after a fix exactly what was intended, by reading it again: every changed document equals the replay of
 * its operations, every other one is the same text, every comment is still there, and new objects are there whole.
 *
 * Answers nothing, or why the fix must not be written.
 */
export function prove(
  before: SourceFile,
  after: SourceFile,
  language: Language,
  changes: readonly Change[],
  created: readonly NewObject[],
): Refusal | undefined {
  const changed = new Map([...changedDocuments(changes)].map(change => [change.document.index, change]));
  const old = language.parse(before, () => false).ranges;
  const { documents, ranges } = language.parse(after, (_, index) => changed.has(index) || index >= old.length);
  const byIndex = new Map(documents.map(document => [document.index, document]));
  if (ranges.length !== old.length + created.length)
    return { refused: `the file would hold ${ranges.length} documents instead of ${old.length + created.length}` };

  for (const [index, range] of old.entries()) {
    if (changed.has(index)) continue;
    const now = ranges[index]!;
    if (before.text.slice(range.start, range.end).trimEnd() !== after.text.slice(now.start, now.end).trimEnd())
      return { refused: 'another document of the file would change' };
  }
  const passing: PassingComments = { gone: [], come: [] };
  for (const [index, change] of changed) {
    const now = byIndex.get(index);
    const refusal = now ? proveDocument(change, now, language, passing) : { refused: 'the changed document could not be read again' };
    if (refusal) return refusal;
  }
  for (const [offset, { object, comments = [] }] of created.entries()) {
    const now = byIndex.get(old.length + offset);
    if (!now || now.errors.length > 0 || !samePlain(plainOf(object), now.root?.value ?? null))
      return { refused: 'a new object would not be read back as it was meant' };
    // A file that holds nothing but comments has them in its first document from then on.
    const own = now.comments().filter(({ range }) => old.length > 0 || range.start >= before.text.length);
    const refusal = proveNewComments(own, comments, passing);
    if (refusal) return refusal;
  }
  return unclaimedComment(passing);
}

/** All changes of a document, and those of documents in its strings. */
interface ChangedDocument {
  readonly document: Document;
  readonly ops: ModelOp[];
  /** By the path of the string. */
  readonly strings: Map<string, { readonly region: Region; readonly parts: Map<number, ChangedDocument> }>;
}

/** The documents of the file itself that change, or in whose strings something changes. */
function changedDocuments(changes: readonly Change[]): Iterable<ChangedDocument> {
  const outermost = new Map<number, ChangedDocument>();
  const changeOf = (document: Document): ChangedDocument => {
    const { within } = document;
    if (!within) return getOrMake(outermost, document.index, () => ({ document, ops: [], strings: new Map() }));
    const { strings } = changeOf(within.node.document);
    const { parts } = getOrMake(strings, JSON.stringify(within.node.path), () => ({
      region: within,
      parts: new Map<number, ChangedDocument>(),
    }));
    return getOrMake(parts, within.part, () => ({ document, ops: [], strings: new Map() }));
  };
  for (const { document, ops } of changes) changeOf(document).ops.push(...ops);
  return outermost.values();
}

function proveDocument(
  { document: before, ops, strings }: ChangedDocument,
  after: Document,
  language: Language,
  passing: PassingComments,
): Refusal | undefined {
  const [error] = after.errors;
  if (error) return { refused: `the result would not be readable: ${error.message}` };
  const insertions = ops.filter(op => op.op === 'insert');
  const changed = [...strings.values()].map(string => ({ ...string, path: pathAfter(string.region.node.path, insertions) }));
  const paths = changed.map(({ path }) => path);
  const expected = replay(before.model(), ops);
  if (isRefusal(expected)) return expected;
  if (!sameModel(withoutStrings(expected, paths), withoutStrings(after.model(), paths)))
    return { refused: 'the result would say more or less than intended' };
  for (const { region, parts, path } of changed) {
    const refusal = proveString(region, parts, after.root?.get(...path), language, passing);
    if (refusal) return refusal;
  }
  return proveComments(before.comments(), after.comments(), [...ops, ...opsWithin(strings)], passing);
}

/** What is read as a document of its own may have its comments in the one around it. Those are rewritten there. */
const opsWithin = (strings: ChangedDocument['strings']): readonly ModelOp[] =>
  [...strings.values()]
    .flatMap(({ parts }) => [...parts.values()])
    .flatMap(part => [...part.ops.filter(({ op }) => op !== 'comment'), ...opsWithin(part.strings)]);

/** A string that holds documents holds as many afterwards, and those without a change say the same. */
function proveString(
  before: Region,
  parts: ReadonlyMap<number, ChangedDocument>,
  node: Node | undefined,
  language: Language,
  passing: PassingComments,
): Refusal | undefined {
  const [old, now] = [language.region(before), node ? language.region({ ...before, node }) : { refused: 'the string is gone' }];
  if (isRefusal(old)) return old;
  if (isRefusal(now)) return now;
  if (old.length !== now.length) return { refused: `the string would hold ${now.length} documents instead of ${old.length}` };
  for (const [index, document] of now.entries()) {
    const change = parts.get(document.within?.part ?? 0);
    const isSame = !change && sameModel(old[index]!.model(), document.model());
    const refusal = change
      ? proveDocument(change, document, language, passing)
      : isSame
        ? undefined
        : { refused: 'another document of the string would change' };
    if (refusal) return refusal;
  }
  return undefined;
}

/** Where a path leads after some insertions: new items of a list may come before the one that it leads through. */
const pathAfter = (path: Path, insertions: readonly (ModelOp & { readonly op: 'insert' })[]): Path =>
  path.map((step, depth) => {
    if (typeof step !== 'number') return step;
    const lists = insertions.filter(op => op.path.length === depth && isBelow(path, op.path));
    return step + lists.filter(({ place }) => comesBefore(place, step)).length;
  });

function comesBefore(place: Place | undefined, index: number): boolean {
  if (typeof place !== 'object') return place === 'first';
  return 'before' in place ? Number(place.before) <= index : Number(place.after) < index;
}

/** A model in which the strings at some paths say nothing. */
function withoutStrings(model: Model, paths: readonly Path[]): Model {
  if (paths.length === 0) return model;
  if (paths.some(path => path.length === 0)) return { kind: 'scalar', value: null, source: '' };
  const below = new Map<string | number, Path[]>();
  for (const [step, ...rest] of paths) getOrMake(below, step!, () => []).push(rest);
  const without = (step: string | number, value: Model): Model => withoutStrings(value, below.get(step) ?? []);
  if (model.kind === 'list') return { ...model, items: model.items.map((item, index) => without(index, item)) };
  if (model.kind !== 'map') return model;
  return { ...model, entries: model.entries.map(({ key, value }) => ({ key, value: without(key, value) })) };
}

function getOrMake<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

function samePlain(expected: Plain, actual: Plain): boolean {
  const toModel = (value: Plain): Model =>
    value === null || typeof value !== 'object'
      ? { kind: 'scalar', value }
      : Array.isArray(value)
        ? { kind: 'list', items: value.map(toModel) }
        : { kind: 'map', entries: Object.entries(value).map(([key, member]) => ({ key, value: toModel(member) })) };
  return sameModel(toModel(expected), toModel(actual));
}
