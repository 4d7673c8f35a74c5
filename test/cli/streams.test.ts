import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { temporaryRepository, temporaryTree } from '../discover/temporary-tree.ts';
import { COMMAND, headlessService, kubemend, movedService, service, shellCommand, type Ran } from './kubemend.ts';

const ESCAPE = '\u001b[';

interface JsonReport {
  readonly schemaVersion: number;
  readonly diagnostics: readonly { readonly rule: string; readonly file: string }[];
  readonly skipped: readonly { readonly file: string }[];
}

const jsonOf = (text: string): JsonReport => JSON.parse(text) as JsonReport;

const report = suite('standard output');

report('--format json is JSON and nothing else, whatever there is to say', async () => {
  const root = temporaryTree({ 'a.yaml': service('a'), 'b/notes.txt': '', 'c.yaml': Buffer.from('externalIPs\0') });
  const { status, out, err } = await kubemend(root, ['--format', 'json', '--stats', '.', 'b', 'nowhere']);
  const { schemaVersion, diagnostics, skipped } = jsonOf(out);
  assert.equal(
    [status, schemaVersion, diagnostics.map(({ file }) => file), skipped.map(({ file }) => file)],
    [2, 1, ['a.yaml'], ['c.yaml']],
  );
  assert.match(err, /^kubemend: `b` holds no file that kubemend reads/m);
  assert.match(err, /^kubemend: `nowhere` does not exist$/m);
  assert.match(err, /^documents parsed +1$/m);
});

report('--format json=file leaves it to the text, and writes the same report', async () => {
  const root = temporaryTree({ 'a.yaml': service('a') });
  const [both, json] = await Promise.all([
    kubemend(root, ['--format', 'json=out file.json', '--format', 'text', 'a.yaml']),
    kubemend(root, ['--format', 'json', 'a.yaml']),
  ]);
  assert.match(both.out, /^warning\[service-external-ips\]/);
  assert.is(readFileSync(join(root, 'out file.json'), 'utf8'), json.out);
});

report('--format json=file alone leaves it empty', async () => {
  const { status, out, err } = await kubemend(temporaryTree({ 'a.yaml': service('a') }), ['--format', 'json=out.json']);
  assert.equal([status, out, err], [1, '', '']);
});

report('--diff prints the patch alone, and the report on standard error', async () => {
  const root = temporaryRepository({ 'a.yaml': service('a') });
  const { status, out, err } = await kubemend(root, ['--diff', '--to', 'metallb', '--stats', '--color', 'always']);
  assert.is(status, 1);
  execFileSync('git', ['apply'], { cwd: root, input: out });
  assert.is(readFileSync(join(root, 'a.yaml'), 'utf8'), movedService('a'));
  assert.not.match(out, ESCAPE);
  assert.match(err, 'the patch fixes 1 finding and changes 1 file:\n  a.yaml\n');
});

report('--diff beside a format in a file prints the patch and writes the report', async () => {
  const root = temporaryTree({ 'a.yaml': service('a') });
  const { out, err } = await kubemend(root, ['--diff', '--to', 'metallb', '--format', 'json=out.json']);
  assert.match(out, /^diff --git a\/a\.yaml b\/a\.yaml\n/);
  assert.is(err, '');
  assert.is(jsonOf(readFileSync(join(root, 'out.json'), 'utf8')).diagnostics.length, 1);
});

report('--diff with nothing to change prints nothing', async () => {
  const { status, out } = await kubemend(temporaryTree({ 'a.yaml': service('a') }), ['--diff']);
  assert.equal([status, out], [1, '']);
});

report('a patch for files outside of the folder says where to apply it', async () => {
  const root = temporaryRepository({
    'apps/a.yaml': service('a', '192.0.2.7'),
    'other/b.yaml': service('b', '192.0.2.7').replace('port: 80', 'port: 81'),
  });
  const { out, err } = await kubemend(join(root, 'apps'), ['--diff', '--to', 'metallb']);
  assert.equal(out.match(/^diff --git .*$/gm), ['diff --git a/apps/a.yaml b/apps/a.yaml', 'diff --git a/other/b.yaml b/other/b.yaml']);
  assert.match(err, /^kubemend: the patch changes files outside of this folder: apply it at the root of the work tree/m);
});

report('a file under two names is patched once, by its own', async () => {
  const root = temporaryRepository({ 'shared/a.yaml': service('a') });
  mkdirSync(join(root, 'apps'));
  execFileSync('ln', ['-s', '../shared/a.yaml', 'apps/link.yaml'], { cwd: root });
  const { out } = await kubemend(root, ['--diff', '--to', 'metallb']);
  execFileSync('git', ['apply'], { cwd: root, input: out });
  assert.is(readFileSync(join(root, 'apps/link.yaml'), 'utf8'), movedService('a'));
  const { status, err } = await kubemend(root, ['--fix', '--to', 'metallb']);
  assert.equal([status, err], [0, '']);
});

