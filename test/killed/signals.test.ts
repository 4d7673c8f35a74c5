import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { bytesBelow, COMMAND, kubemend } from '../cli/kubemend.ts';
import { temporaryTree } from '../discover/temporary-tree.ts';
import { TREES } from './trees.ts';

const { files, args } = TREES['gateway']!;
const FIX = [...args, '--fix'];

/** Sends a run a signal before a call. */
function signalled(
  cwd: string,
  signal: string,
  call: string,
): { readonly signal: string | null; readonly err: string; readonly out: string } {
  const env = {
    ...process.env,
    NODE_OPTIONS: `--import ${pathToFileURL(join(import.meta.dirname, 'kill-at.js')).href}`,
    KILL_AT: call,
    KILL_WITH: signal,
  };
  const ran = spawnSync(process.execPath, [...COMMAND, ...FIX], { cwd, env, encoding: 'utf8' });
  return { signal: ran.signal, err: ran.stderr, out: ran.stdout };
}

const signals = suite('a signal that ends --fix');

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  signals(`${signal} before the first file is written keeps all of them as they are`, () => {
    const root = temporaryTree(files);
    assert.equal(signalled(root, signal, 'chmodSync'), {
      signal,
      err: `kubemend: ${signal} ended the run: nothing was written\n`,
      out: '',
    });
    assert.equal(bytesBelow(root), files);
  });

  signals(`${signal} after that waits for the last`, async () => {
    const root = temporaryTree(files);
    assert.equal(signalled(root, signal, 'renameSync'), {
      signal,
      err: `kubemend: ${signal} ended the run: 3 files were written before\n`,
      out: '',
    });
    const whole = temporaryTree(files);
    await kubemend(whole, FIX);
    assert.equal(bytesBelow(root), bytesBelow(whole));
  });
}

signals('SIGKILL between two files leaves one of them new, and the next run finishes it', async () => {
  const root = temporaryTree(files);
  assert.is(signalled(root, 'SIGKILL', 'renameSync').signal, 'SIGKILL');
  const whole = temporaryTree(files);
  await Promise.all([kubemend(whole, FIX), kubemend(root, FIX)]);
  assert.equal(bytesBelow(root), bytesBelow(whole));
});

signals.run();

const together = suite('two runs of --fix at once');

together('leave each file whole and nothing beside them, and all is as after one run after the next', async () => {
  const whole = temporaryTree(files);
  await kubemend(whole, FIX);
  const after = bytesBelow(whole);
  for (let round = 0; round < 3; round++) {
    const root = temporaryTree(files);
    await Promise.all([kubemend(root, FIX), kubemend(root, FIX)]);
    const now = bytesBelow(root);
    for (const path of Object.keys(after)) assert.ok([files[path], after[path]].includes(now[path]), `\`${path}\` is old or new`);
    await kubemend(root, FIX);
    assert.equal(bytesBelow(root), after);
  }
});

together.run();
