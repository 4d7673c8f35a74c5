import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { isRefusal, type Document, type Node } from '../../../src/core/document.ts';
import { typescript } from '../../../src/languages/typescript/index.ts';

const read = suite('programs');

const programOf = (text: string, path = 'chart.ts'): Document => typescript.parse({ path, text: `import 'cdk8s';\n${text}` }).documents[0]!;

/** The last argument of the first call of `make`. */
function argumentOf(text: string): Node {
  const document = programOf(`import { make } from 'maker';\n${text}`);
  assert.equal(document.errors, []);
  return document.root!.get('calls', 0, 'arguments')!.items().at(-1)!;
}

read('literals say what they say in JavaScript', () => {
  assert.equal(argumentOf('make({ a: 1, "b": -2, c: [true, null, undefined], d: `x`, e: "\\u0041", [`f`]: 0x10 })').value, {
    a: 1,
    b: -2,
    c: [true, null, null],
    d: 'x',
    e: 'A',
    f: 16,
  });
});

read('types and parentheses around a literal say nothing', () => {
  assert.equal(argumentOf('make(({ a: <string>"x", b: ["y"] as const, c: "z"! } satisfies object))').value, { a: 'x', b: ['y'], c: 'z' });
});

read('what a constant holds is read where it is used', () => {
  const node = argumentOf('const IP = "192.0.2.4";\nconst all = { first: IP };\nmake({ list: [IP, all.first] });');
  assert.equal(node.value, { list: ['192.0.2.4', '192.0.2.4'] });
  assert.is(node.get('list', 1)!.source, 'all.first');
});

read('what may change, is declared twice or takes a parameter is followed nowhere', () => {
  const text = 'let a = "1";\nconst b = "1"; { const b = "2"; }\nconst c = (x: string) => "1";\nmake({ a, b, c: c("2") });';
  assert.equal(argumentOf(text).value, { a: '${a}', b: '${b}', c: '${c("2")}' });
});

read('of a spread and a member the last one counts', () => {
  const text = 'const base = { a: 1, b: 1 };\nmake({ a: 0, ...base, b: 2, ...unknown });';
  assert.equal(argumentOf(text).value, { a: 1, b: 2 });
});

read('a constant that names itself ends', () => {
  assert.equal(argumentOf('const a = { a: a };\nmake(a)').kind, 'map');
});

read('constants that stand for more than there is memory are followed some of the way', () => {
  const lines = [...'bcdefghijk'].map((name, index) => `const ${name} = [${Array(9).fill('abcdefghij'[index]).join(', ')}];`);
  const started = performance.now();
  assert.is(argumentOf(`const a = ["x"];\n${lines.join('\n')}\nmake(k)`).kind, 'list');
  assert.ok(performance.now() - started < 5000);
});

read('a call is known by the package and the name within it, whatever it is called here', () => {
  const document = programOf(`
    import * as all from 'a';
    import { one as uno, two } from 'b';
    import three from 'c';
    const { four: quattro } = require('d');
    new all.x.Y(); uno(); two.z(); new three.W(); quattro(); unknown(); this.two();
  `);
  const calls = document.root!.get('calls')!.items();
  assert.equal(
    calls.map(call => [call.get('from')!.value, call.get('new')?.value ?? [call.get('call')?.value]]),
    [
      ['a', 'x.Y'],
      ['b', ['one']],
      ['b', ['two.z']],
      ['c', 'W'],
      ['d', ['four']],
    ],
  );
});

read('comments are found wherever they stand, and nothing else is taken for one', () => {
  const document = programOf(`// first
    /** documents */ const a = '// no', b = \`/* no */ \${/* in */ 1}\`, c = /\\/\\/ no/; // after
    /* last */`);
  assert.equal(
    document.comments().map(({ text }) => text),
    ['// first', '/** documents */', '/* in */', '// after', '/* last */'],
  );
});

read('a string is an excerpt whose places are those of the file, escapes or not', () => {
  for (const text of [
    'make(`kind: A\nspec: {x: 1}\n`)',
    'make("kind: A\\nspec: {x: \\x31}\\n")',
    'make(`kind: A\nspec: {x: 1} # \\`\n`)',
  ]) {
    const node = argumentOf(text);
    const documents = typescript.region({ node, holds: 'manifests' });
    assert.ok(!isRefusal(documents));
    const inner = documents[0]!.root!.get('spec', 'x')!;
    assert.is(inner.value, 1);
    assert.match(node.document.file.text.slice(inner.range.start, inner.range.end), /^(?:1|\\x31)$/);
  }
});

read('a file that cannot be read has an error with a place, and no tree', () => {
  const document = programOf('const a = {\n  b: [1, 2\n};');
  assert.is(document.root, undefined);
  assert.is(document.errors[0]!.message, "',' expected");
  assert.ok(document.file.text.startsWith('}', document.errors[0]!.range.start));
});

read('JSX is read in JavaScript, and an error in TypeScript', () => {
  assert.equal(programOf('export const a = <div>// text</div>;', 'a.js').errors, []);
  assert.is(programOf('export const a = <div>// text</div>;', 'a.js').comments().length, 0);
  assert.ok(programOf('export const a = <div>text</div>;', 'a.ts').errors.length > 0);
});

for (const [name, text] of [
  ['brackets', `const a = ${'['.repeat(50_000)}${']'.repeat(50_000)};`],
  ['sums', `const a = ${'1 + '.repeat(50_000)}1;`],
  ['calls', `const a = ${'f('.repeat(50_000)}${')'.repeat(50_000)};`],
] as const)
  read(`${name} of any depth are an error, and no crash`, () => {
    const document = programOf(text);
    assert.equal(
      document.errors.map(({ message }) => message),
      ['it is nested too deep'],
    );
    document.comments();
    document.model();
  });

read('other programs, types and what `cdk8s import` wrote are no documents', () => {
  for (const [path, text] of [
    ['a.ts', "import { x } from 'other'; // cdk8s"],
    ['a.d.ts', "import { x } from 'cdk8s';"],
    ['imports/k8s.ts', "// generated by cdk8s\nimport { ApiObject } from 'cdk8s';"],
  ] as const)
    assert.equal(typescript.parse({ path, text }).documents.length, 0, path);
});

read.run();
