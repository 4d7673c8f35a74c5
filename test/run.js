// Runs the tests, a process for each file, as many at once as there are processors, and counts: the exit status of uvu says nothing when
// no test ran, or when a hook threw.
import { spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

const root = import.meta.dirname;
/** Node 20 does not read TypeScript by itself. */
const LOADER = process.features.typescript ? [] : ['--import', 'tsx'];
const wanted = process.argv.slice(2);
const queue = readdirSync(root, { recursive: true })
  .map(String)
  .filter(file => file.endsWith('.test.ts') && (wanted.length === 0 || wanted.some(word => file.includes(word))))
  .sort();
/** The command as users run it: made of these sources, and started in a fraction of the time that they take. */
const COMMAND = join(root, '../.bundle/cli.js');
const isRun = queue.some(file => readFileSync(join(root, file), 'utf8').includes('/kubemend.ts'));
if (isRun) spawnSync(process.execPath, ['--import', 'tsx', 'src/dev/bundle.ts', '.bundle'], { cwd: join(root, '..'), stdio: 'inherit' });
const totals = { passed: 0, failed: 0, skipped: 0 };

await Promise.all(Array.from({ length: availableParallelism() }, worker));
console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exitCode = totals.failed > 0 || totals.passed === 0 ? 1 : 0;

async function worker() {
  for (let file; (file = queue.shift()) !== undefined;) {
    const { code, text } = await run(join(root, file));
    const count = word => Number(text.match(new RegExp(`^  ${word}:\\s+(\\d+)`, 'm'))?.[1] ?? 0);
    const total = count('Total');
    const passed = count('Passed');
    const skipped = count('Skipped');
    totals.passed += passed;
    totals.skipped += skipped;
    for (const line of text.match(/^skipped: .*$/gm) ?? []) console.log(`${file}: ${line}`);
    if (code === 0 && passed === total && passed + skipped > 0) continue;
    totals.failed += Math.max(total - passed, 1);
    console.log(`\n${file} (exit ${code}${passed + skipped === 0 ? ', ran no test' : ''})\n${text}`);
  }
}

function run(path) {
  const child = spawn(process.execPath, [...LOADER, path], {
    env: { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1', ...(isRun && { TEST_COMMAND: COMMAND }) },
  });
  let text = '';
  child.stdout.on('data', chunk => (text += chunk));
  child.stderr.on('data', chunk => (text += chunk));
  return new Promise(resolve => child.on('close', code => resolve({ code, text })));
}
