import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { isRefusal } from '../../../src/core/document.ts';
import { dedent } from '../../../src/core/dedent.ts';
import type { ModelOp } from '../../../src/core/model.ts';
import { applyEdits } from '../../../src/core/text.ts';
import { prove } from '../../../src/fix/prove.ts';
import { typescript } from '../../../src/languages/typescript/index.ts';

const statements = suite('new statements of programs');

/** What becomes of a program that is to call `make(2)` of `maker` after the call at an index, or why nothing does; always proven. */
function withCall(text: string, { after, block = 0, imports = false }: { after: number; block?: number; imports?: boolean }): string {
  const file = { path: 'a.ts', text: dedent(text) };
  const document = typescript.parse(file).documents[0]!;
  const ops: ModelOp[] = [
    ...(imports ? [{ op: 'set' as const, path: ['imports', 'maker', 'Made'], value: 'Made' }] : []),
    { op: 'insert', path: ['calls'], place: { after }, value: { from: 'maker', new: 'Made', block, arguments: [2] } },
  ];
  const planned = document.editor.plan(ops);
  if (isRefusal(planned)) return planned.refused;
  const result = { ...file, text: applyEdits(file.text, planned) };
  assert.is(prove(file, result, typescript, [{ document, ops }], [])?.refused, undefined, result.text);
  return result.text;
}

statements('a name joins those that are imported from the package', () => {
  assert.is(
    withCall("import 'cdk8s';\nimport { make } from 'maker';\nmake(1);\n", { after: 0, imports: true }),
    "import 'cdk8s';\nimport { make, Made } from 'maker';\nmake(1);\nnew Made(2);\n",
  );
  assert.is(
    withCall("import 'cdk8s';\nimport {\n  make,\n} from 'maker';\nmake(1);\n", { after: 0, imports: true }),
    "import 'cdk8s';\nimport {\n  make,\n  Made,\n} from 'maker';\nmake(1);\nnew Made(2);\n",
  );
});

statements('a package that is not imported, or whose types are, gets an import of its own after the last one', () => {
  assert.is(
    withCall('import "cdk8s"\nimport { other } from "other" // why\nother(1)', { after: 0, imports: true }),
    'import "cdk8s"\nimport { other } from "other" // why\nimport { Made } from "maker"\nother(1)\nnew Made(2)',
  );
  assert.is(
    withCall("import 'cdk8s';\nimport type { Kind } from 'maker';\nimport { other } from 'other';\nother(1);\n", {
      after: 0,
      imports: true,
    }),
    "import 'cdk8s';\nimport type { Kind } from 'maker';\nimport { other } from 'other';\nimport { Made } from 'maker';\nother(1);\nnew Made(2);\n",
  );
});

statements('a name that is taken is imported nowhere', () => {
  assert.is(
    withCall("import 'cdk8s';\nimport { make } from 'maker';\nconst Made = make(1);\n", { after: 0, imports: true }),
    '`Made` is the name of something else here: import maker under a name of its own first',
  );
  assert.is(
    withCall("import 'cdk8s';\nimport { make } from 'maker';\nmake(1);\n", { after: 0 }),
    '`Made` of maker is not imported: import it first',
  );
});

statements('a class is called as the program calls its package', () => {
  assert.is(
    withCall("import 'cdk8s';\nimport * as all from 'maker';\nall.make(1);\n", { after: 0 }),
    "import 'cdk8s';\nimport * as all from 'maker';\nall.make(1);\nnew all.Made(2);\n",
  );
  assert.is(
    withCall("const { Made: M } = require('maker');\nrequire('cdk8s');\nnew M(1);\n", { after: 0 }),
    "const { Made: M } = require('maker');\nrequire('cdk8s');\nnew M(1);\nnew M(2);\n",
  );
});

statements('a call within another one is followed by nothing, as what comes after it would come after both', () => {
  const text = "import 'cdk8s';\nimport { Made } from 'maker';\nnew Made(new Made(1));\n";
  assert.is(withCall(text, { after: 1 }), `${text}new Made(2);\n`);
});

statements('it stands in the block and at the depth of its neighbour, after the comments of its line', () => {
  assert.is(
    withCall("import 'cdk8s';\nimport { Made } from 'maker';\nif (on) {\n\tnew Made(1); // why\n\tconst a = 1;\n}\n", {
      after: 0,
      block: 1,
    }),
    "import 'cdk8s';\nimport { Made } from 'maker';\nif (on) {\n\tnew Made(1); // why\n\tnew Made(2);\n\tconst a = 1;\n}\n",
  );
});

for (const [what, code, reason] of [
  ['a statement without braces', 'if (on) new Made(1);', 'the call stands where no other statement can follow it: put it in braces first'],
  ['a line with other code', 'new Made(1); other();', 'other code stands in the lines of the statement beside which it would stand'],
  ['a loop', 'for (const a of all) {\n  new Made(a);\n}', 'the call stands in a loop, where a new object would be made several times'],
  [
    'a function that is called for each',
    'all.forEach(a => {\n  new Made(a);\n});',
    'the call stands in a loop, where a new object would be made several times',
  ],
  [
    'the value of a function',
    'const make = () => new Made(1);',
    'the call is no statement of its own, so that nothing can be written after it: give the result a name first',
  ],
] as const)
  statements(`nothing is written after ${what}`, () => {
    assert.is(withCall(`import 'cdk8s';\nimport { Made } from 'maker';\n${code}\n`, { after: 0, block: /\{/.test(code) ? 1 : 0 }), reason);
  });

statements.run();
