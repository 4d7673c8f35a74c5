import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** The files that are made from others; `--check` in their place says which are out of date. */
const generated: Readonly<Record<string, () => Promise<string> | string>> = {
  'rules/index.ts': () => indexOf('rules', 'Rule', '../src/core/rule.ts'),
  'codemods/index.ts': () => indexOf('codemods', 'Codemod', '../src/core/codemod.ts'),
  'src/catalog/index.ts': async () => (await import('./catalog.ts')).catalogText(join(root, 'package.json')),
  'schema/kubemend.schema.json': async () => {
    const [{ configurationKeys }, { configurationSchema }] = [await import('../config/keys.ts'), await import('../config/schema.ts')];
    const [{ rules }, { codemods }] = [await import('../../rules/index.ts'), await import('../../codemods/index.ts')];
    return `${JSON.stringify(configurationSchema(configurationKeys(rules, codemods)), null, 2)}\n`;
  },
  'docs/configuration.md': async () => {
    const { settingsTable } = await import('./tables.ts');
    return between(readFileSync(join(root, 'docs/configuration.md'), 'utf8'), 'keys', settingsTable());
  },
  'README.md': async () => {
    const { rulesTable, codemodsTable } = await import('./tables.ts');
    const { demoReport, demoPatch } = await import('./demo.ts');
    const sections = { report: await demoReport(root), patch: await demoPatch(root), rules: rulesTable(), codemods: codemodsTable() };
    return Object.entries(sections).reduce(
      (text, [name, content]) => between(text, name, content),
      readFileSync(join(root, 'README.md'), 'utf8'),
    );
  },
};

const stale: string[] = [];
for (const [path, make] of Object.entries(generated)) {
  const text = await make();
  const place = join(root, path);
  if (textAt(place) === text) continue;
  if (process.argv.includes('--check')) stale.push(path);
  else writeFileSync(place, text);
}
if (stale.length > 0) {
  console.error(`out of date: ${stale.join(', ')}; run \`npm run generate\``);
  process.exitCode = 1;
}

function indexOf(folder: string, type: string, from: string): string {
  const names = readdirSync(join(root, folder))
    .filter(name => name.endsWith('.ts') && name !== 'index.ts')
    .map(name => name.slice(0, -3))
    .toSorted();
  const variable = (name: string): string => name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  return [
    '// Made by `npm run generate` from the files of this folder.',
    `import type { ${type} } from '${from}';`,
    ...names.map(name => `import ${variable(name)} from './${name}.ts';`),
    '',
    `export const ${folder} = [`,
    ...names.map(name => `  ${variable(name)},`),
    `] as readonly ${type}[];`,
    '',
  ].join('\n');
}

/** Replaces what stands between the two marks of a name. */
function between(text: string, name: string, content: string): string {
  const [start, end] = [`<!-- ${name}: made by \`npm run generate\` -->`, `<!-- /${name} -->`];
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from === -1 || to < from) throw new Error(`the marks of \`${name}\` are missing`);
  return `${text.slice(0, from + start.length)}\n${content}\n${text.slice(to)}`;
}

function textAt(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
