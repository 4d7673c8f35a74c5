import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { JOURNAL } from '../../src/fix/journal.ts';
import { bytesBelow } from '../cli/kubemend.ts';
import { temporaryTree } from '../discover/temporary-tree.ts';
import { isTemporary, runIn, statesDuring, withoutWaiting } from './in-this-process.ts';
import { TREES } from './trees.ts';

withoutWaiting();

const states = suite('--fix, killed at any call of the file system');

for (const [name, { files, args }] of Object.entries(TREES)) {
  states(`is finished by the next run: ${name}`, async () => {
    const whole = temporaryTree(files);
    const all = await statesDuring(whole, () => runIn(whole, [...args, '--fix']));
    const after = bytesBelow(whole);
    const changed = Object.keys(after).filter(path => after[path] !== files[path]);
    const counts = all.map(state => changed.filter(path => state[path] === after[path]).length);
    assert.equal(new Set(counts), new Set([0, ...changed.keys(), changed.length]), 'one after the other becomes new');
    for (const state of all) {
      for (const [path, text] of Object.entries(state))
        assert.ok(path === JOURNAL || isTemporary(path) || text === files[path] || text === after[path], `\`${path}\` is old or new`);
      const root = temporaryTree(state);
      const { errors } = await runIn(root, [...args, '--fix']);
      assert.equal(errors, []);
      assert.equal(bytesBelow(root), after, `finished where there were ${Object.keys(state).join(', ')}`);
    }
  });
}

states.run();
