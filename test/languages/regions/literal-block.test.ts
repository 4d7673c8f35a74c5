import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { isRefusal } from '../../../src/core/document.ts';
import { applyEdits } from '../../../src/core/text.ts';
import { yaml } from '../../../src/languages/yaml/index.ts';

const test = suite('literal block');

/** Wraps a text, as `ConfigMap.data` would hold it. */
interface Wrapping {
  readonly indent: number;
  readonly header: '|' | '|-' | '|+';
  readonly crlf: boolean;
  /** What follows the block. */
  readonly tail: string;
}

function wrap(text: string, { indent, header, crlf, tail }: Wrapping): string {
  const explicit = /^ /.test(text.replace(/^\n+/, '')) ? `${header[0]!}${indent}${header.slice(1)}` : header;
  const block = text.replace(/^(?=.)/gm, ' '.repeat(indent));
  const whole = `a: ${explicit} # held\n${block}${tail}`;
  return crlf ? whole.replaceAll('\n', '\r\n') : whole;
}

function inner(text: string) {
  const file = { path: 'a.yaml', text };
  const [outer] = yaml.parse(file).documents;
  const node = outer?.root?.get('a');
  const documents = node ? yaml.region({ node, holds: 'any' }) : { refused: 'not there' };
  return isRefusal(documents) ? [] : documents;
}

const wrappings = fc.record({
  indent: fc.integer({ min: 1, max: 5 }),
  header: fc.constantFrom<Wrapping['header']>('|', '|-', '|+'),
  crlf: fc.boolean(),
  tail: fc.constantFrom('', 'b: 1\n', '# end\nb: [1]\n'),
});

/** Maps of a few members, with blank lines and comments between them. */
const maps = fc
  .array(
    fc.tuple(
      fc.constantFrom('k', 'l', 'm', 'n'),
      fc.constantFrom(' 1', ' [1, 2] # two', '\n  x: 1\n  y: 2', ' {z: 1}', ' "é😀"', '\n- 1\n- 2'),
      fc.constantFrom('', '\n', '# note\n'),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map(members =>
    [...new Map(members.map(([key, ...rest]) => [key, rest])).entries()]
      .map(([key, [value, after]]) => `${key}:${value}\n${after}`)
      .join('')
      .replace(/\n+$/, '\n'),
  );

const operations = fc.constantFrom(
  [{ op: 'set', path: ['new'], value: 'v', place: 'first' }],
  [{ op: 'set', path: ['new', 'deep'], value: [1] }],
  [{ op: 'set', path: ['k'], value: 'other' }],
  [{ op: 'remove', path: ['k'], comments: 'stay' }],
  [
    { op: 'remove', path: ['l'], comments: 'stay' },
    { op: 'set', path: ['new'], value: 1 },
  ],
  [{ op: 'insert', path: ['m'], value: { name: 'a', value: 'b' } }],
) as fc.Arbitrary<Parameters<NonNullable<ReturnType<typeof yaml.parse>['documents'][number]['editor']>['plan']>[0]>;

test('a change within a block is the change of the text, wrapped', () => {
  fc.assert(
    fc.property(maps, wrappings, operations, (text, wrapping, ops) => {
      const outer = wrap(text, wrapping);
      const [document] = inner(outer);
      const [alone] = yaml.parse({ path: 'a.yaml', text: wrapping.header === '|-' ? text.replace(/\n$/, '') : text }).documents;
      const [within, plain] = [document!.editor.plan(ops), alone!.editor.plan(ops)];
      assert.is(isRefusal(within), isRefusal(plain), isRefusal(within) ? within.refused : '');
      if (isRefusal(within) || isRefusal(plain)) return;
      const changed = applyEdits(alone!.file.text, plain);
      assert.is(applyEdits(outer, within), wrap(wrapping.header === '|-' ? `${changed}\n` : changed, wrapping));
    }),
    { seed: Number(process.env['FC_SEED'] ?? 3), numRuns: Number(process.env['FC_RUNS'] ?? 500) },
  );
});

test('every node within a block is at its place in the file', () => {
  fc.assert(
    fc.property(maps, wrappings, (text, wrapping) => {
      const outer = wrap(text, wrapping);
      const [document] = inner(outer);
      for (const [key, node] of document!.root!.entries()) {
        assert.is(outer.slice(node.keyRange!.start, node.keyRange!.end), key);
        if (!node.source.includes('\n'))
          assert.is(
            outer.slice(node.range.start, node.range.end),
            yaml.parse({ path: 'a.yaml', text }).documents[0]!.root!.get(key)!.source,
          );
      }
    }),
    { seed: Number(process.env['FC_SEED'] ?? 3), numRuns: Number(process.env['FC_RUNS'] ?? 500) },
  );
});

test('a block that ends the file without a line break is changed without one', () => {
  const text = 'a: |\n  k: 1\n  l: 2';
  const [document] = inner(text);
  const edits = document!.editor.plan([
    { op: 'remove', path: ['l'], comments: 'stay' },
    { op: 'set', path: ['m'], value: 3 },
  ]);
  assert.is(isRefusal(edits) ? edits.refused : applyEdits(text, edits), 'a: |\n  k: 1\n  m: 3');
});

test('several documents in a block keep their order, and only those that are wanted are parsed', () => {
  const file = { path: 'a.yaml', text: 'a: |\n  x: 1\n  ---\n  y: 2\n' };
  const node = yaml.parse(file).documents[0]!.root!.get('a')!;
  const all = yaml.region({ node, holds: 'any' });
  assert.equal(isRefusal(all) ? all : all.map(({ root, index, within }) => [root?.value, index, within?.part, within?.holds]), [
    [{ x: 1 }, 0, 0, 'any'],
    [{ y: 2 }, 0, 1, 'any'],
  ]);
  const some = yaml.region({ node, holds: 'any' }, text => text.includes('y'));
  assert.equal(isRefusal(some) ? some : some.map(({ within }) => within?.part), [1]);
});

test('what is no string is refused', () => {
  const { root } = yaml.parse({ path: 'a.yaml', text: 'a: &x\n  b: 1\nc: *x\nd: 5\n' }).documents[0]!;
  for (const key of ['a', 'c', 'd'])
    assert.equal(yaml.region({ node: root!.get(key)!, holds: 'any' }), { refused: 'it is no string' }, key);
});

test('a string in quotes is read at its place, escapes and folded lines included', () => {
  const text = "a: \"k: \\u0041b\\nlong: one\n  two\\\n  three\\tx\"\nb: 'it: ''s'''\n";
  const { root } = yaml.parse({ path: 'a.yaml', text }).documents[0]!;
  const [quoted, single] = ['a', 'b'].map(key => yaml.region({ node: root!.get(key)!, holds: 'any' }));
  if (!quoted || !single || isRefusal(quoted) || isRefusal(single)) throw new Error('not read');
  const places = [...quoted[0]!.root!.entries()].map(([, node]) => text.slice(node.keyRange!.start, node.range.end));
  assert.equal(places, ['k: \\u0041b', 'long: one\n  two\\\n  three\\tx']);
  assert.equal(
    [...single[0]!.root!.entries()].map(([, node]) => text.slice(node.range.start, node.range.end)),
    ["''s''"],
  );
});

test.run();
