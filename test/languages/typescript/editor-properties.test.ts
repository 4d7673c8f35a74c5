import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { isRefusal, type Document } from '../../../src/core/document.ts';
import { applyEdits, type SourceFile } from '../../../src/core/text.ts';
import { prove } from '../../../src/fix/prove.ts';
import { typescript } from '../../../src/languages/typescript/index.ts';
import { randomOps, type Choose } from '../yaml/random-ops.ts';
import { randomProgram } from './random-program.ts';

const SEED = Number(process.env['FC_SEED'] ?? 20261122);
const RUNS = Number(process.env['FC_RUNS'] ?? 1000);

const properties = suite('editor properties of programs');

properties('any change of any program is refused in a sentence, or proven, and is what the program then does', () => {
  let [written, refused] = [0, 0];
  const property = fc.property(fc.gen(), choice => {
    const choose: Choose = size => choice(fc.nat, size - 1);
    const file: SourceFile = { path: 'chart.js', text: randomProgram(choose) };
    const document = programOf(file);
    const root = document.root!.get('calls', 0, 'arguments', 2)!;
    assert.equal(root.value, argumentOf(file.text), 'a program is read as it runs');
    const ops = randomOps({ root } as unknown as Document, choose);
    const planned = document.editor.plan(ops);
    if (isRefusal(planned)) {
      assert.match(planned.refused, /^(?:`|[a-z])[^]*[^.\s]$/, 'the refusal is a sentence');
      refused++;
      return;
    }
    const after: SourceFile = { ...file, text: applyEdits(file.text, planned) };
    const unproven = prove(file, after, typescript, [{ document, ops }], [])?.refused;
    assert.is(
      unproven,
      undefined,
      `${unproven}\n${JSON.stringify(ops, (key, value: unknown) => (key === 'copyOf' ? 'copy' : value))}\n${file.text}\nbecomes\n${after.text}`,
    );
    checkText(file.text, after.text);
    assert.equal(programOf(after).root!.get('calls', 0, 'arguments', 2)!.value, argumentOf(after.text), after.text);
    written++;
  });
  fc.assert(property, { seed: SEED, numRuns: RUNS, includeErrorInReport: true });
  assert.ok(written > refused / 2, `only ${written} of ${written + refused} changes were written`);
});

properties.run();

function programOf(file: SourceFile): Document {
  const [document] = typescript.parse(file).documents;
  assert.equal(document?.errors, [], file.text);
  return document!;
}

/** What the call is given when the program runs; what comes from elsewhere as the reader has it. */
function argumentOf(text: string): unknown {
  const given: unknown[] = [];
  const code = text.replace(/^\ufeff/, '').replace(/^import .*$/gm, '');
  runInNewContext(code, {
    outer: { name: '${outer.name}' },
    KubeService: function (...args: unknown[]) {
      given.push(args[2]);
    },
  });
  return JSON.parse(JSON.stringify(given[0])) as unknown;
}

function checkText(before: string, after: string): void {
  const ends = (text: string): ReadonlySet<string> => new Set(text.match(/\r?\n/g));
  assert.ok(
    [...ends(after)].every(end => ends(before).has(end)),
    'line ends change',
  );
  assert.is(after.endsWith('\n'), before.endsWith('\n'), 'the last line end changes');
  assert.is(after.startsWith('\ufeff'), before.startsWith('\ufeff'), 'the byte order mark changes');
  // What stands before the call is nothing that an operation names.
  const head = before.slice(0, before.indexOf('new KubeService'));
  assert.is(after.slice(0, head.length), head);
}