report('who stops reading gets no stack trace, on either stream', () => {
  const root = temporaryTree(Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`${index}.yaml`, service(`s${index}`)])));
  for (const command of [`${shellCommand} | head -1`, `${shellCommand} --diff --to metallb 2>&1 | head -1`]) {
    const { stdout, stderr } = spawnSync('sh', ['-c', command], { cwd: root, encoding: 'utf8' });
    assert.equal([stdout.split('\n').length, stderr], [2, '']);
  }
});

(existsSync('/dev/full') ? report : report.skip)('that takes nothing is told in one line', () => {
  const root = temporaryTree({ 'a.yaml': service('a') });
  const { stderr, status } = spawnSync('sh', ['-c', `${shellCommand} >/dev/full`], { cwd: root, encoding: 'utf8' });
  assert.equal([status, stderr], [2, 'kubemend: standard output cannot be written: ENOSPC: no space left on device, write\n']);
});

// Perl, which Debian and Git come with, has the call that makes a pipe so; Node has none.
const hasPerl = spawnSync('perl', ['-MFcntl', '-e', '1']).status === 0;
if (!hasPerl) console.log('skipped: perl is not on the PATH');

const NOT_WAITING = 'fcntl(STDOUT, F_SETFL, fcntl(STDOUT, F_GETFL, 0) | O_NONBLOCK); exec @ARGV';

(hasPerl ? report : report.skip)('into a pipe that does not wait is whole all the same', async () => {
  const root = temporaryTree(Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`${index}.yaml`, service(`s${index}`)])));
  const child = spawn('perl', ['-MFcntl', '-e', NOT_WAITING, process.execPath, ...COMMAND, '--format', 'json'], { cwd: root });
  // Until the pipe is full.
  await new Promise(resolve => setTimeout(resolve, 1500));
  const chunks: Buffer[] = [];
  for await (const chunk of child.stdout) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  assert.ok(text.length > 2 ** 17);
  assert.is(jsonOf(text).diagnostics.filter(({ rule }) => rule === 'service-external-ips').length, 400);
});

report.run();

const input = suite('standard input');

const fromStdin = (root: string, text: string | Buffer, name: string, ...args: readonly string[]): Promise<Ran> =>
  kubemend(root, ['-', '--stdin-filename', name, ...args], { input: text });

input('is linted under its name, however that is written', async () => {
  const root = temporaryTree({ 'apps/a.yaml': service('a') });
  for (const name of ['apps/a.yaml', './apps/a.yaml', join(root, 'apps/a.yaml')]) {
    const { status, out, err } = await fromStdin(root, `# one line more\n${service('a')}`, name, '--format', 'json', '--to', 'metallb');
    assert.equal([status, err], [1, '']);
    assert.equal(
      jsonOf(out).diagnostics.map(({ file, rule }) => `${file} ${rule}`),
      ['apps/a.yaml service-external-ips'],
    );
  }
});

input('with --fix prints the fixed text alone, and writes nothing', async () => {
  const root = temporaryTree({ 'a.yaml': service('a') });
  const { status, out, err } = await fromStdin(root, service('a'), 'a.yaml', '--fix', '--to', 'metallb', '--color', 'always');
  assert.equal([status, out], [0, movedService('a')]);
  assert.match(err, 'fixed 1 finding');
  assert.is(readFileSync(join(root, 'a.yaml'), 'utf8'), service('a'));
});

input('with --fix and nothing to fix prints what came in, to the byte', async () => {
  const root = temporaryTree();
  const bytes = Buffer.concat([Buffer.from(`${headlessService('a')}# caf`), Buffer.from([0xe9, 0x0d, 0x0a])]);
  const result = spawnSync('sh', ['-c', `${shellCommand} - --stdin-filename a.yaml --fix`], { cwd: root, input: bytes });
  assert.equal(result.stdout, bytes);
  assert.match(result.stderr.toString(), 'is never written: it is not UTF-8');
  assert.is((await fromStdin(root, '', 'a.yaml', '--fix')).out, '');
});

input('with --diff prints the patch for its name', async () => {
  const root = temporaryRepository({ 'apps/a.yaml': service('a') });
  const { out } = await fromStdin(join(root, 'apps'), service('a'), 'a.yaml', '--diff', '--to', 'metallb');
  execFileSync('git', ['apply'], { cwd: root, input: out });
  assert.is(readFileSync(join(root, 'apps/a.yaml'), 'utf8'), movedService('a'));
});

