import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Applicability, Diagnostic, Fix, FixPlan, Severity } from '../../src/core/diagnostic.ts';
import type { Document } from '../../src/core/document.ts';
import type { ModelOp } from '../../src/core/model.ts';
import { isAsked, plansOf, proveFixes, type Asked } from '../../src/fix/fix.ts';
import { MemoryTree } from '../../src/testing/memory-tree.ts';

const NOTHING: Asked = { unsafe: false, rules: new Set(), codemods: new Set() };

const PLAN: FixPlan = { changes: [] };

/** A finding of the rule `r`, with a fix of the codemod `c` where it is one. */
function finding(
  applicability: Applicability | undefined,
  { severity = 'warning', codemod = false }: { severity?: Severity; codemod?: boolean } = {},
): Diagnostic {
  const fix: Fix | undefined = applicability && { title: 'mend it', applicability, plan: PLAN, ...(codemod && { codemod: 'c' }) };
  return { rule: 'r', severity, fix } as Diagnostic;
}

const asked = suite('isAsked');

const [UNSAFE, BY_RULE, BY_CODEMOD]: readonly [Asked, Asked, Asked] = [
  { ...NOTHING, unsafe: true },
  { ...NOTHING, unsafe: true, rules: new Set(['r']) },
  { ...NOTHING, codemods: new Set(['c']) },
];

const WRITTEN: readonly (readonly [claim: string, found: Diagnostic, asked: Asked])[] = [
  ['a safe fix, whatever is asked', finding('safe'), NOTHING],
  ['a safe fix of what is only worth knowing', finding('safe', { severity: 'info' }), NOTHING],
  ['an unsafe fix of a warning, where those are asked for', finding('unsafe'), UNSAFE],
  ['an unsafe fix of an error, where those are asked for', finding('unsafe', { severity: 'error' }), UNSAFE],
  ['an unsafe fix of what is only worth knowing, by the name of its rule', finding('unsafe', { severity: 'info' }), BY_RULE],
  [
    'an unsafe fix of a rule that is off by default, by name',
    finding('unsafe', { severity: 'info' }),
    { ...BY_RULE, byName: new Set(['r']) },
  ],
  ['an unsafe fix where another rule wants to be named', finding('unsafe'), { ...UNSAFE, byName: new Set(['other']) }],
  ['the fix of a codemod that is asked for', finding('unsafe', { severity: 'info', codemod: true }), BY_CODEMOD],
  ['the fix of the one codemod that is asked for', finding('unsafe', { codemod: true }), { ...BY_CODEMOD, nothingElse: true }],
];
for (const [claim, found, what] of WRITTEN) asked(`written: ${claim}`, () => assert.is(isAsked(found, what), true));

const EVERYTHING: Asked = { ...BY_RULE, codemods: new Set(['c']) };

const LEFT: readonly (readonly [claim: string, found: Diagnostic, asked: Asked])[] = [
  ['what has no fix', finding(undefined), EVERYTHING],
  ['a fix by hand', finding('manual', { codemod: true }), EVERYTHING],
  ['an unsafe fix that nobody asked for', finding('unsafe'), NOTHING],
  ['an unsafe fix of a rule that is named, without the word', finding('unsafe'), { ...BY_RULE, unsafe: false }],
  ['an unsafe fix of what is only worth knowing', finding('unsafe', { severity: 'info' }), UNSAFE],
  ['an unsafe fix of a rule that wants to be named', finding('unsafe'), { ...UNSAFE, byName: new Set(['r']) }],
  ['the fix of another codemod', finding('unsafe', { codemod: true }), { ...NOTHING, codemods: new Set(['other']) }],
  ['an unsafe fix of no codemod', finding('unsafe'), BY_CODEMOD],
  ['a safe fix, where one codemod is asked for and nothing else', finding('safe'), { ...EVERYTHING, nothingElse: true }],
  [
    'the fix of another codemod, where one is asked for and nothing else',
    finding('safe', { codemod: true }),
    { ...EVERYTHING, codemods: new Set(['other']), nothingElse: true },
  ],
];
for (const [claim, found, what] of LEFT) asked(`left: ${claim}`, () => assert.is(isAsked(found, what), false));

