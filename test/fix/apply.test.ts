import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Change, FixPlan } from '../../src/core/diagnostic.ts';
import { isRefusal, type Document, type Plain } from '../../src/core/document.ts';
import { plainOf, type ModelOp } from '../../src/core/model.ts';
import type { SourceFile } from '../../src/core/text.ts';
import { applyPlans, spellPlan, type Applied, type Workspace } from '../../src/fix/apply.ts';
import { yaml } from '../../src/languages/yaml/index.ts';
import { MemoryTree } from '../../src/testing/memory-tree.ts';

/** A repository, with a way to say a change of one of its documents. */
function repository(files: Readonly<Record<string, string>>) {
  const tree = new MemoryTree(files);
  const parsed = new Map(tree.files.map(file => [file.path, tree.parse(file).documents]));
  const change = (path: string, ...ops: readonly ModelOp[]): Change => ({ document: parsed.get(path)![0]!, ops });
  const apply = (...plans: readonly FixPlan[]): Applied => applyPlans(plans, tree);
  return { tree, change, apply, documents: (path: string): readonly Document[] => parsed.get(path)! };
}

const set = (path: readonly (string | number)[], value: string | number): ModelOp => ({ op: 'set', path, value });

const texts = ({ texts }: Applied): Readonly<Record<string, string>> => Object.fromEntries(texts);

const test = suite('applyPlans');

test('plans at different places of one document are applied together', () => {
  const { change, apply } = repository({ 'a.yaml': 'a: 1\nb: 2\n' });
  const applied = apply({ changes: [change('a.yaml', set(['a'], 10))] }, { changes: [change('a.yaml', set(['b'], 20))] });
  assert.equal(texts(applied), { 'a.yaml': 'a: 10\nb: 20\n' });
  assert.equal([applied.taken.size, applied.deferred.size, applied.withheld.size], [2, 0, 0]);
});

const removeMap: ModelOp = { op: 'remove', path: ['m'], comments: 'stay' };

for (const [how, [first, second]] of Object.entries({
  'the same place': [set(['m', 'a'], 10), set(['m', 'a'], 20)],
  'a place within that of the first': [removeMap, set(['m', 'a'], 20)],
  'a place around that of the first': [set(['m', 'a'], 10), removeMap],
} satisfies Record<string, readonly [ModelOp, ModelOp]>)) {
  test(`a plan that touches ${how} waits`, () => {
    const { change, apply } = repository({ 'a.yaml': 'm:\n  a: 1\nz: 1\n' });
    const [winner, loser]: readonly [FixPlan, FixPlan] = [{ changes: [change('a.yaml', first)] }, { changes: [change('a.yaml', second)] }];
    const applied = apply(winner, loser);
    assert.equal([[...applied.taken].map(plan => plan === winner), [...applied.deferred].map(plan => plan === loser)], [[true], [true]]);
    assert.equal(texts(applied), texts(apply(winner)));
  });
}

test('a plan waits as a whole, also where only one of its files is taken', () => {
  const { change, apply } = repository({ 'a.yaml': 'a: 1\n', 'b.yaml': 'b: 1\n' });
  const waiting: FixPlan = { changes: [change('b.yaml', set(['b'], 2)), change('a.yaml', set(['a'], 3))] };
  const applied = apply({ changes: [change('a.yaml', set(['a'], 2))] }, waiting);
  assert.equal(texts(applied), { 'a.yaml': 'a: 2\n' });
  assert.ok(applied.deferred.has(waiting));
});

test('the same place of two documents is two places', () => {
  const { apply, documents } = repository({ 'a.yaml': 'a: 1\n---\na: 1\n' });
  const plans = documents('a.yaml').map((document, index): FixPlan => ({ changes: [{ document, ops: [set(['a'], index + 2)] }] }));
  assert.equal(texts(apply(...plans)), { 'a.yaml': 'a: 2\n---\na: 3\n' });
});

test('the same place of two strings, and of two documents in one string, is several places', () => {
  const { tree, documents } = repository({ 'a.yaml': 's: |\n  a: 1\n  ---\n  a: 1\nt: |\n  a: 1\n' });
  const { root } = documents('a.yaml')[0]!;
  const parts = ['s', 't'].flatMap(
    key => tree.languageOf(tree.files[0]!).region({ node: root!.get(key)!, holds: 'manifests' }) as Document[],
  );
  const plan = (document: Document, value: number): FixPlan => ({ changes: [{ document, ops: [set(['a'], value)] }] });
  const plans = parts.map((part, index) => plan(part, index + 2));
  const late = plan(parts[1]!, 9);
  const applied = applyPlans([...plans, late], tree);
  assert.equal(texts(applied), { 'a.yaml': 's: |\n  a: 2\n  ---\n  a: 3\nt: |\n  a: 4\n' });
  assert.equal([...applied.deferred], [late]);
});

