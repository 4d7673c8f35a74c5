import * as assert from 'uvu/assert';
import type { Document, Node } from '../../../src/core/document.ts';
import type { ModelOp, NewValue, Place } from '../../../src/core/model.ts';
import { yaml } from '../../../src/languages/yaml/index.ts';
import { checkPlan } from './check-plan.ts';

/** Operations, or what makes them of a document. */
export type Ops = readonly ModelOp[] | ((document: Document) => readonly ModelOp[]);

/** The document of a text that a test is about: the last one. */
export function documentOf(text: string, path = 'a.yaml'): Document {
  const document = yaml.parse({ path, text }).documents.at(-1)!;
  assert.equal(document.errors, [], 'the text of the test can be read');
  return document;
}

/** What becomes of a text, after all that must be true of any change was checked. */
export function planned(text: string, ops: Ops, path?: string): string {
  const outcome = checked(text, ops, path);
  return 'refused' in outcome ? `refused: ${outcome.refused}` : outcome.text;
}

export function refusal(text: string, ops: Ops, path?: string): string {
  const outcome = checked(text, ops, path);
  return 'refused' in outcome ? outcome.refused : `written: ${outcome.text}`;
}

/** Keys of a path, separated by blanks; a number is an index. */
export const at = (path: string): readonly (string | number)[] =>
  path
    .split(' ')
    .filter(step => step !== '')
    .map(step => (/^\d+$/.test(step) ? Number(step) : step));

export const set = (path: string, value: NewValue, place?: Place): ModelOp => ({
  op: 'set',
  path: at(path),
  value,
  ...(place && { place }),
});

export const insert = (path: string, value: NewValue, place?: Place): ModelOp => ({
  op: 'insert',
  path: at(path),
  value,
  ...(place && { place }),
});

export const remove = (path: string, moveTo?: string): ModelOp => ({
  op: 'remove',
  path: at(path),
  comments: moveTo === undefined ? 'stay' : { moveTo: at(moveTo) },
});

/** Writes the comment at an index anew, or takes it away. */
export const comment = (index: number, text?: string): ModelOp => ({ op: 'comment', path: [], index, text });

export const toList = (path: string): ModelOp => ({ op: 'reshape', path: at(path), to: 'list', key: 'name', value: 'value' });

export const toMap = (path: string): ModelOp => ({ op: 'reshape', path: at(path), to: 'map', key: 'name', value: 'value' });

export const copy = (document: Document, path: string): NewValue => ({ copyOf: document.root!.get(...at(path)) as Node });

function checked(text: string, ops: Ops, path?: string): ReturnType<typeof checkPlan> {
  const document = documentOf(text, path);
  return checkPlan(document, typeof ops === 'function' ? ops(document) : ops);
}
