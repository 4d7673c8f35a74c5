import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { temporaryTree } from '../discover/temporary-tree.ts';
import { ASKED, fleet, killOften } from './killed.ts';
import { bytesBelow, kubemend } from './kubemend.ts';

const killed = suite('--fix that is killed');

/** `TEST_COMMAND=$PWD/dist/cli.js KILLS=200 FILES=1000 node --import tsx test/cli/killed.test.ts` looks longer, and prints what it met. */
const { KILLS, FILES } = process.env;

killed('leaves each file old or new, and the next run finishes it and leaves no temporary file', async () => {
  const met = await killOften(fleet(Number(FILES ?? 200)), Number(KILLS ?? 5));
  if (KILLS !== undefined) console.log(met);
  assert.equal(met.faults, []);
  assert.ok(met.kills > 0, 'some run was killed on its way');
});

/** Kills the process instead of its next rename, once it made some. */
const killAfter = (renames: number): string =>
  `import fs from 'node:fs'; import { syncBuiltinESMExports } from 'node:module'; let left = ${renames}; const rename = fs.renameSync;
  fs.renameSync = (...paths) => { if (left-- === 0) process.kill(process.pid, 'SIGKILL'); rename(...paths); }; syncBuiltinESMExports();`;

killed('is finished by the next run wherever among the renames it was killed, shared addresses and new files included', async () => {
  const files = fleet(4);
  const whole = temporaryTree(files);
  await kubemend(whole, ASKED);
  const after = bytesBelow(whole);
  assert.is(after['infra/external-ips-pool.yaml']?.startsWith('apiVersion: metallb.io'), true, 'a file is new');
  const changed = Object.keys(after).filter(path => after[path] !== files[path]);
  assert.is(changed.length, 6);
  for (let renames = 0; renames < changed.length; renames++) {
    const root = temporaryTree(files);
    const { status } = await kubemend(root, ASKED, {
      env: { NODE_OPTIONS: `--import "data:text/javascript,${encodeURIComponent(killAfter(renames))}"` },
    });
    assert.is(status, null, 'it was killed');
    const paths = Object.entries(bytesBelow(root));
    assert.is(paths.filter(([path]) => path.endsWith('.kubemend')).length, changed.length - renames, `${renames} renamed`);
    assert.is(paths.filter(([path, text]) => changed.includes(path) && text === after[path]).length, renames, `${renames} are new`);
    await kubemend(root, ASKED);
    assert.equal(bytesBelow(root), after, `killed after ${renames} renames`);
  }
});

killed.run();