asked.run();

const proven = suite('proveFixes');

const set = (path: readonly string[], value: number): ModelOp => ({ op: 'set', path, value });

/** Findings of a file, each with the fix that some operations are. */
function proveAll(text: string, ...fixes: readonly (readonly ModelOp[] | undefined)[]) {
  const tree = new MemoryTree({ 'a.yaml': text });
  const [document] = tree.parse(tree.files[0]!).documents;
  const given = fixes.map((ops): Diagnostic => {
    const plan: FixPlan | undefined = ops && { changes: [{ document: document!, ops }] };
    return { rule: 'r', ...(plan && { fix: { title: 'mend it', applicability: 'safe', plan } }) } as Diagnostic;
  });
  return { ...proveFixes(given, tree), given };
}

proven('a fix that can be written is offered, with its edits', () => {
  const { diagnostics, edits, given } = proveAll('a: 1\n', [set(['a'], 2)], undefined);
  assert.equal(diagnostics, given);
  assert.equal([...edits], [[given[0], [{ path: 'a.yaml', range: { start: 3, end: 4 }, newText: '2', create: false }]]]);
});

proven('one that cannot be spelled is replaced by the reason, and the others are offered', () => {
  const { diagnostics, edits } = proveAll('a: 1\nb: 1\n', [{ op: 'remove', path: ['c'], comments: 'stay' }], [set(['a'], 2)]);
  assert.equal(
    diagnostics.map(({ fix, skip }) => [fix !== undefined, skip]),
    [
      [false, '`c` is not there [SYNTAX]'],
      [true, undefined],
    ],
  );
  assert.equal([...edits.keys()], [diagnostics[1]]);
});

proven('a file that many fixes add to is read as often as one that one adds to', () => {
  const readsFor = (count: number): number => {
    let reads = 0;
    const tree = new MemoryTree({ 'a.yaml': 'a: 1\n' });
    const read = (path: string) => {
      reads++;
      return tree.read(path);
    };
    const given = Array.from({ length: count }, (_, name): Diagnostic => {
      const plan: FixPlan = { changes: [], create: [{ path: 'a.yaml', object: { name } }] };
      return { rule: 'r', fix: { title: 'add it', applicability: 'safe', plan } } as Diagnostic;
    });
    const { edits } = proveFixes(given, { read, languageOf: file => tree.languageOf(file) });
    assert.is(edits.size, count);
    return reads;
  };
  assert.is(readsFor(20), readsFor(1));
});

proven('fixes of one place are each proven, though only one of them would be written', () => {
  const { edits } = proveAll('a: 1\n', [set(['a'], 2)], [set(['a'], 3)], [set(['a'], 4)]);
  assert.equal(
    [...edits.values()].map(([edit]) => edit!.newText),
    ['2', '3', '4'],
  );
});

proven('one that would not say what was meant is found, also behind another at its place', () => {
  const tree = new MemoryTree({ 'a.yaml': 'a: 1\n' });
  const [document] = tree.parse(tree.files[0]!).documents;
  const { file, isTemplate, index, range, root, errors } = document!;
  const lying: Document = {
    ...{ file, isTemplate, index, range, root, errors },
    editor: { plan: () => [{ range: { start: 3, end: 4 }, newText: '9' }], commentsOf: () => [] },
    model: () => document!.model(),
    comments: () => document!.comments(),
  };
  const diagnostics = [document!, lying].map(
    one => ({ rule: 'r', fix: { plan: { changes: [{ document: one, ops: [set(['a'], 2)] }] } } }) as unknown as Diagnostic,
  );
  const { diagnostics: found, edits } = proveFixes(diagnostics, tree);
  assert.equal(
    found.map(({ skip }) => skip),
    [undefined, 'the result would say more or less than intended'],
  );
  assert.equal([...edits.keys()], [diagnostics[0]]);
});

proven.run();

const choice = suite('what is tried');

choice('a plan that mends several findings once', () => {
  const fix: Fix = { title: 'mend it', applicability: 'safe', plan: PLAN };
  const other: Fix = { ...fix, plan: { changes: [] } };
  assert.equal(plansOf([fix, other, { ...fix }]).length, 2);
});

choice.run();
