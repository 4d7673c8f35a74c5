import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Diagnostic, FileEdit } from '../../src/core/diagnostic.ts';
import { formatRdjson } from '../../src/reporters/rdjson.ts';
import { finding, labels, OPTIONS, reportOf } from './samples.ts';
import { jsonReader } from './schemas.ts';

interface Rdjson {
  readonly source: { readonly name: string };
  readonly diagnostics: readonly { readonly location: { readonly range: object }; readonly suggestions?: readonly object[] }[];
}

const read = jsonReader(JSON.parse(readFileSync(join(import.meta.dirname, 'schemas/rdjson.json'), 'utf8')) as object);

const show = (diagnostics: readonly Diagnostic[], edits: ReadonlyMap<Diagnostic, readonly FileEdit[]> = new Map()): Rdjson =>
  read(formatRdjson(reportOf(diagnostics, { edits }), { ...OPTIONS, minSeverity: 'info' })) as Rdjson;

const FIX = { title: 'remove `a`', applicability: 'unsafe', plan: { changes: [] } } as const;

const rdjson = suite('rdjson reporter');

rdjson('a finding is a diagnostic with its place and its rule', () => {
  const diagnostic = finding(labels('a.yaml', 'a:\n  «b»: 1\n'), { help: 'move it', url: 'https://example.com/rule', severity: 'info' });
  assert.equal(show([diagnostic]), {
    source: { name: 'kubemend' },
    diagnostics: [
      {
        message: 'something is wrong\nmove it',
        location: { path: 'a.yaml', range: { start: { line: 2, column: 3 }, end: { line: 2, column: 4 } } },
        severity: 'INFO',
        code: { value: 'some-rule', url: 'https://example.com/rule' },
      },
    ],
  });
});

rdjson('a clean run has no diagnostics', () => assert.equal(show([]).diagnostics, []));

rdjson('columns are bytes of UTF-8, and a byte order mark is none', () => {
  const rangeOf = (input: string): object => show([finding(labels('a.yaml', input))]).diagnostics[0]!.location.range;
  assert.equal(rangeOf('"é👍": «漢»\n'), { start: { line: 1, column: 11 }, end: { line: 1, column: 14 } });
  assert.equal(rangeOf('\ufeff«a»: 1\n'), { start: { line: 1, column: 1 }, end: { line: 1, column: 2 } });
});

rdjson('a fix is one suggestion of whole lines', () => {
  const diagnostic = finding(labels('a.yaml', '«a»: 1\nb: 2\nc: 3\n'), { fix: FIX });
  const edits = [
    { path: 'a.yaml', range: { start: 0, end: 5 }, newText: '', create: false },
    { path: 'a.yaml', range: { start: 8, end: 9 }, newText: '"2"', create: false },
  ];
  assert.equal(show([diagnostic], new Map([[diagnostic, edits]])).diagnostics[0]!.suggestions, [
    { range: { start: { line: 1 }, end: { line: 2 } }, text: 'b: "2"' },
  ]);
});

rdjson('a fix that reaches into other files, or that a person must finish, is no suggestion', () => {
  const here = { path: 'a.yaml', range: { start: 0, end: 5 }, newText: '', create: false };
  const suggestionsOf = (fix: Diagnostic['fix'], ...edits: readonly FileEdit[]): unknown => {
    const diagnostic = finding(labels('a.yaml', '«a»: 1\n'), { fix });
    return show([diagnostic], new Map([[diagnostic, edits]])).diagnostics[0]!.suggestions;
  };
  assert.is(suggestionsOf(FIX, here, { ...here, path: 'b.yaml' }), undefined);
  assert.is(suggestionsOf(FIX, { ...here, path: 'pool.yaml', range: { start: 0, end: 0 }, create: true }), undefined);
  assert.is(suggestionsOf({ ...FIX, applicability: 'manual' }, here), undefined);
  assert.is((suggestionsOf(FIX, here) as object[]).length, 1);
});

rdjson.run();
