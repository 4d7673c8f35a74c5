import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { rules } from '../../rules/index.ts';
import { completion } from '../../src/cli/completion.ts';
import { ALL_OPTIONS } from '../../src/cli/option-table.ts';
import { reporters } from '../../src/reporters/index.ts';
import { temporaryTree } from '../discover/temporary-tree.ts';

/** What bash offers behind some words, `=` being a word of its own as readline has it. */
function offered(...words: readonly string[]): readonly string[] {
  const quoted = words.map(word => `'${word}'`).join(' ');
  const script = `${completion('bash')}COMP_WORDS=(kubemend ${quoted}); COMP_CWORD=${words.length}; _kubemend; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { status, stdout, stderr } = spawnSync('bash', ['--norc', '-c', script], { encoding: 'utf8' });
  assert.equal([status, stderr], [0, '']);
  return stdout.split('\n').filter(word => word !== '');
}

const complete = suite('completion');

complete('bash offers every option, the commands and what follows them', () => {
  assert.equal(
    offered('--'),
    Object.keys(ALL_OPTIONS).map(name => `--${name}`),
  );
  assert.equal(offered('m'), ['merge']);
  assert.equal(offered('explain', 'service-external-ips-'), ['service-external-ips-ignored']);
  assert.equal(offered('codemod', 'external-ips-to-m'), ['external-ips-to-metallb']);
});

complete('bash offers what an option takes, behind a space and behind =', () => {
  assert.equal(offered('--format', ''), Object.keys(reporters));
  assert.equal(offered('--fail-on', '=', 'er'), ['error']);
  assert.equal(offered('--fail-on', '='), ['info', 'warning', 'error', 'never']);
  assert.equal(offered('apps', '--stage', ''), ['prepare', 'finish', 'all']);
});

complete('where a path is to come, bash is left to it', () => {
  assert.equal(offered('merge', 'report'), []);
  assert.equal(offered('apps', 'b'), []);
});

complete('zsh and fish know each option and each rule', () => {
  for (const name of Object.keys(ALL_OPTIONS)) {
    assert.match(completion('zsh'), new RegExp(` --${name}[ ;]`));
    assert.match(completion('fish'), new RegExp(` -l ${name}( |$)`, 'm'));
  }
  for (const shell of ['zsh', 'fish'] as const) for (const { id } of rules) assert.match(completion(shell), id);
});

for (const shell of ['bash', 'zsh', 'fish'] as const)
  complete(`${shell} can read its script`, () => {
    const { error, status, stderr } = spawnSync(shell, ['-n', join(temporaryTree({ script: completion(shell) }), 'script')], {
      encoding: 'utf8',
    });
    // Not on every machine.
    if (error && 'code' in error && error.code === 'ENOENT') return assert.not.equal(shell, 'bash');
    assert.equal([status, stderr], [0, '']);
  });

complete.run();
