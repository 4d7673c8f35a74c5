import type { Change, FileEdit, FixPlan, NewObject } from '../core/diagnostic.ts';
import { isRefusal, reasonOf, type Document, type Language, type Path, type Plain, type Refusal } from '../core/document.ts';
import { plainOf, type ModelOp } from '../core/model.ts';
import { applyEdits, type SourceFile, type TextEdit } from '../core/text.ts';
import { prove } from './prove.ts';

/** What the fixes of a run are made on: files as they stand after the fixes so far. */
export interface Workspace {
  /** The file at a path relative to the working directory, or nothing where there is none. */
  read(path: string): SourceFile | undefined;
  languageOf(file: SourceFile): Language;
}

/** What became of some plans. */
export interface Applied {
  /** New texts by path; of nothing but the plans taken. */
  readonly texts: ReadonlyMap<string, string>;
  readonly taken: ReadonlySet<FixPlan>;
  /** Touch what a taken plan touches: they wait for the next pass. */
  readonly deferred: ReadonlySet<FixPlan>;
  /** Why a plan must not be written. */
  readonly withheld: ReadonlyMap<FixPlan, string>;
}

/**
 * Applies plans to texts in memory, all that can stand beside each other at once, and proves the result.
 *
 * A plan is taken whole or not at all, whatever files it spans. Where the proof of all together fails, each half is tried by itself.
 */
export function applyPlans(plans: readonly FixPlan[], workspace: Workspace): Applied {
  const { clear, deferred } = separate(plans);
  const applied = applyTogether(clear, workspace);
  return { ...applied, deferred: new Set([...deferred, ...applied.deferred]) };
}

/** By halves, as one plan of thousands that is not sound is found by a few proofs then, and not by one for each. */
function applyTogether(plans: readonly FixPlan[], workspace: Workspace): Applied {
  const [none, nothing] = [new Set<FixPlan>(), new Map<FixPlan, string>()];
  const all = attempt(plans, workspace);
  if (!isRefusal(all)) return { texts: all, taken: new Set(plans), deferred: none, withheld: nothing };
  const [only, ...others] = plans;
  if (only && others.length === 0) return { texts: new Map(), taken: none, deferred: none, withheld: new Map([[only, reasonOf(all)]]) };

  const middle = plans.length >> 1;
  const first = applyTogether(plans.slice(0, middle), workspace);
  const second = applyTogether(plans.slice(middle), workspace);
  const withheld = new Map([...first.withheld, ...second.withheld]);
  const taken = new Set([...first.taken, ...second.taken]);
  const both = attempt([...taken], workspace);
  if (!isRefusal(both)) return { texts: both, taken, deferred: new Set([...first.deferred, ...second.deferred]), withheld };
  return { ...first, deferred: new Set([...first.deferred, ...second.taken, ...second.deferred]), withheld };
}

/** The text edits of one plan, or why it cannot be spelled. */
export function spellPlan({ changes, create = [] }: FixPlan, workspace: Workspace): readonly FileEdit[] | Refusal {
  const edits: FileEdit[] = [];
  const takenIn = create.flatMap(takenInOf);
  for (const change of takenIn.length > 0 ? byDocument([...changes, ...takenIn]) : changes) {
    const { document } = change;
    if (document.file.readOnly !== undefined) return { refused: `\`${document.file.path}\` is never written: ${document.file.readOnly}` };
    const spelled = spell(change);
    if (isRefusal(spelled)) return spelled;
    for (const edit of spelled) edits.push({ ...edit, path: document.file.path, create: false });
  }
  const created = new Map<string, NewObject[]>();
  for (const object of create) if (!object.takenIn) join(created, object.path, object);
  for (const [path, objects] of created) {
    const file = workspace.read(path);
    if (file?.readOnly !== undefined) return { refused: `\`${path}\` is never written: ${file.readOnly}` };
    const before = file ?? { path, text: '' };
    const edit = workspace.languageOf(before).append(before, objects);
    if (isRefusal(edit)) return edit;
    edits.push({ ...edit, path, create: file === undefined });
  }
  return edits;
}

/** What was spelled: a change is spelled by itself, and most stand alone in their document when all are applied. */
const spellings = new WeakMap<Change, readonly TextEdit[] | Refusal>();

function spell(change: Change): readonly TextEdit[] | Refusal {
  const spelled = spellings.get(change) ?? change.document.editor.plan(change.ops);
  spellings.set(change, spelled);
  return spelled;
}

/** A file with new objects after everything else. */
function appended(file: SourceFile, objects: readonly NewObject[], workspace: Workspace): SourceFile | Refusal {
  if (objects.length === 0) return file;
  const edit = workspace.languageOf(file).append(file, objects);
  return isRefusal(edit) ? edit : { ...file, text: applyEdits(file.text, [edit]) };
}

