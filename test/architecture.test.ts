import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';

const root = resolve(import.meta.dirname, '..');

/** Who may import whom; a folder always may import itself. `src` is what stands in the folder itself: the pipeline. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  'src/core': [],
  'src/catalog': ['src/core'],
  'src/languages': ['src/core'],
  'src/kubernetes': ['src/core'],
  'src/repository': ['src/core', 'src/kubernetes'],
  'src/config': ['src/core'],
  'src/discover': ['src/core'],
  'src/scan': ['src/core'],
  'src/lint': ['src/core'],
  'src/fix': ['src/core'],
  'src/reporters': ['src/core', 'src/lint'],
  'src/cli': ['src/catalog', 'src/config', 'src/core', 'src/discover', 'src/reporters', 'rules', 'codemods'],
  rules: ['src/core', 'src/kubernetes', 'src/repository'],
  codemods: ['src/core', 'src/kubernetes', 'src/repository'],
  src: [
    'src/core',
    'src/catalog',
    'src/cli',
    'src/config',
    'src/discover',
    'src/scan',
    'src/languages',
    'src/kubernetes',
    'src/repository',
    'src/lint',
    'src/fix',
    'src/reporters',
    'rules',
    'codemods',
  ],
  'src/eslint': ['src', 'src/config', 'src/core', 'src/fix', 'src/languages', 'src/scan', 'rules', 'codemods'],
  'src/testing': ['src', 'src/config', 'src/core', 'src/scan', 'src/languages', 'src/kubernetes', 'src/fix', 'rules', 'codemods'],
  'src/dev': ['rules', 'codemods', 'src', 'src/catalog', 'src/config', 'src/core', 'src/fix', 'src/reporters', 'src/repository'],
};

/** Packages, each in the one folder that may know it. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  'src/languages/yaml': ['yaml'],
  'src/languages/promql': ['@prometheus-io'],
  'src/languages/typescript': ['ts-morph'],
  'src/languages/hcl': ['web-tree-sitter', '@cdktf'],
  'src/discover': ['globby'],
  'src/fix': ['diff'],
  'src/config': ['fastest-levenshtein', 'picomatch'],
  'src/eslint': ['eslint'],
  'src/testing': ['uvu'],
  'src/dev': ['prettier', 'rolldown'],
};

/** What costs every run a millisecond at most. `node:child_process`, `node:crypto` and `node:net` take some each, and are loaded on demand. */
const QUICKLY_LOADED = ['fastest-levenshtein', 'node:buffer', 'node:fs', 'node:os', 'node:path', 'node:process', 'node:util'];

const test = suite('architecture');

for (const file of ['src', 'rules', 'codemods'].flatMap(filesBelow)) {
  test(`${file} imports only what its folder may`, () => {
    const folder = folderOf(file);
    const text = readFileSync(join(root, file), 'utf8');
    for (const [, atTop, inside] of text.matchAll(/^(?:(?:import|export)\b[^'`;]*?from |import )'([^']+)';|\bimport\('([^']+)'\)/gm)) {
      const specifier = atTop ?? inside!;
      if (specifier.startsWith('node:')) continue;
      if (specifier.startsWith('.')) {
        const target = folderOf(relative(root, resolve(root, dirname(file), specifier)));
        assert.ok(target === folder || ALLOWED[folder]?.includes(target), `${folder} must not import ${target}`);
      } else {
        const owner = Object.keys(PACKAGES).find(name => file.startsWith(`${name}/`));
        const name = specifier.split('/')[0]!;
        assert.ok(owner !== undefined && PACKAGES[owner]!.includes(name), `${file} must not import the package ${name}`);
      }
    }
  });
}

/** What a file imports, but for types, and other than on demand. */
const importedBy = (file: string): readonly string[] =>
  Array.from(
    readFileSync(join(root, file), 'utf8').matchAll(/^(?:import|export) (?!type\b)(?:[^'`;]*? from )?'([^']+)';/gm),
    ([, specifier]) => (specifier!.startsWith('.') ? relative(root, resolve(root, dirname(file), specifier!)) : specifier!),
  );

test('a run in which no file holds a word loads no rule, no language, and nothing of Node that takes long', () => {
  const loaded = new Set(['src/command-line.ts']);
  for (const file of loaded) if (file.endsWith('.ts')) for (const imported of importedBy(file)) loaded.add(imported);
  assert.ok(loaded.has('src/scan/matcher.ts'));
  assert.equal(
    [...loaded].filter(name => /^(?:rules|codemods|src\/(?:kubernetes|repository|languages))\//.test(name)),
    [],
  );
  assert.equal([...loaded].filter(name => !name.endsWith('.ts')).toSorted(), QUICKLY_LOADED);
});

test('rules and codemods name no format', () => {
  for (const file of ['rules', 'codemods'].flatMap(filesBelow))
    assert.not.match(readFileSync(join(root, file), 'utf8'), /\.form\b|\.language\b|instanceof/, file);
});

test('every rule and codemod has its test', () => {
  for (const folder of ['rules', 'codemods'])
    for (const file of filesBelow(folder).filter(name => !name.endsWith('/index.ts')))
      assert.ok(existsSync(join(root, 'test', file.replace(/\.ts$/, '.test.ts'))), file);
});

test.run();

function filesBelow(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true })
    .map(name => `${folder}/${String(name)}`)
    .filter(name => name.endsWith('.ts'))
    .toSorted();
}

function folderOf(path: string): string {
  const folder = dirname(path);
  return (
    Object.keys(ALLOWED)
      .toSorted((a, b) => b.length - a.length)
      .find(name => folder === name || folder.startsWith(`${name}/`)) ?? folder
  );
}
