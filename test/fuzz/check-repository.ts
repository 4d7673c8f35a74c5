import { isDeepStrictEqual } from 'node:util';
import { dump, FAILSAFE_SCHEMA, loadAll } from 'js-yaml';
import * as assert from 'uvu/assert';
import { codemods } from '../../codemods/index.ts';
import { rules } from '../../rules/index.ts';
import type { Change, Diagnostic, FixPlan } from '../../src/core/diagnostic.ts';
import { isRefusal, type Document, type Plain } from '../../src/core/document.ts';
import { plainOf, type ModelOp } from '../../src/core/model.ts';
import { applyEdits } from '../../src/core/text.ts';
import { applyPlans } from '../../src/fix/apply.ts';
import { isAsked, plansOf, type Asked } from '../../src/fix/fix.ts';
import {
  assertKept,
  assertVariant,
  fixAll,
  openSession,
  VARIANTS,
  versionOf,
  type Fixed,
  type Trial,
} from '../../src/testing/invariants.ts';
import { yaml } from '../../src/languages/yaml/index.ts';
import { checkLineEnds, checkReach } from '../languages/yaml/check-plan.ts';
import { applyToTexts, canonical, type Texts } from '../languages/yaml/plain-ops.ts';
import { saveOps } from './saved-ops.ts';

type Files = Readonly<Record<string, string>>;

/** What is run over some files. */
export interface RepositoryCase {
  readonly files: Files;
  readonly codemod?: string | undefined;
  /** Whether unsafe fixes of all rules are asked for. */
  readonly unsafe: boolean;
  /** The Kubernetes version moved to. */
  readonly version: string;
  readonly settings: Readonly<Record<string, Plain>>;
  /** Only with the rules that the codemod resolves. */
  readonly alone: boolean;
  /** The index of the way of writing the same files that has to make no difference. */
  readonly variant: number;
}

/** Holds a fix of some files against all that must be true of any fix. Throws an error that says what does not hold. */
export function checkRepository({ files, codemod, unsafe, version, settings, alone, variant }: RepositoryCase): 'written' | 'left' {
  const asked: Asked = { unsafe, rules: new Set(), codemods: new Set(codemod === undefined ? [] : [codemod]) };
  const chosen = codemods.filter(({ id, askedBy }) => id === codemod || (unsafe && askedBy === 'unsafe'));
  const known = new Set([...rules, ...chosen].flatMap(declared => declared.settings ?? []).map(({ key }) => key));
  const resolved = new Set(chosen.flatMap(({ resolves }) => resolves));
  const trial: Trial = {
    rules: alone && codemod !== undefined ? rules.filter(({ id }) => resolved.has(id)) : rules,
    codemods: chosen,
    asked,
    target: versionOf(version),
    settings: Object.fromEntries(Object.entries(settings).filter(([key]) => known.has(key))),
  };
  let now = checkPass(files, trial);
  if (now === files) return 'left';
  const fixed = assertKept(files, trial);
  for (let after = checkPass(now, trial), pass = 1; after !== now && pass < 12; after = checkPass(now, trial), pass++) now = after;
  assert.equal(now, fixed.texts, 'the passes one by one come to the same');
  const [name, vary] = VARIANTS[variant]!;
  const isVaried = Object.values(files).every(text => !text.includes('\r') && !text.startsWith('\ufeff'));
  if (isVaried) assertVariant(files, trial, fixed, [name, vary]);
  checkSpelling(files, trial, fixed);
  return 'written';
}

