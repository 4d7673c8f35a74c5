import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { isRefusal, type Document, type Node, type Path, type Plain } from '../../../src/core/document.ts';
import type { ModelOp } from '../../../src/core/model.ts';
import { applyEdits } from '../../../src/core/text.ts';
import { replay, sameModel } from '../../../src/fix/replay.ts';
import { confirmChange } from '../../../src/languages/hcl/confirm.ts';
import { languageOf } from '../../../src/testing/memory-tree.ts';

const RUNS = 300;

const test = suite('properties of edits of HCL');

const documentOf = (text: string): Document => languageOf({ path: 'main.tf', text }).parse({ path: 'main.tf', text }).documents[0]!;

const key = fc.constantFrom('a', 'bc', 'long_name', '"example.com/x"', '"two words"');
const word = fc.constantFrom('"x"', '"\\"y\\" \\\\"', '12', 'true', 'null', 'var.x', '"${var.x}-y"', 'max(1, 2)');
const comment = fc.constantFrom('', '', '', ' # one', ' // two', ' /* three */');

/** A value as it may be written, indented. */
const written = (depth: number, indent: string): fc.Arbitrary<string> =>
  depth === 0 ? word : fc.oneof(word, list(indent), wideList(depth, indent), object(indent), wideObject(depth, indent));

const list = (indent: string): fc.Arbitrary<string> => fc.array(written(0, indent), { maxLength: 3 }).map(items => `[${items.join(', ')}]`);

const wideList = (depth: number, indent: string): fc.Arbitrary<string> =>
  fc.tuple(fc.array(fc.tuple(written(depth - 1, `${indent}  `), comment), { maxLength: 3 }), fc.boolean()).map(([items, isTrailing]) => {
    const lines = items.map(([item, note], index) => `${indent}  ${item}${isTrailing || index < items.length - 1 ? ',' : ''}${note}\n`);
    return `[\n${lines.join('')}${indent}]`;
  });

const members = (depth: number, indent: string): fc.Arbitrary<(readonly [string, readonly [string, string]])[]> =>
  fc.uniqueArray(fc.tuple(key, fc.tuple(written(depth, indent), comment)), { maxLength: 3, selector: ([name]) => name });

const object = (indent: string): fc.Arbitrary<string> =>
  members(0, indent).map(entries =>
    entries.length === 0 ? '{}' : `{ ${entries.map(([name, [value]]) => `${name} = ${value}`).join(', ')} }`,
  );

const wideObject = (depth: number, indent: string): fc.Arbitrary<string> =>
  members(depth - 1, `${indent}  `).map(
    entries => `{\n${entries.map(([name, [value, note]]) => `${indent}  ${name} = ${value}${note}\n`).join('')}${indent}}`,
  );

/** A file with two blocks; what is not in quotes is the name of an attribute. */
const file = fc
  .tuple(members(3, '    '), members(2, '  '), fc.constantFrom('\n', '\r\n'), fc.constantFrom('', '\ufeff'))
  .map(([inner, outer, lineBreak, mark]) => {
    const attributes = (entries: typeof inner, indent: string): string =>
      entries.map(([name, [value, note]]) => `${indent}${name.replaceAll(/\W/g, '_')} = ${value}${note}\n`).join('');
    const text = `# the file\nresource "x" "y" {\n${attributes(outer, '  ')}  spec {\n${attributes(inner, '    ')}  }\n}\nlocals {}\n`;
    return mark + text.replaceAll('\n', lineBreak);
  });

const newValue: fc.Arbitrary<Plain> = fc.constantFrom('new', 7, false, null, '${var.new}', ['a', 1], { m: 'n', 'o.p': [1] }, {}, []);

/** Everything that an operation may be about. */
function* places(node: Node): Generator<Node> {
  yield node;
  for (const item of node.items()) yield* places(item);
  for (const [, value] of node.entries()) yield* places(value);
}

function opAt(node: Node, value: Plain, choice: number): ModelOp {
  const place = (['first', 'last'] as const)[choice % 2]!;
  if (choice > 5) return { op: 'remove', path: node.path, comments: 'stay' };
  if (node.kind === 'map') return { op: 'set', path: [...node.path, 'fresh'], value, place };
  return node.kind === 'list' ? { op: 'insert', path: node.path, value, place } : { op: 'set', path: node.path, value };
}

const isApart = (path: Path, others: readonly Path[]): boolean =>
  others.every(other => !path.every((step, index) => other[index] === step) && !other.every((step, index) => path[index] === step));

test('whatever is changed, the result says what the replay says, to the parser of Terraform too, and keeps every comment', async () => {
  let changed = 0;
  await fc.assert(
    fc.asyncProperty(file, fc.array(fc.tuple(fc.nat(), newValue, fc.nat(9)), { minLength: 1, maxLength: 3 }), async (text, wanted) => {
      const before = documentOf(text);
      assert.equal(before.errors, [], text);
      const all = [...places(before.root!)].filter(({ path }) => path.length > 4);
      if (all.length === 0) return;
      const ops: ModelOp[] = [];
      for (const [at, value, choice] of wanted) {
        const op = opAt(all[at % all.length]!, value, choice);
        if (
          isApart(
            op.path,
            ops.map(({ path }) => path),
          )
        )
          ops.push(op);
      }
      const edits = before.editor.plan(ops);
      if (isRefusal(edits)) return;
      const after = documentOf(applyEdits(text, edits));
      const said = `${text}\n${JSON.stringify(ops)}\n${after.file.text}`;
      assert.equal(after.errors, [], said);
      const expected = replay(before.model(), ops);
      assert.ok(!isRefusal(expected) && sameModel(expected, after.model()), said);
      const comments = ({ text: comment }: { readonly text: string }): string => comment;
      assert.equal(after.comments().map(comments).toSorted(), before.comments().map(comments).toSorted(), said);
      const refusal = await confirmChange(before.file, after.file, given => documentOf(given.text).root?.value ?? null);
      assert.is(refusal, undefined, `${refusal?.refused ?? ''}\n${said}`);
      changed++;
    }),
    { numRuns: RUNS },
  );
  assert.ok(changed > RUNS / 3, `only ${changed} of ${RUNS} were changed`);
});

test.run();
