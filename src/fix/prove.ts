import type { Change, NewObject } from '../core/diagnostic.ts';
import {
  isRefusal,
  type Comment,
  type Document,
  type Language,
  type Path,
  type Plain,
  type Refusal,
  type Region,
} from '../core/document.ts';
import type { Model, ModelOp } from '../core/model.ts';
import type { SourceFile } from '../core/text.ts';
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
  if (ranges.length !== old.length + created.length)
    return { refused: `the file would hold ${ranges.length} documents instead of ${old.length + created.length}` };

  for (const [index, range] of old.entries()) {
    if (changed.has(index)) continue;
    const now = ranges[index]!;
    if (before.text.slice(range.start, range.end).trimEnd() !== after.text.slice(now.start, now.end).trimEnd())
      return { refused: 'another document of the file would change' };
  }
  for (const [index, change] of changed) {
    const now = documents.find(candidate => candidate.index === index);
    const refusal = now ? proveDocument(change, now, language) : { refused: 'the changed document could not be read again' };
    if (refusal) return refusal;
  }
  for (const [offset, { object }] of created.entries()) {
    const now = documents.find(({ index }) => index === old.length + offset);
    if (!now || now.errors.length > 0 || !samePlain(object, now.root?.value ?? null))
      return { refused: 'a new object would not be read back as it was meant' };
  }
  return undefined;
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

function proveDocument({ document: before, ops, strings }: ChangedDocument, after: Document, language: Language): Refusal | undefined {
  const [error] = after.errors;
  if (error) return { refused: `the result would not be readable: ${error.message}` };
  const paths = [...strings.values()].map(({ region }) => region.node.path);
  const expected = replay(before.model(), ops);
  if (isRefusal(expected)) return expected;
  if (!sameModel(withoutStrings(expected, paths), withoutStrings(after.model(), paths)))
    return { refused: 'the result would say more or less than intended' };
  for (const { region, parts } of strings.values()) {
    const refusal = proveString(region, parts, after, language);
    if (refusal) return refusal;
  }
  return proveComments(before.comments(), after.comments(), ops);
}

/** A string that holds documents holds as many afterwards, and those without a change say the same. */
function proveString(
  before: Region,
  parts: ReadonlyMap<number, ChangedDocument>,
  after: Document,
  language: Language,
): Refusal | undefined {
  const node = after.root?.get(...before.node.path);
  const [old, now] = [language.region(before), node ? language.region({ ...before, node }) : { refused: 'the string is gone' }];
  if (isRefusal(old)) return old;
  if (isRefusal(now)) return now;
  if (old.length !== now.length) return { refused: `the string would hold ${now.length} documents instead of ${old.length}` };
  for (const [index, document] of now.entries()) {
    const change = parts.get(document.within?.part ?? 0);
    const isSame = !change && sameModel(old[index]!.model(), document.model());
    const refusal = change
      ? proveDocument(change, document, language)
      : isSame
        ? undefined
        : { refused: 'another document of the string would change' };
    if (refusal) return refusal;
  }
  return undefined;
}

/** A model in which the strings at some paths say nothing. */
const withoutStrings = (model: Model, paths: readonly Path[]): Model => paths.reduce(withoutString, model);

function withoutString(model: Model, [step, ...rest]: Path): Model {
  if (step === undefined) return { kind: 'scalar', value: null, source: '' };
  if (model.kind === 'list')
    return { ...model, items: model.items.map((item, index) => (index === step ? withoutString(item, rest) : item)) };
  if (model.kind !== 'map') return model;
  return {
    ...model,
    entries: model.entries.map(({ key, value }) => (key === step ? { key, value: withoutString(value, rest) } : { key, value })),
  };
}

function getOrMake<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

/**
 * Comments neither lost nor added, but for those that came with a new member: brackets have no place for them. Before one that moved
 * may stand words that say what it was about.
 */
function proveComments(before: readonly Comment[], after: readonly Comment[], ops: readonly ModelOp[]): Refusal | undefined {
  const added = new Map<string, number>();
  for (const { text } of after) count(added, text, 1);
  const brought = new Map<string, number>();
  for (const op of ops) if (op.op === 'set') for (const text of op.comments ?? []) count(brought, text, 1);

  const lost: string[] = [];
  for (const { text } of before) {
    if ((added.get(text) ?? 0) > 0) count(added, text, -1);
    else lost.push(text);
  }
  const mayMove = ops.some(op => op.op === 'remove' && op.comments !== 'stay');
  const candidates = mayMove && lost.length > 0 ? byEnding(added) : new Map<string, string[]>();
  for (const text of lost) {
    const ending = text.replace(/^#+\s*/, '');
    const found = candidates.get(ending)?.find(candidate => (added.get(candidate) ?? 0) > 0);
    if (found === undefined) return { refused: `the comment \`${text}\` would be lost` };
    count(added, found, -1);
  }
  const [extra] = [...added].find(([text, times]) => times > (brought.get(text) ?? 0)) ?? [];
  return extra === undefined ? undefined : { refused: `the comment \`${extra}\` would appear from nowhere` };
}

/** New comments by all that stands in them after a colon. */
function byEnding(comments: ReadonlyMap<string, number>): ReadonlyMap<string, readonly string[]> {
  const endings = new Map<string, string[]>();
  for (const [text, times] of comments) {
    for (let at = times > 0 ? text.indexOf(': ') : -1; at !== -1; at = text.indexOf(': ', at + 1)) {
      const ending = text.slice(at + 2);
      const known = endings.get(ending);
      if (known) known.push(text);
      else endings.set(ending, [text]);
    }
  }
  return endings;
}

const count = (counts: Map<string, number>, text: string, by: number): unknown => counts.set(text, (counts.get(text) ?? 0) + by);

function samePlain(expected: Plain, actual: Plain): boolean {
  const toModel = (value: Plain): Model =>
    value === null || typeof value !== 'object'
      ? { kind: 'scalar', value }
      : Array.isArray(value)
        ? { kind: 'list', items: value.map(toModel) }
        : { kind: 'map', entries: Object.entries(value).map(([key, member]) => ({ key, value: toModel(member) })) };
  return sameModel(toModel(expected), toModel(actual));
}