/** What is found, and what a fix makes of it, depends on what a file says, not on how it is spelled. */
function checkSpelling(files: Files, trial: Trial, fixed: Fixed): void {
  const [[path, text], ...others] = Object.entries(files) as [[string, string]];
  const said = valuesOf(text);
  if (!/\.ya?ml$/.test(path) || !said || /\$\{|\{\{|kubemend|#cloud-config/.test(text)) return;
  const plain = {
    [path]: said.map(value => `---\n${dump(value, { forceQuotes: true, lineWidth: -1 })}`).join(''),
    ...Object.fromEntries(others),
  };
  const [found, foundInPlain] = [files, plain].map(given =>
    openSession(given, trial)
      .session.findings()
      .diagnostics.map(({ message, fix }) => `${message}: ${fix ? 'fixed' : 'left'}`)
      .toSorted(),
  );
  // Strings that hold documents, anchors and brackets are reasons to leave something in one of the two.
  const bare = (all: readonly string[] = []): readonly string[] => all.map(line => line.replace(/: \w+$/, ''));
  assert.equal(bare(found), bare(foundInPlain), `${path} in another spelling has the same findings`);
  const fixedInPlain = fixAll(plain, trial);
  const mended = (outcome: Fixed): readonly string[] => outcome.fixed.map(({ message }) => message).toSorted();
  if (!isDeepStrictEqual(found, foundInPlain) || !isDeepStrictEqual(mended(fixed), mended(fixedInPlain))) return;
  // New objects go into a file of their own where a document is in braces.
  const own = (texts: Files): unknown => saidBy(texts[path]!)?.slice(0, said.length);
  assert.equal(own(fixed.texts), own(fixedInPlain.texts), `${path} in another spelling is fixed to say the same`);
}

/** What Kubernetes reads in a file, where all of it can be read. */
function valuesOf(text: string): readonly Plain[] | undefined {
  const { documents, skipped } = yaml.parse({ path: 'a.yaml', text });
  if (skipped !== undefined || documents.some(({ root, errors }) => !root || errors.length > 0)) return undefined;
  return documents.map(({ root }) => root!.value);
}

/** The same, `yes` and true as one, since either may become text. */
const saidBy = (text: string): readonly Texts[] | undefined => valuesOf(text)?.map(value => canonical(toTexts(value)));

/** The files after one pass, each change checked; the same files where nothing is asked for. */
function checkPass(files: Files, trial: Trial): Files {
  const { session, tree } = openSession(files, trial);
  const { diagnostics } = session.findings();
  checkReasons(diagnostics);
  const { texts, taken } = applyPlans(
    plansOf(diagnostics.filter(found => isAsked(found, trial.asked)).flatMap(({ fix }) => fix ?? [])),
    tree,
  );
  if (texts.size === 0) return files;
  for (const [path, after] of texts) checkFile(files[path], after, [...taken], path);
  return { ...files, ...Object.fromEntries(texts) };
}

function checkReasons(diagnostics: readonly Diagnostic[]): void {
  for (const { message, skip, primary } of diagnostics) {
    assert.match(message, /\S$/);
    if (skip !== undefined) assert.match(skip, /^[^]*[^.\s]$/, `the reason is a sentence: ${skip}`);
    assert.ok(primary.range.start <= primary.range.end && primary.range.end <= primary.file.text.length, `${message}: a place in the file`);
  }
}

function checkFile(before: string | undefined, after: string, plans: readonly FixPlan[], path: string): void {
  const changes = plans.flatMap(({ changes: all }) => all.filter(({ document }) => document.file.path === path));
  const created = plans.flatMap(({ create = [] }) => create.filter(object => object.path === path));
  if (before === undefined) return;
  checkLineEnds(before, after);
  if (!/\.(?:ya?ml|json)$/.test(path)) return;
  const comesFromYaml = changes.every(({ document }) => document.within?.names === undefined);
  if (!comesFromYaml || created.some(({ takenIn }) => takenIn)) return;
  const ofFile = byDocument(changes.filter(({ document }) => !document.within));
  const inStrings = changes.filter(({ document }) => document.within);
  for (const { document, ops } of ofFile) {
    const edits = document.editor.plan(ops);
    if (isRefusal(edits)) throw new Error(`together they are refused: ${edits.refused}`);
    if (!ops.some(({ op }) => op === 'comment' || op === 'reshape')) for (const edit of edits) checkReach(document, ops, edit);
    if (inStrings.length === 0 && created.length === 0 && ofFile.length === 1)
      assert.is(applyEdits(before, edits), after, 'the edits of all operations together are what is written');
  }
  checkOtherReader(
    before,
    after,
    ofFile,
    inStrings,
    created.map(({ object, sharedAs }) => (sharedAs === undefined ? plainOf(object) : undefined)),
  );
}

/** What js-yaml makes of the result is what it made of the text before, but for the operations. */
function checkOtherReader(
  before: string,
  after: string,
  changes: readonly Change[],
  inStrings: readonly Change[],
  created: readonly (Plain | undefined)[],
): void {
  const old = readAll(before);
  if (!old) return;
  const now = readAll(after);
  if (!now) throw new Error('js-yaml read the text before, but not the result');
  // Some empty documents are none to js-yaml.
  if (yaml.parse({ path: 'a.yaml', text: before }, () => false).ranges.length !== old.length) return;
  const strings = inStrings.map(({ document }) => stringOf(document));
  const expected = old.map((value, index): Texts | undefined => {
    const own = changes.find(({ document }) => document.index === index);
    return own ? applyToTexts(value, own.ops) : value;
  });
  for (const [index, value] of expected.entries()) {
    if (value === undefined) continue;
    const paths = strings.filter(({ document }) => document.index === index).map(({ path }) => path);
    // An item that comes before one with a string moves it.
    if (
      paths.length > 0 &&
      changes.some(({ document, ops }) => document.index === index && ops.some(({ op }) => op === 'insert' || op === 'remove'))
    )
      continue;
    const blank = (texts: Texts): Texts => paths.reduce<Texts>((result, way) => without(result, way), structuredClone(texts));
    const [said, meant] = [blank(now[index] ?? ''), blank(value)];
    if (!isDeepStrictEqual(canonical(said), canonical(meant)))
      throw new Error(`js-yaml reads something else: ${JSON.stringify(said)} instead of ${JSON.stringify(meant)}\n${after}`);
  }
  const added = now.slice(old.length).map(canonical);
  for (const object of created)
    if (object !== undefined && !added.some(text => isDeepStrictEqual(text, canonical(toTexts(object)))))
      throw new Error(`js-yaml does not read the new object ${JSON.stringify(object)}\n${after}`);
  checkStrings(old, now, inStrings, changes);
}

/** Strings that hold documents: read by js-yaml, and what they hold again. */
function checkStrings(old: readonly Texts[], now: readonly Texts[], inStrings: readonly Change[], changes: readonly Change[]): void {
  const direct = byDocument(
    inStrings.filter(({ document }) => !document.within!.node.document.within && document.within!.language === undefined),
  );
  if (direct.length < inStrings.length) return;
  for (const { document, ops } of direct) {
    const { path, document: holder } = stringOf(document);
    if (changes.some(change => change.document === holder) || ops.some(({ op }) => op === 'reshape')) continue;
    const [before, after] = [old, now].map(all =>
      readAll(path.reduce<Texts>((node, step) => (node as Record<string, Texts>)[step]!, all[holder.index]!) as string),
    );
    if (!before) continue;
    if (!after) throw new Error('js-yaml read the string before, but not the result');
    const part = document.within!.part;
    if (before.length !== after.length) throw new Error('the string holds another number of documents');
    const counted = document.within && yaml.region(document.within);
    if (!counted || isRefusal(counted) || counted.length !== before.length) continue;
    const expected = applyToTexts(before[part]!, ops);
    if (expected !== undefined && !isDeepStrictEqual(canonical(after[part]!), canonical(expected)))
      throw new Error(`js-yaml reads something else in the string: ${JSON.stringify(after[part])} instead of ${JSON.stringify(expected)}`);
  }
}

/** The string of the file that a document stands in, however deep. */
function stringOf(document: Document): { readonly document: Document; readonly path: readonly (string | number)[] } {
  const { node } = document.within!;
  return node.document.within ? stringOf(node.document) : { document: node.document, path: node.path };
}

/** What js-yaml reads, every scalar as text; nothing where it refuses what the specification allows, or reads other line ends. */
function readAll(text: string): readonly Texts[] | undefined {
  if (/\r(?!\n)/.test(text)) return undefined;
  try {
    // It knows none below a marker, where files were joined.
    const unmarked = text.replace(/^\ufeff|(?<=\n---[ \t]*(?:#.*)?\r?\n)\ufeff/g, '');
    return loadAll(unmarked, { schema: FAILSAFE_SCHEMA }) as Texts[];
  } catch {
    return undefined;
  }
}

function toTexts(value: Plain): Texts {
  if (value === null) return 'null';
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return (value as readonly Plain[]).map(toTexts);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, toTexts(member)]));
}

function without(value: Texts, [step, ...rest]: readonly (string | number)[]): Texts {
  if (step === undefined) return '';
  if (typeof value !== 'object') return value;
  const holder = value as Record<string | number, Texts>;
  if (holder[step] !== undefined) holder[step] = without(holder[step], rest);
  return value;
}

/** All operations of each document; what two fixes add to a list alike is added once. */
function byDocument(changes: readonly Change[]): readonly { readonly document: Document; readonly ops: readonly ModelOp[] }[] {
  const merged = new Map<string, { document: Document; ops: ModelOp[] }>();
  for (const { document, ops } of changes) {
    const known = merged.get(placeOf(document)) ?? { document, ops: [] };
    const keys = new Set(known.ops.filter(({ op }) => op === 'insert').map(op => JSON.stringify(saveOps([op]))));
    known.ops.push(...ops.filter(op => !keys.has(JSON.stringify(saveOps([op])))));
    merged.set(placeOf(document), known);
  }
  return [...merged.values()];
}

const placeOf = ({ index, within }: Document): string =>
  within ? JSON.stringify([placeOf(within.node.document), within.node.path, within.part]) : String(index);