input('that is slow is waited for', () => {
  const { stdout, stderr, status } = spawnSync('sh', ['-c', `{ sleep 0.5; cat a.yaml; } | ${shellCommand} - --stdin-filename a.yaml`], {
    cwd: temporaryTree({ 'a.yaml': service('a') }),
    encoding: 'utf8',
  });
  assert.equal([status, stderr], [1, '']);
  assert.match(stdout, '--> a.yaml:8:3');
});

input('that is no text, or of another kind, is told in one line', async () => {
  const root = temporaryTree();
  const [binary, other] = await Promise.all([fromStdin(root, 'externalIPs\0', 'a.yaml'), fromStdin(root, service('a'), 'a.txt')]);
  assert.equal([binary.status, binary.out, binary.err], [2, '', 'kubemend: standard input cannot be read: a binary file\n']);
  assert.equal([other.status, other.err], [2, 'kubemend: `a.txt` is not a kind of file that kubemend reads\n']);
});

input.run();

const colors = suite('colors');

const isColored = async (args: readonly string[], env: Readonly<Record<string, string>>): Promise<boolean> => {
  const { out } = await kubemend(temporaryTree({ 'a.yaml': service('a') }), args, { env });
  return out.includes(ESCAPE);
};

for (const [title, args, env, expected] of [
  ['a pipe has none', [], {}, false],
  ['a pipe has none in CI either', [], { CI: 'true', GITHUB_ACTIONS: 'true' }, false],
  ['--color always', ['--color', 'always'], {}, true],
  ['--color always beats NO_COLOR', ['--color', 'always'], { NO_COLOR: '1', TERM: 'dumb' }, true],
  ['FORCE_COLOR', [], { FORCE_COLOR: '1' }, true],
  ['FORCE_COLOR=0', [], { FORCE_COLOR: '0' }, false],
  ['NO_COLOR beats FORCE_COLOR', [], { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
  ['an empty NO_COLOR is none', [], { NO_COLOR: '', FORCE_COLOR: '1' }, true],
  ['--color never beats FORCE_COLOR', ['--color', 'never'], { FORCE_COLOR: '1' }, false],
] as const)
  colors(title, async () => assert.is(await isColored(args, env), expected));

// `script` runs a command on a terminal of its own.
const hasScript = spawnSync('sh', ['-c', 'script -qec true /dev/null']).status === 0;
if (!hasScript) console.log('skipped: the command `script` of util-linux is not installed');

(hasScript ? colors : colors.skip)('a terminal has them, but a dumb one', () => {
  const root = temporaryTree({ 'a.yaml': service('a') });
  const onTerminal = (term: string): string =>
    spawnSync('sh', ['-c', 'script -qec "$COMMAND" /dev/null'], {
      cwd: root,
      env: { PATH: process.env['PATH'], TERM: term, COMMAND: shellCommand },
      encoding: 'utf8',
    }).stdout;
  assert.match(onTerminal('xterm'), ESCAPE);
  assert.match(onTerminal('dumb'), 'externalIPs');
  assert.not.match(onTerminal('dumb'), ESCAPE);
});

colors.run();

const actions = suite('in GitHub Actions');

const env = { GITHUB_ACTIONS: 'true' };

actions('annotations are added to the text', async () => {
  const { out } = await kubemend(temporaryTree({ 'a.yaml': service('a') }), [], { env });
  assert.match(out, /^::warning file=a\.yaml,line=8,.*$/m);
  assert.match(out, /^warning\[service-external-ips\]/m);
});

actions('also where the text is asked for beside a file', async () => {
  const root = temporaryTree({ 'a.yaml': service('a') });
  const { out } = await kubemend(root, ['--format', 'json=a.json', '--format', 'text'], { env });
  assert.match(out, /^::warning file=a\.yaml,line=8,.*\nwarning\[service-external-ips\]/);
});

actions('not where another format is asked for', async () => {
  const { out } = await kubemend(temporaryTree({ 'a.yaml': service('a') }), ['--format', 'json'], { env });
  assert.is(jsonOf(out).diagnostics.length, 1);
});

actions('--diff prints the patch alone', async () => {
  const { out, err } = await kubemend(temporaryTree({ 'a.yaml': service('a') }), ['--diff', '--to', 'metallb'], { env });
  assert.match(out, /^diff --git /);
  assert.not.match(out, '::warning');
  assert.match(err, '::warning file=a.yaml');
});

actions.run();