test('a plan whose second file cannot be proven changes none, and the others are applied', () => {
  const { change, apply } = repository({ 'a.yaml': 'a: 1\n', 'b.yaml': 'b: 1\n', 'c.yaml': 'c: 1\n', 'd.yaml': 'd: 1\n' });
  const bad: FixPlan = {
    changes: [change('a.yaml', set(['a'], 2)), change('b.yaml', { op: 'remove', path: ['nowhere'], comments: 'stay' })],
  };
  const [good, better]: readonly [FixPlan, FixPlan] = [
    { changes: [change('c.yaml', set(['c'], 2))] },
    { changes: [change('d.yaml', set(['d'], 2))] },
  ];
  const applied = apply(bad, good, better);
  assert.equal(texts(applied), { 'c.yaml': 'c: 2\n', 'd.yaml': 'd: 2\n' });
  assert.equal([...applied.taken], [good, better]);
  assert.equal([...applied.withheld], [[bad, '`nowhere` is not there [SYNTAX]']]);
});

test('one of many plans that cannot be proven is found without a proof of each', () => {
  const count = 64;
  const members = Array.from({ length: count }, (_, index) => `k${index}`);
  const { tree, change } = repository({ 'a.yaml': members.map(key => `${key}: 1\n`).join('') });
  const plans = members.map((key, index): FixPlan => ({
    changes: [change('a.yaml', index === 40 ? { op: 'remove', path: ['nowhere'], comments: 'stay' } : set([key], 2))],
  }));
  let read = 0;
  const counting: Workspace = {
    read: path => tree.read(path),
    languageOf: file => ({
      ...yaml,
      parse: (...given) => {
        read += given[0] === file ? 0 : 1;
        return yaml.parse(...given);
      },
    }),
  };
  const applied = applyPlans(plans, counting);
  assert.equal([...applied.withheld.keys()], [plans[40]]);
  assert.equal([applied.taken.size, applied.deferred.size], [count - 1, 0]);
  assert.is(texts(applied)['a.yaml'], members.map((key, index) => `${key}: ${index === 40 ? 1 : 2}\n`).join(''));
  assert.ok(read < 2 * Math.log2(count) + 2, `${read} results were read`);
});

test('an editor that writes something else than it was told is found out', () => {
  const { change, apply } = repository({ 'a.yaml': 'a: 1\nb: 1\n' });
  const lying = (newText: string): FixPlan => {
    const { document } = change('a.yaml');
    const { file, isTemplate, index, range, root, errors } = document;
    const editor = { plan: () => [{ range: { start: 3, end: 4 }, newText }], commentsOf: () => [] };
    return {
      changes: [
        {
          document: {
            file,
            isTemplate,
            index,
            range,
            root,
            errors,
            editor,
            model: () => document.model(),
            comments: () => document.comments(),
          },
          ops: [set(['a'], 2)],
        },
      ],
    };
  };
  const results = ['2', '3', '2\nc: 1', '2 # new', '2\n--- \nb: 2', '[', '2\r\nb: 1\n#'].map(text => [
    ...apply(lying(text)).withheld.values(),
  ]);
  assert.equal(
    results.map(reasons => reasons.length),
    [0, 1, 1, 1, 1, 1, 1],
  );
});

test('a change that is alone in its document is spelled once, for the report and for the proof', () => {
  const { tree } = repository({ 'a.yaml': 'a: 1\nb: 1\n', 'c.yaml': 'c: 1\n' });
  let spelled = 0;
  const planOf = (path: string, ...keys: readonly string[]): readonly FixPlan[] => {
    const [document] = tree.parse(tree.read(path)!).documents;
    const plan = document!.editor.plan.bind(document!.editor);
    document!.editor.plan = ops => {
      spelled++;
      return plan(ops);
    };
    return keys.map(key => ({ changes: [{ document: document!, ops: [set([key], 2)] }] }));
  };
  const plans = [...planOf('a.yaml', 'a', 'b'), ...planOf('c.yaml', 'c')];
  for (const plan of plans) spellPlan(plan, tree);
  assert.equal(texts(applyPlans(plans, tree)), { 'a.yaml': 'a: 2\nb: 2\n', 'c.yaml': 'c: 2\n' });
  assert.is(spelled, 4, 'the two of one document once more, together');
});

test('a file that is never written withholds every plan that needs it', () => {
  const { tree } = repository({});
  const file: SourceFile = { path: 'a.yaml', text: 'a: 1\n', readOnly: 'it is not UTF-8' };
  const [document] = tree.parse(file).documents;
  const plan: FixPlan = { changes: [{ document: document!, ops: [set(['a'], 2)] }] };
  assert.equal(spellPlan(plan, tree), { refused: '`a.yaml` is never written: it is not UTF-8' });
  assert.equal(texts(applyPlans([plan], tree)), {});
});

