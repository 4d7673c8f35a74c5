import { chmodSync, copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { rolldown, type ChunkingContext } from 'rolldown';

const root = join(import.meta.dirname, '../..');
/** Where the bundle goes: `dist`, or a folder beside it that is given. */
const dist = join(root, process.argv[2] ?? 'dist');

/** Loaded where a file needs it: large, or not made to be bundled. */
const EXTERNAL = ['globby', 'web-tree-sitter', '@cdktf/hcl2json'];

/** Copied, since the package that holds it would build an add-on that nobody needs where it is installed. */
const GRAMMAR = '@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm';

/** What every run loads: enough for one in which no file holds a word of a rule. */
const START = join(root, 'src/command-line.ts');

let ofStart: ReadonlySet<string> | undefined;

/** Whether a module is `START`, or imported for it other than on demand. */
function isOfStart(id: string, context: ChunkingContext): boolean {
  if (!ofStart) {
    const found = new Set([START]);
    for (const module of found) for (const imported of context.getModuleInfo(module)?.importedIds ?? []) found.add(imported);
    ofStart = found;
  }
  return ofStart.has(id);
}

const build = await rolldown({
  input: { cli: join(root, 'src/cli.ts') },
  platform: 'node',
  external: EXTERNAL,
  logLevel: 'warn',
});
rmSync(dist, { recursive: true, force: true });
await build.write({
  dir: dist,
  // Node finds and reads these sooner than modules.
  format: 'cjs',
  // Each file costs start-up time: one for what every run loads, and one for what several lazy ones share.
  codeSplitting: {
    groups: [
      { debugName: 'start', name: (id, context) => (isOfStart(id, context) ? 'start' : null), priority: 1 },
      { name: 'shared', minShareCount: 2 },
    ],
  },
  // Names without a hash: a change of one module changes no other file.
  chunkFileNames: '[name].js',
  entryFileNames: '[name].js',
  banner: chunk => (chunk.isEntry ? '#!/usr/bin/env node' : ''),
  // Half the text is half the time to load it.
  minify: true,
});

// In one file of its own, so that the command loads nothing for its sake.
const plugin = await rolldown({ input: join(root, 'src/eslint/index.ts'), platform: 'node', external: EXTERNAL, logLevel: 'warn' });
await plugin.write({ file: join(dist, 'eslint.mjs'), format: 'esm', codeSplitting: false, minify: true });

// One character beyond Latin-1 makes all of a file's text two bytes a character, which takes longer to compile.
for (const name of readdirSync(dist).filter(name => name.endsWith('.js'))) {
  const text = readFileSync(join(dist, name), 'utf8');
  writeFileSync(
    join(dist, name),
    text.replace(/[^\0-\x7f]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  );
}
writeFileSync(join(dist, 'package.json'), '{ "type": "commonjs" }\n');
chmodSync(join(dist, 'cli.js'), 0o755);
copyFileSync(createRequire(import.meta.url).resolve(GRAMMAR), join(dist, basename(GRAMMAR)));
