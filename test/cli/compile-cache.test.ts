import { existsSync, readdirSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { join } from 'node:path';
import process from 'node:process';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { temporaryTree } from '../discover/temporary-tree.ts';
import { kubemend, service } from './kubemend.ts';

const cache = suite('what Node compiled');

const isKept = 'enableCompileCache' in nodeModule && process.platform === 'linux';
if (!isKept) console.log('skipped: this Node keeps nothing that it compiled, or not where Linux has it');

(isKept ? cache : cache.skip)('is kept in the folder that the user has for it, and changes nothing', async () => {
  const root = temporaryTree({ 'a.yaml': service('a') });
  const home = temporaryTree();
  const runs = [];
  for (let run = 0; run < 2; run++) runs.push(await kubemend(root, ['a.yaml'], { env: { XDG_CACHE_HOME: home } }));
  assert.is(runs[0]!.status, 1);
  assert.match(runs[0]!.out, 'service-external-ips');
  assert.equal(runs[1], runs[0]);
  assert.ok(readdirSync(join(home, 'kubemend')).length > 0);
  assert.equal(readdirSync(root), ['a.yaml']);
});

cache('is not kept where the user does not want it, and below no relative folder', async () => {
  const root = temporaryTree({ 'a.yaml': service('a') });
  const home = temporaryTree();
  await kubemend(root, ['a.yaml'], { env: { XDG_CACHE_HOME: home, NODE_DISABLE_COMPILE_CACHE: '1' } });
  assert.equal(readdirSync(home), []);
  await kubemend(root, ['a.yaml'], { env: { XDG_CACHE_HOME: 'cache', HOME: home } });
  assert.not.ok(existsSync(join(root, 'cache')));
});

cache('is no concern where nothing can be written', async () => {
  const root = temporaryTree({ 'a.yaml': service('a') });
  const { status, err } = await kubemend(root, ['a.yaml'], { env: { XDG_CACHE_HOME: join(root, 'a.yaml') } });
  assert.equal([status, err], [1, '']);
});

cache.run();