test('new objects are added one after the other, to a file that is there or a new one', () => {
  const { apply } = repository({ 'pools.yaml': 'kind: Pool\n' });
  const applied = apply(
    ...['pools.yaml', 'new.yaml'].flatMap(path =>
      ['a', 'b'].map((name): FixPlan => ({ changes: [], create: [{ path, object: { kind: 'Pool', name } }] })),
    ),
  );
  assert.equal(texts(applied), {
    'pools.yaml': 'kind: Pool\n---\nkind: Pool\nname: a\n---\nkind: Pool\nname: b\n',
    'new.yaml': 'kind: Pool\nname: a\n---\nkind: Pool\nname: b\n',
  });
});

test('new objects of one plan are one edit of their file, for a report as they are written', () => {
  const { tree } = repository({ 'pools.yaml': 'kind: Pool\n' });
  const create = ['new.yaml', 'pools.yaml'].flatMap(path => ['a', 'b'].map(name => ({ path, object: { kind: 'Pool', name } })));
  const newText = 'kind: Pool\nname: a\n---\nkind: Pool\nname: b\n';
  assert.equal(spellPlan({ changes: [], create }, tree), [
    { path: 'new.yaml', range: { start: 0, end: 0 }, newText, create: true },
    { path: 'pools.yaml', range: { start: 11, end: 11 }, newText: `---\n${newText}`, create: false },
  ]);
});

test('of plans that are sound alone and not together the first is taken, and the others wait', () => {
  const { tree } = repository({});
  const single: Workspace = {
    read: path => tree.read(path),
    languageOf: () => ({
      ...yaml,
      append: (file, objects) => (objects.length === 1 ? yaml.append(file, objects) : { refused: 'a file holds one object' }),
    }),
  };
  const [first, second, third] = ['a', 'b', 'c'].map((kind): FixPlan => ({
    changes: [],
    create: [{ path: 'new.yaml', object: { kind } }],
  })) as [FixPlan, FixPlan, FixPlan];
  const applied = applyPlans([first, second, third], single);
  assert.equal(texts(applied), { 'new.yaml': 'kind: a\n' });
  assert.equal([[...applied.taken], [...applied.deferred], applied.withheld.size], [[first], [second, third], 0]);
});

test('no plan at all changes nothing', () => {
  const applied = repository({ 'a.yaml': 'a: 1\n' }).apply();
  assert.equal([applied.texts.size, applied.taken.size, applied.deferred.size, applied.withheld.size], [0, 0, 0, 0]);
});

test('a change is an edit of a file that is there, for a report', () => {
  const { tree, change } = repository({ 'a.yaml': 'a: 1\n' });
  assert.equal(spellPlan({ changes: [change('a.yaml', set(['a'], 2))] }, tree), [
    { path: 'a.yaml', range: { start: 3, end: 4 }, newText: '2', create: false },
  ]);
});

test('a new object in a file that is never written, or holds one object only, is refused for a report', () => {
  const { tree } = repository({ 'pool.json': '{"kind": "Pool"}\n' });
  tree.change({ path: 'closed.yaml', text: 'a: 1\n', readOnly: 'it is not UTF-8' });
  const refusal = (path: string): unknown => spellPlan({ changes: [], create: [{ path, object: { kind: 'Pool' } }] }, tree);
  assert.equal(refusal('closed.yaml'), { refused: '`closed.yaml` is never written: it is not UTF-8' });
  assert.equal(refusal('pool.json'), { refused: 'a JSON file holds one object' });
});

test('a new object that a document takes in is an operation on that document, and no document of its own', () => {
  const { tree, change, apply } = repository({ 'a.yaml': 'a: 1\nobjects: []\n' });
  const [{ document }, edited] = [change('a.yaml'), change('a.yaml', set(['a'], 2))];
  const plan: FixPlan = {
    changes: [edited],
    create: [
      {
        path: 'a.yaml',
        object: { kind: 'Pool' },
        takenIn: { document, by: object => [{ op: 'insert', path: ['objects'], value: plainOf(object) as { kind: string } }] },
      },
    ],
  };
  const spelled = spellPlan(plan, tree);
  assert.ok(!isRefusal(spelled));
  assert.equal(
    spelled.map(({ path, create, newText }) => [path, create, newText]).toSorted(),
    [
      ['a.yaml', false, '2'],
      ['a.yaml', false, '{kind: Pool}'],
    ].toSorted(),
  );
  assert.equal(texts(apply(plan)), { 'a.yaml': 'a: 2\nobjects: [{kind: Pool}]\n' });
});

