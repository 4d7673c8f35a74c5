import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { READABLE_ENDINGS } from '../src/discover/kinds.ts';
import { projectRoot } from './cli/kubemend.ts';

interface Hook {
  readonly id: string;
  readonly entry: string;
  readonly language: string;
  readonly files: string;
  readonly require_serial: boolean;
}

const hooks = load(readFileSync(join(projectRoot, '.pre-commit-hooks.yaml'), 'utf8')) as readonly Hook[];

const test = suite('the hooks for pre-commit');

test('there is one that lints and one that mends', () => {
  assert.equal(
    hooks.map(({ id, entry }) => [id, entry]),
    [
      ['kubemend', 'kubemend'],
      ['kubemend-fix', 'kubemend --fix'],
    ],
  );
});

test('they are given every kind of file that is read, in any folder, and no other', () => {
  for (const { files } of hooks) {
    // Python spells the flag within the pattern.
    const pattern = new RegExp(files.replace('(?i)', ''), 'i');
    for (const ending of READABLE_ENDINGS)
      assert.ok(pattern.test(`apps/web/a${ending}`) && pattern.test(`A${ending.toUpperCase()}`), ending);
    for (const name of ['README.md', 'yaml', 'a.yaml.bak', 'a.tfstate']) assert.not.ok(pattern.test(name), name);
  }
});

test('they see all files in one process', () => {
  assert.ok(hooks.every(({ language, require_serial: isSerial }) => language === 'node' && isSerial));
});

test('nothing in package.json is run when they are installed', () => {
  // npm builds a package that it takes from Git if one of these is there: https://github.com/pre-commit/pre-commit/issues/3737
  const { scripts } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
  for (const name of ['prepare', 'build', 'prepack', 'preinstall', 'install', 'postinstall']) assert.not.ok(name in scripts, name);
});

test.run();
