import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ProgressLine } from '../../src/cli/progress.ts';
import { temporaryTree } from '../discover/temporary-tree.ts';
import { service } from './kubemend.ts';
import { lint } from './lint.ts';

const CLEAR = '\r\u001b[K';

/** A line on a terminal, the clock of which is set. */
function lineOn(isTTY: boolean) {
  const written: string[] = [];
  const clock = { now: 0 };
  const line = new ProgressLine({ isTTY, write: text => written.push(text) }, () => clock.now);
  return { line, written, clock };
}

const test = suite('progress');

test('of a short run nothing is told, and nothing is to be cleared', () => {
  const { line, written, clock } = lineOn(true);
  clock.now = 999;
  line.tell('linting', 10, 20);
  line.clear();
  assert.equal(written, []);
});

test('of a long run it is told ten times a second, on one line, and cleared at the end', () => {
  const { line, written, clock } = lineOn(true);
  for (clock.now = 1000; clock.now <= 1200; clock.now += 50) line.tell('linting', clock.now, 12000);
  line.clear();
  line.clear();
  assert.equal(written, ['1,000', '1,100', '1,200'].map(count => `${CLEAR}linting: ${count} of 12,000 files`).concat(CLEAR));
});

test('what is no terminal is told nothing', () => {
  const { line, written, clock } = lineOn(false);
  clock.now = 5000;
  line.tell('linting', 1, 2);
  line.clear();
  assert.equal(written, []);
});

test('a run tells of each file that it reads and lints', async () => {
  const told: string[] = [];
  const root = temporaryTree({ 'a.yaml': service('a'), 'b.yaml': '', 'c.yaml': service('c', '192.0.2.5') });
  await lint(root, { progress: (doing, done, total) => told.push(`${doing} ${done}/${total}`) });
  assert.equal(told, ['reading 0/3', 'reading 1/3', 'reading 2/3', 'linting 0/2', 'linting 1/2']);
});

test.run();