test('what several plans add to one list is added at once, and the same item only once', () => {
  const { change, apply } = repository({ 'kustomization.yaml': 'resources:\n  - web.yaml # ours\n' });
  const add = (value: string): FixPlan => ({
    changes: [change('kustomization.yaml', { op: 'insert', path: ['resources'], value, place: 'last' })],
  });
  const applied = apply(add('pools.yaml'), add('gateway.yaml'), add('pools.yaml'));
  assert.equal(texts(applied), { 'kustomization.yaml': 'resources:\n  - web.yaml # ours\n  - pools.yaml\n  - gateway.yaml\n' });
  assert.equal([applied.taken.size, applied.deferred.size], [3, 0]);
});

test('a plan that adds to a list waits for one that takes it away, and the reverse', () => {
  const { change, apply } = repository({ 'a.yaml': 'a: 1\nl:\n  - 1\n' });
  const add: FixPlan = { changes: [change('a.yaml', { op: 'insert', path: ['l'], value: 2, place: 'last' })] };
  const remove: FixPlan = { changes: [change('a.yaml', { op: 'remove', path: ['l'], comments: 'stay' })] };
  const [clear, late]: readonly [FixPlan, FixPlan] = [
    { changes: [change('a.yaml', set(['a'], 2))] },
    { changes: [change('a.yaml', set(['l', 0], 3))] },
  ];
  assert.equal([...apply(remove, add, clear).taken], [remove, clear]);
  assert.equal([...apply(add, remove, clear).taken], [add, clear]);
  assert.equal([...apply(add, late).taken], [add, late]);
  assert.equal([texts(apply(add, remove)), texts(apply(remove, add))], [{ 'a.yaml': 'a: 1\nl:\n  - 1\n  - 2\n' }, { 'a.yaml': 'a: 1\n' }]);
});

test('a new object that several plans share holds the items of all', () => {
  const { apply } = repository({});
  const pool = (...addresses: readonly string[]): FixPlan => ({
    changes: [],
    create: [{ path: 'pools.yaml', sharedAs: 'pool', object: { kind: 'Pool', spec: { autoAssign: false, addresses } } }],
  });
  const applied = apply(pool('192.0.2.4/32'), pool('192.0.2.5/32', '192.0.2.4/32'));
  assert.equal(texts(applied), {
    'pools.yaml': 'kind: Pool\nspec:\n  autoAssign: false\n  addresses:\n    - 192.0.2.4/32\n    - 192.0.2.5/32\n',
  });
  assert.is(applied.taken.size, 2);
});

test('one that is the same in all of them is no reason to wait', () => {
  const { apply } = repository({});
  const plans = [1, 2].map((): FixPlan => ({ changes: [], create: [{ path: 'new.yaml', sharedAs: 'pool', object: { kind: 'Pool' } }] }));
  const applied = apply(...plans);
  assert.equal([texts(applied), applied.taken.size], [{ 'new.yaml': 'kind: Pool\n' }, 2]);
});

test('a new object that several plans share has the members of all, and where they differ says what the first says', () => {
  const { apply } = repository({});
  const shared = (object: { readonly [key: string]: Plain }): FixPlan => ({
    changes: [],
    create: [{ path: 'new.yaml', sharedAs: 'all', object }],
  });
  const applied = apply(
    shared({ same: 1, list: [1], map: { a: 1 }, text: 'x', nothing: null, first: true }),
    shared({ same: 2, list: 'y', map: { b: 2 }, text: { c: 3 }, nothing: { d: 4 }, second: [5] }),
  );
  const [document] = yaml.parse({ path: 'new.yaml', text: texts(applied)['new.yaml']! }).documents;
  assert.equal(document!.root!.value, {
    same: 1,
    list: [1],
    map: { a: 1, b: 2 },
    text: 'x',
    nothing: null,
    first: true,
    second: [5],
  });
});

test('one new object that several plans ask for is made once', () => {
  const { apply } = repository({});
  const [first, second] = [1, 2].map((): FixPlan => ({ changes: [], create: [{ path: 'new.yaml', object: { kind: 'Pool' } }] })) as [
    FixPlan,
    FixPlan,
  ];
  const applied = apply(first, second);
  assert.equal(texts(applied), { 'new.yaml': 'kind: Pool\n' });
  assert.ok(applied.taken.has(first) && applied.deferred.has(second));
});

test('a plan goes back to nothing where its new object cannot be added', () => {
  const { change, apply } = repository({ 'a.yaml': 'a: 1\n', 'pools.json': '{"kind": "Pool"}\n' });
  const applied = apply({ changes: [change('a.yaml', set(['a'], 2))], create: [{ path: 'pools.json', object: { kind: 'Pool' } }] });
  assert.equal(texts(applied), {});
  assert.equal([...applied.withheld.values()], ['a JSON file holds one object']);
});

test.run();
