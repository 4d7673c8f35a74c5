import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { temporaryTree } from '../discover/temporary-tree.ts';
import { bytesBelow, headlessService, kubemend, movedService, service } from './kubemend.ts';

const CLEAN = { 'a.yaml': movedService('clean') };
const WARNING = { 'a.yaml': service('warning') };
/** An error: the API server rejects the address. */
const ERROR = { 'a.yaml': service('error', '192.0.2.999') };
const FIXABLE = { 'a.yaml': headlessService('fixable') };

const BROKEN = { 'a.yaml': 'kind: Service\nspec: { externalIPs: [\n' };
const BINARY: Readonly<Record<string, string>> = { 'a.yaml': 'externalIPs\0' };

/** Files, arguments, and the status they lead to. */
const CASES: Readonly<Record<string, readonly [files: Readonly<Record<string, string>>, args: readonly string[], status: number]>> = {
  'nothing found': [CLEAN, [], 0],
  'a warning': [WARNING, [], 1],
  'a warning that is not shown': [WARNING, ['--quiet'], 1],
  'a warning where only errors count': [WARNING, ['--fail-on', 'error'], 0],
  'an error where only errors count': [ERROR, ['--fail-on', 'error'], 1],
  'an error where nothing counts': [ERROR, ['--fail-on', 'never'], 0],
  'an info finding': [WARNING, ['--kubernetes-version', '1.35'], 0],
  'an info finding where it counts': [WARNING, ['--kubernetes-version', '1.35', '--fail-on', 'info'], 1],
  'a rule that is left out': [WARNING, ['--skip-rule', 'service-external-ips'], 0],
  'all is fixed': [FIXABLE, ['--fix'], 0],
  'all would be fixed': [FIXABLE, ['--diff'], 1],
  'all is migrated': [WARNING, ['--fix', '--to', 'metallb'], 0],
  'a codemod by name': [WARNING, ['codemod', 'external-ips-to-metallb'], 0],
  'what is left after fixing': [{ ...FIXABLE, 'b.yaml': service('left') }, ['--fix'], 1],
  'a path that cannot be read, beside nothing found': [CLEAN, ['a.yaml', 'nowhere.yaml'], 2],
  'a path that cannot be read, where nothing counts': [ERROR, ['--fail-on', 'never', '.', 'nowhere.yaml'], 2],
  'a file that cannot be read past a point, where only errors count': [BROKEN, ['--fail-on', 'error'], 0],
  'a file that cannot be read past a point, with --strict': [BROKEN, ['--fail-on', 'error', '--strict'], 1],
  'a file that is skipped': [BINARY, [], 0],
  'a file that is skipped, with --strict': [BINARY, ['--strict'], 2],
  'a pattern that matches nothing': [CLEAN, ['a.yaml', '*.yml'], 0],
  'a pattern that matches nothing, with --strict': [CLEAN, ['--strict', 'a.yaml', '*.yml'], 2],
  'nothing found, with --strict': [CLEAN, ['--strict'], 0],
  'a report that cannot be written': [WARNING, ['--format', 'json=nowhere/report.json', '--format', 'text'], 2],
};

const test = suite('the exit status');

for (const [title, [files, args, expected]] of Object.entries(CASES)) {
  test(`${title}: ${expected}`, async () => {
    const { status, err } = await kubemend(temporaryTree(files), args);
    assert.is(status, expected);
    if (expected === 2) assert.match(err, /^kubemend: .*\n$/);
  });
}

test('what can be done is done, whatever else cannot be', async () => {
  const root = temporaryTree(FIXABLE);
  const { status, out } = await kubemend(root, [
    '--fix',
    'a.yaml',
    'nowhere.yaml',
    '--format',
    'json=nowhere/report.json',
    '--format',
    'text',
  ]);
  assert.is(status, 2);
  assert.match(out, 'fixed 1 finding and wrote 1 file:\n  a.yaml\n');
  assert.equal(bytesBelow(root), { 'a.yaml': headlessService('fixable').replace(/ {2}externalIPs:[^]*/, '') });
});

test('a codemod by name does what it does and nothing else', async () => {
  const root = temporaryTree({ ...FIXABLE, 'b.yaml': service('moved') });
  await kubemend(root, ['codemod', 'external-ips-to-metallb']);
  assert.equal(bytesBelow(root), { ...FIXABLE, 'b.yaml': movedService('moved') });
});

test('--diff writes no file', async () => {
  const root = temporaryTree(FIXABLE);
  await kubemend(root, ['--diff', '--fix', '--to', 'metallb']);
  assert.is(readFileSync(join(root, 'a.yaml'), 'utf8'), FIXABLE['a.yaml']);
});

test.run();
