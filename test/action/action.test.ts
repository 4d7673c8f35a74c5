import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { git, temporaryRepository, temporaryTree } from '../discover/temporary-tree.ts';
import { COMMAND, headlessService, movedService, projectRoot, service } from '../cli/kubemend.ts';
import { runAction } from './runner.ts';

/** The action as it is checked out on a machine, but with the command that the sources are. */
const action = temporaryTree({
  'action.yml': readFileSync(join(projectRoot, 'action.yml')),
  'dist/cli.js': `import { spawnSync } from 'node:child_process';
    const { status } = spawnSync(process.execPath, [...${JSON.stringify(COMMAND)}, ...process.argv.slice(2)], { stdio: 'inherit' });
    process.exitCode = status;`,
  'package.json': '{ "type": "module" }',
});
symlinkSync(join(projectRoot, 'node_modules'), join(action, 'node_modules'));

const ofLevel = ({ commands }: ReturnType<typeof runAction>, level: string) => commands.filter(({ command }) => command === level);

const test = suite('the action');

test('passes where nothing is found', () => {
  const run = runAction(action, temporaryRepository({ 'a.yaml': movedService('a') }));
  assert.equal([run.status, run.commands], [0, []]);
  assert.match(run.log, 'no findings in 1 file');
  assert.match(run.summary, '## kubemend: no findings');
  const { report, ...counts } = run.outputs;
  assert.equal(counts, { findings: '0', errors: '0', warnings: '0', 'sarif-file': '' });
  assert.equal((JSON.parse(readFileSync(report!, 'utf8')) as { diagnostics: unknown[] }).diagnostics, []);
});

test('fails where something is, with annotations, the log, a summary and what later steps ask for', () => {
  const root = temporaryRepository({
    'apps/a.yaml': service('a'),
    'apps/b.yaml': service('b', '192.0.2.999'),
    'other/c.yaml': service('c', '192.0.2.6'),
  });
  const run = runAction(action, root, { paths: 'apps\n', version: '1.36', 'sarif-file': 'kubemend.sarif', args: '--skip-rule syntax' });
  assert.is(run.status, 1);
  assert.equal(
    run.commands.map(({ command, properties }) => [command, properties['file'], properties['title']]),
    [
      ['error', 'apps/b.yaml', 'invalid-external-ip'],
      ['warning', 'apps/a.yaml', 'service-external-ips'],
      ['warning', 'apps/b.yaml', 'service-external-ips'],
    ],
  );
  assert.match(run.log, '--> apps/a.yaml:8:3');
  assert.match(run.summary, '## kubemend: 1 error, 2 warnings');
  const { report, ...counts } = run.outputs;
  assert.ok(report);
  assert.equal(counts, { findings: '3', errors: '1', warnings: '2', 'sarif-file': 'kubemend.sarif' });
  assert.is((JSON.parse(readFileSync(join(root, 'kubemend.sarif'), 'utf8')) as { version: string }).version, '2.1.0');
});

test('fails from what is asked for, or never', () => {
  const root = temporaryRepository({ 'a.yaml': service('a') });
  assert.equal(
    ['error', 'never'].map(level => runAction(action, root, { 'fail-on': level }).status),
    [0, 0],
  );
});

test('a wrong input fails with the reason, and gives no numbers', () => {
  const run = runAction(action, temporaryRepository(), { version: '1.x' });
  assert.is(run.status, 2);
  assert.match(run.log, 'kubemend: `--kubernetes-version` takes a version of Kubernetes');
  assert.is(run.outputs['findings'], '');
});

test('in a pull request it may look at what that changes, and elsewhere at everything', () => {
  const origin = temporaryRepository({ 'a.yaml': service('a') });
  const root = join(temporaryTree(), 'clone');
  git(origin, 'clone', '--quiet', '.', root);
  writeFileSync(join(root, 'b.yaml'), service('b', '192.0.2.5'));
  const inputs = { 'changed-only': 'true', 'sarif-file': 'kubemend.sarif' };
  const pull = runAction(action, root, inputs, { GITHUB_BASE_REF: 'main' });
  assert.equal(
    ofLevel(pull, 'warning').map(({ properties, data }) => properties['file'] ?? data.split(':')[0]),
    ['the SARIF report of changed files says nothing of the others', 'b.yaml'],
  );
  assert.is(runAction(action, root, inputs).outputs['findings'], '2');
  const shallow = join(temporaryTree(), 'clone');
  git(origin, 'clone', '--quiet', '--depth', '1', '--branch', 'main', `file://${origin}`, shallow);
  const failed = runAction(action, shallow, inputs, { GITHUB_BASE_REF: 'release' });
  assert.is(failed.status, 2);
  assert.match(
    failed.log,
    'there is no commit `origin/release` here to compare with: fetch it first, as `fetch-depth: 0` of actions/checkout does',
  );
});

test('no name and no line of a file is a command for the shell or the runner', () => {
  const names = [
    '$(touch pwned).yaml',
    'a;touch pwned.yaml',
    '`touch pwned`.yaml',
    ' ::error::x.yaml',
    '::add-mask::x.yaml',
    '##[error]x.yaml',
    'per%0Acent,a=b:c.yaml',
    'line\n::error::break.yaml',
    '-fix.yaml',
    '* ü.yaml',
  ];
  const text = (name: string): string => `${service(name).replace(/name: .*/, 'name: web')}    # ##[error]y\n  # ::error::z\n`;
  const root = temporaryRepository(
    Object.fromEntries(names.map((name, index) => [name, text(name).replace('192.0.2.4', `192.0.2.${index + 1}`)])),
  );
  writeFileSync(join(root, '##[error]binary.yaml'), 'externalIPs\0');
  const run = runAction(action, root, { paths: '.\n', args: '--stats' });
  assert.is(run.status, 1);
  assert.equal(
    run.commands.map(({ command, properties }) => `${command} ${properties['file']}`).toSorted(),
    names.map(name => `warning ${name}`).toSorted(),
  );
  const listed = runAction(action, root, { paths: names.filter(name => !name.includes('\n')).join('\n') });
  assert.is(listed.outputs['findings'], String(names.length - 1));
  const fixed = temporaryRepository(Object.fromEntries(names.map(name => [name, headlessService('web')])));
  const wrote = runAction(action, fixed, { args: '--fix' });
  assert.equal([wrote.status, wrote.commands], [0, []]);
  assert.match(wrote.log, 'and wrote 10 files:');
});

test.run();
