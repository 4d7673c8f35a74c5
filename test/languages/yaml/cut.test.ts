import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { cutDocuments } from '../../../src/languages/yaml/cut.ts';
import { yaml } from '../../../src/languages/yaml/index.ts';

const cut = suite('cut');

const pieces = (text: string): readonly string[] => cutDocuments(text).map(({ start, end }) => text.slice(start, end));

const CASES: readonly (readonly [claim: string, text: string, documents: readonly string[]])[] = [
  ['a text without a mark is one document', 'a: 1\n', ['a: 1\n']],
  ['a mark opens the next document', 'a: 1\n---\nb: 2\n', ['a: 1\n', '---\nb: 2\n']],
  ['a first mark opens the first document', '---\na: 1\n', ['---\na: 1\n']],
  [
    'comments and directives before the first mark belong to the first document',
    '# c\n%YAML 1.2\n---\na: 1\n',
    ['# c\n%YAML 1.2\n---\na: 1\n'],
  ],
  ['three dots end a document', 'a: 1\n...\nb: 2\n', ['a: 1\n...\n', 'b: 2\n']],
  ['nothing follows three dots', 'a: 1\n...\n# c\n', ['a: 1\n...\n']],
  ['dots that end nothing belong to no document', '...\na: 1\n...\n# c\n...\nb: 2\n', ['a: 1\n...\n', 'b: 2\n']],
  ['a document may be empty', 'a: 1\n---\n---\nb: 2\n', ['a: 1\n', '---\n', '---\nb: 2\n']],
  ['a mark at the end opens an empty document', 'a: 1\n---', ['a: 1\n', '---']],
  ['a mark may be followed by text', '--- {a: 1}\n---\tx\n', ['--- {a: 1}\n', '---\tx\n']],
  ['a mark ends block text', 'a: |\n  x\n---\nb: 1\n', ['a: |\n  x\n', '---\nb: 1\n']],
  ['what only begins with dashes is no mark', 'a: |\n ---\n----\n---x: 1\n', ['a: |\n ---\n----\n---x: 1\n']],
  ['carriage returns are line ends', 'a: 1\r\n---\r\nb: 2\r\n', ['a: 1\r\n', '---\r\nb: 2\r\n']],
  ['a byte order mark is not part of a document', '\ufeffa: 1\n', ['a: 1\n']],
  [
    'nor is one below a mark that ends another document',
    'a: 1\n--- # c\r\n\ufeffb: 2\n---\n\ufeff---\nc: 3\n',
    ['a: 1\n', 'b: 2\n', '---\nc: 3\n'],
  ],
  ['nor below comments and a mark', '# c\n---\n\ufeffa: 1\n', ['a: 1\n']],
  ['nor behind three dots, to the parser', 'a: 1\n...\n\ufeffb: 2\n', ['a: 1\n...\n', '\ufeffb: 2\n']],
  [
    'elsewhere one is',
    '---\n\ufeffa: 1\n--- x\n\ufeffb: 2\n---\n\n\ufeffc: 3\n\ufeff---\n---\n\ufeff',
    ['---\n\ufeffa: 1\n', '--- x\n\ufeffb: 2\n', '---\n\n\ufeffc: 3\n\ufeff---\n', '---\n\ufeff'],
  ],
  ['an empty text holds no document', '', []],
  ['comments hold no document', '# a\n\n# b\n', []],
];
for (const [claim, text, documents] of CASES) cut(claim, () => assert.equal(pieces(text), documents));

cut('documents hold what the parser finds in the whole text', () => {
  const line = fc.constantFrom('---', '---', '--- # c', '--- x', '...', '# c', '', 'a: 1', 'b: |', '  text', ' ---', '- x');
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), lines => {
      const text = lines.join('\n');
      const parsed = parseAllDocuments(text, { uniqueKeys: false, prettyErrors: false });
      if (!Array.isArray(parsed) || parsed.some(({ errors }) => errors.length > 0)) return;
      const { documents } = yaml.parse({ path: 'a.yaml', text });
      const filled = (values: readonly unknown[]): readonly unknown[] => values.filter(value => value !== null);
      assert.equal(filled(documents.map(({ root }) => root?.value ?? null)), filled(parsed.map(document => document.toJS() as unknown)));
    }),
    { seed: Number(process.env['FC_SEED'] ?? 20260721), numRuns: Number(process.env['FC_RUNS'] ?? 1000) },
  );
});

cut('documents lie one after the other', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('-', '---\n', '.', '\n', '\r\n', ' ', '#', 'a', ':', '%', '|', '\ufeff') }), text => {
      let at = 0;
      for (const { start, end } of cutDocuments(text)) {
        assert.ok(at <= start && start < end && end <= text.length);
        at = end;
      }
    }),
  );
});

cut.run();
