import { spawn } from 'node:child_process';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { projectRoot } from '../cli/kubemend.ts';

/** So long it may take to end on a busy machine; the rounds that are asked for would take hours. */
const PATIENCE = 30_000;

const test = suite('npm run bench');

test('ends with npm where that is told to end, and leaves nothing running', async () => {
  const child = spawn('npm', ['run', '-s', 'bench', '--', '--contest', '--files', '20', '--runs', '10000'], {
    cwd: projectRoot,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  // All that hold the other end of the pipe have ended then.
  const over = new Promise<boolean>(done => child.on('close', () => done(true)));
  await new Promise(done => child.stderr.once('data', done));
  child.kill('SIGTERM');
  const isOver = await Promise.race([over, new Promise<boolean>(done => setTimeout(done, PATIENCE, false).unref())]);
  if (!isOver) process.kill(-child.pid!, 'SIGKILL');
  assert.ok(isOver, 'something of it went on');
});

test.run();