/** The texts after all of the plans, proven; or the first reason against it. */
function attempt(plans: readonly FixPlan[], workspace: Workspace): ReadonlyMap<string, string> | Refusal {
  const changes = new Map<string, Change[]>();
  const created = new Map<string, NewObject[]>();
  for (const plan of plans) {
    for (const change of plan.changes) join(changes, change.document.file.path, change);
    for (const object of plan.create ?? []) join(created, object.path, object);
  }
  const texts = new Map<string, string>();
  for (const path of new Set([...changes.keys(), ...created.keys()])) {
    const all = united(created.get(path) ?? []);
    const ours = byDocument([...(changes.get(path) ?? []), ...all.flatMap(takenInOf)]);
    const objects = all.filter(({ takenIn }) => !takenIn);
    const before = ours[0]?.document.file ?? workspace.read(path) ?? { path, text: '' };
    const changed = spellPlan({ changes: ours }, workspace);
    if (isRefusal(changed)) return changed;
    const after = appended({ ...before, text: applyEdits(before.text, changed) }, objects, workspace);
    if (isRefusal(after)) return after;
    const refusal = prove(before, after, workspace.languageOf(before), ours, objects);
    if (refusal) return refusal;
    texts.set(path, after.text);
  }
  return texts;
}

/** The change of a document that takes in a new object. */
const takenInOf = ({ object, takenIn }: NewObject): readonly Change[] =>
  takenIn ? [{ document: takenIn.document, ops: takenIn.by(object) }] : [];

/** The objects of one file, those that are shared once. */
function united(objects: readonly NewObject[]): readonly NewObject[] {
  const same = new Map<unknown, NewObject[]>();
  for (const object of objects) join(same, object.sharedAs ?? object, object);
  return [...same.values()].map(all =>
    all.length === 1 ? all[0]! : { ...all[0]!, object: unitedPlain(all.map(({ object }) => plainOf(object))) },
  );
}

/** All values in one: the items of all lists, the members of all maps; else the first. */
function unitedPlain(values: readonly Plain[]): Plain {
  const first = values[0]!;
  if (isList(first)) {
    const items: Plain[] = [];
    const known = new Set<string>();
    for (const list of values.filter(isList)) {
      const fresh = list.map(item => ({ item, text: JSON.stringify(item) })).filter(({ text }) => !known.has(text));
      for (const { item, text } of fresh) {
        items.push(item);
        known.add(text);
      }
    }
    return items;
  }
  if (!isMap(first)) return first;
  const members = new Map<string, Plain[]>();
  for (const map of values.filter(isMap)) for (const [key, value] of Object.entries(map)) join(members, key, value);
  return Object.fromEntries([...members].map(([key, all]) => [key, unitedPlain(all)]));
}

const isList = (value: Plain): value is readonly Plain[] => Array.isArray(value);

const isMap = (value: Plain): value is { readonly [key: string]: Plain } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Plans that touch nothing another one touches, in order of preference, and the rest. What several add to one list, or create together, they share. */
function separate(plans: readonly FixPlan[]): { clear: readonly FixPlan[]; deferred: ReadonlySet<FixPlan> } {
  const clear: FixPlan[] = [];
  const deferred = new Set<FixPlan>();
  const taken = new Set<string>();
  const above = new Set<string>();
  for (const plan of plans) {
    const changed = plan.changes.flatMap(({ document, ops }) => ops.map(op => ({ op, place: [...placeOf(document), ...op.path] })));
    const places = [
      ...changed.filter(({ op }) => op.op !== 'insert').map(({ place }) => place),
      ...(plan.create ?? []).flatMap(({ path, object, sharedAs }): Path[] =>
        sharedAs === undefined ? [[path, 'new', JSON.stringify(plainOf(object))]] : [],
      ),
    ];
    const lists = changed.filter(({ op }) => op.op === 'insert').map(({ place }) => place);
    const touches =
      places.some(place => above.has(JSON.stringify(place)) || prefixesOf(place).some(prefix => taken.has(prefix))) ||
      lists.some(place => prefixesOf(place).some(prefix => taken.has(prefix)));
    if (touches) {
      deferred.add(plan);
      continue;
    }
    clear.push(plan);
    for (const place of places) {
      taken.add(JSON.stringify(place));
      for (const prefix of prefixesOf(place)) above.add(prefix);
    }
    for (const place of lists) for (const prefix of prefixesOf(place)) above.add(prefix);
  }
  return { clear, deferred };
}

/** Where a document stands: its file, its number, and the strings that it is written in. */
const placeOf = ({ file, index, within }: Document): Path =>
  within ? [...placeOf(within.node.document), ...within.node.path, `#${within.part}`] : [file.path, index];

const prefixesOf = (place: Path): readonly string[] => place.map((_, index) => JSON.stringify(place.slice(0, index + 1)));

/** A change that is alone in its document stays what it is: it was spelled already. */
function byDocument(changes: readonly Change[]): readonly Change[] {
  const byPlace = new Map<string, Change[]>();
  for (const change of changes) {
    const place = JSON.stringify(placeOf(change.document));
    const known = byPlace.get(place);
    if (known) known.push(change);
    else byPlace.set(place, [change]);
  }
  return Array.from(byPlace.values(), all => (all.length === 1 ? all[0]! : together(all)));
}

/** What two plans add to a list alike, as a file to a kustomization, is added once. */
function together(changes: readonly Change[]): Change {
  const ops: ModelOp[] = [];
  const inserted = new Set<string>();
  for (const change of changes) {
    const fresh = change.ops.filter(op => op.op !== 'insert' || !inserted.has(insertionKey(op)));
    ops.push(...fresh);
    for (const op of fresh) if (op.op === 'insert') inserted.add(insertionKey(op));
  }
  return { ...changes[0]!, ops };
}

const insertionKey = ({ path, place, value }: ModelOp & { readonly op: 'insert' }): string => JSON.stringify([path, place, plainOf(value)]);

function join<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
