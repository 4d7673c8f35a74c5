import { chmodSync, closeSync, openSync, symlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { READABLE_ENDINGS } from '../../src/discover/kinds.ts';
import { asNobody, makePipe, temporaryRepository, temporaryTree } from '../discover/temporary-tree.ts';
import { bytesBelow, headlessService, kubemend, movedService, service, type Ran } from './kubemend.ts';
import { lint, places, skipped } from './lint.ts';

const MIB = 1024 * 1024;

const LETTERS = [...'abcdefghijkl'];
/** Stands for 9 to the power of 12 values. */
const BOMB = LETTERS.map(
  (letter, index) =>
    `${letter}: &${letter} [${Array(9)
      .fill(index === 0 ? 'x' : `*${LETTERS[index - 1]!}`)
      .join(', ')}]\n`,
).join('');

const STRANGE_NAMES = [
  'new\nline.yaml',
  'quo"te\'s.yaml',
  'per%cent%0A.yaml',
  'two words.yaml',
  '-dash.yaml',
  'grüße-日本.yaml',
  'back\\slash.yaml',
  'ta\tb.yaml',
  '$(id).yaml',
  '[a]*.yaml',
];

const utf16 = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le');
const windows1252 = (text: string): Buffer => Buffer.concat([Buffer.from(text), Buffer.from('# caf'), Buffer.from([0xe9, 0x0a])]);

/** What cannot be read, beside a Service that can. */
function badTree(): string {
  const root = temporaryTree({
    'good.yaml': headlessService('good'),
    'broken.yaml': `${headlessService('broken')}a: [1, 2\nb: 1\n`,
    'binary.yaml': Buffer.concat([Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)), Buffer.from('externalIPs')]),
    'bomb.yaml': `${headlessService('beside-a-bomb')}---\n${BOMB}externalIPs: *l\n`,
    'deep.yaml': `${headlessService('beside-brackets')}---\nexternalIPs: ${'['.repeat(10_000)}\n`,
    'deep-closed.yaml': `${headlessService('beside-brackets')}---\nexternalIPs: ${'['.repeat(10_000)}${']'.repeat(10_000)}\n`,
    'empty.yaml': '',
    'folder.yaml/inside.yaml': headlessService('inside'),
    'long-key.yaml': `${headlessService('beside-a-key')}---\nexternalIPs${'s'.repeat(1100)}: 1\n`,
    'nul.yaml': `${headlessService('nul')}# \0\n`,
    'carriage-return.yaml': headlessService('cr').replaceAll('\n', '\r'),
    'utf-16.yaml': utf16(headlessService('wide')),
    'windows.yaml': windows1252(headlessService('western')),
  });
  symlinkSync('nowhere.yaml', join(root, 'dangling.yaml'));
  symlinkSync('loop-b.yaml', join(root, 'loop-a.yaml'));
  symlinkSync('loop-a.yaml', join(root, 'loop-b.yaml'));
  makePipe(join(root, 'pipe.yaml'));
  return root;
}

const found = suite('what is found and cannot be read');

found('each says why, the rest is linted', async () => {
  const result = await lint(badTree());
  assert.equal(places(result), [
    'bomb.yaml:9 service-external-ips-ignored',
    'bomb.yaml:12 syntax',
    'broken.yaml:12 syntax',
    'carriage-return.yaml:1 syntax',
    'deep-closed.yaml:9 service-external-ips-ignored',
    'deep-closed.yaml:12 syntax',
    'deep.yaml:9 service-external-ips-ignored',
    'deep.yaml:12 syntax',
    'folder.yaml/inside.yaml:9 service-external-ips-ignored',
    'good.yaml:9 service-external-ips-ignored',
    'long-key.yaml:9 service-external-ips-ignored',
    'long-key.yaml:12 syntax',
    'utf-16.yaml:9 service-external-ips-ignored',
    'windows.yaml:9 service-external-ips-ignored',
  ]);
  assert.equal(skipped(result), [
    'binary.yaml: a binary file',
    'dangling.yaml: a symbolic link to a file that does not exist',
    'loop-a.yaml: a symbolic link that leads to itself',
    'loop-b.yaml: a symbolic link that leads to itself',
    'nul.yaml: a binary file',
    'pipe.yaml: a named pipe',
  ]);
  assert.equal([result.errors, result.notes], [[], []]);
});

found('what cannot be read past a point says what and where', async () => {
  const { report } = await lint(badTree(), { paths: ['broken.yaml', 'deep.yaml', 'bomb.yaml'] });
  const messages = report.diagnostics
    .filter(({ rule }) => rule === 'syntax')
    .map(({ message }) => message.replace('the file cannot be read past this point: ', ''));
  assert.match(messages[0]!, /aliases stand for more than/);
  assert.match(messages[1]!, /must be sufficiently indented and end with a \]/);
  assert.match(messages[2]!, /nested more than \d+ levels deep/);
});

found('what is not plain UTF-8 is told why it is not fixed', async () => {
  const { report } = await lint(badTree(), { fix: 'plan' });
  const skips = report.diagnostics.flatMap(({ primary, skip }) => (skip === undefined ? [] : [`${primary.file.path}: ${skip}`]));
  assert.equal(skips, [
    'utf-16.yaml: `utf-16.yaml` is never written: it is UTF-16',
    'windows.yaml: `windows.yaml` is never written: it is not UTF-8',
  ]);
});

found('--fix mends what can be read, and not a byte of the rest', async () => {
  const root = badTree();
  const before = bytesBelow(root);
  const { report, errors } = await lint(root, { fix: 'write' });
  assert.equal(errors, []);
  assert.equal(report.written, ['bomb.yaml', 'deep-closed.yaml', 'deep.yaml', 'folder.yaml/inside.yaml', 'good.yaml', 'long-key.yaml']);
  const mended = Object.fromEntries(
    Object.entries(before).map(([path, bytes]) => [
      path,
      report.written.includes(path) ? bytes.replace('  externalIPs:\n    - 192.0.2.4\n', '') : bytes,
    ]),
  );
  assert.equal(bytesBelow(root), mended);
});

found('a file without permission is skipped', async () => {
  const root = temporaryTree({ 'closed.yaml': service('closed'), 'closed/a.yaml': service('a'), 'open.yaml': service('open') });
  chmodSync(join(root, 'closed.yaml'), 0);
  chmodSync(join(root, 'closed'), 0);
  const result = await asNobody(() => lint(root));
  assert.equal([places(result), result.errors], [['open.yaml:8 service-external-ips'], []]);
  assert.equal(
    skipped(result).filter(line => line.startsWith('closed.yaml')),
    ['closed.yaml: no permission to read it'],
  );
  assert.match(skipped(result).join('\n'), /^closed: .*$/m);
});

found('a repository that holds nothing to lint says so, and is clean', async () => {
  const { status, out, err } = await kubemend(temporaryRepository(), []);
  assert.equal([status, out], [0, 'no files linted\n']);
  assert.match(err, /^kubemend: `\.` holds no file that kubemend reads \(\.yaml, \.yml, [^)]+\), or Git ignores them\n$/);
});

found.run();

const named = suite('what is named and cannot be read');

const REASONS = {
  nowhere: '`nowhere` does not exist',
  'nowhere.yaml': '`nowhere.yaml` does not exist',
  'good.yaml/below.yaml': '`good.yaml/below.yaml` does not exist',
  'dangling.yaml': '`dangling.yaml` is a symbolic link to a file that does not exist',
  'loop-a.yaml': '`loop-a.yaml` is a symbolic link that leads to itself',
  'pipe.yaml': '`pipe.yaml` is neither a file nor a folder',
  'binary.yaml': '`binary.yaml` cannot be read: a binary file',
  'nul.yaml': '`nul.yaml` cannot be read: a binary file',
  '': 'an empty path names no file',
};

named('each is told in one line and exits 2, the rest is linted', async () => {
  const { status, out, err } = await kubemend(badTree(), [...Object.keys(REASONS), 'good.yaml']);
  assert.is(status, 2);
  assert.equal(
    err.trimEnd().split('\n').toSorted(),
    Object.values(REASONS)
      .map(reason => `kubemend: ${reason}`)
      .toSorted(),
  );
  assert.match(out, /--> good\.yaml:9:3\n/);
});

named('a file without permission is told in one line', async () => {
  const root = temporaryTree({ 'closed.yaml': service('closed'), 'open.yaml': service('open') });
  chmodSync(join(root, 'closed.yaml'), 0);
  const result = await asNobody(() => lint(root, { paths: ['closed.yaml', 'open.yaml'] }));
  assert.equal(
    [places(result), result.errors, skipped(result)],
    [['open.yaml:8 service-external-ips'], ['`closed.yaml` may not be read: no permission'], []],
  );
});

named('a file of another kind is a note, since hooks pass whatever was changed', async () => {
  const result = await lint(temporaryTree({ 'notes.md': 'externalIPs' }), { paths: ['notes.md'] });
  assert.equal([result.errors, result.notes], [[], [`\`notes.md\` is not of a kind that kubemend reads (${READABLE_ENDINGS.join(', ')})`]]);
});

named('no name is too strange, and none of them breaks a line', async () => {
  const root = temporaryTree(
    Object.fromEntries(STRANGE_NAMES.map((name, index) => [name, service(`strange-${index}`, `192.0.2.${index + 1}`)])),
  );
  const actions = { GITHUB_ACTIONS: 'true' };
  const [text, json, github]: readonly [Ran, Ran, Ran] = await Promise.all([
    kubemend(
      root,
      STRANGE_NAMES.map(name => `./${name}`),
    ),
    kubemend(root, ['--format', 'json', '--', ...STRANGE_NAMES]),
    kubemend(root, [], { env: actions }),
  ]);
  assert.equal([text.status, json.status, github.status, text.err, json.err, github.err], [1, 1, 1, '', '', '']);
  assert.equal(text.out.match(/^ {2}--> .*$/gm)?.length, STRANGE_NAMES.length);
  assert.match(text.out, '--> new␊line.yaml:8:3');
  assert.equal(
    (JSON.parse(json.out) as { diagnostics: { file: string }[] }).diagnostics.map(({ file }) => file),
    STRANGE_NAMES.toSorted(),
  );
  assert.equal(github.out.match(/^::warning file=/gm)?.length, STRANGE_NAMES.length);
  assert.match(github.out, '::warning file=new%0Aline.yaml,line=8,');
  assert.match(github.out, '::warning file=per%25cent%250A.yaml,line=8,');
});

named('a file with a strange name is fixed', async () => {
  const root = temporaryTree(
    Object.fromEntries(STRANGE_NAMES.map((name, index) => [name, service(`strange-${index}`, `192.0.2.${index + 1}`)])),
  );
  const { report } = await lint(root, { paths: STRANGE_NAMES.map(name => `./${name}`), fix: 'write', to: 'metallb' });
  assert.equal(report.written, STRANGE_NAMES.toSorted());
  const moved = STRANGE_NAMES.map((name, index) => [name, movedService(`strange-${index}`, `192.0.2.${index + 1}`)] as const);
  assert.equal(bytesBelow(root), Object.fromEntries(moved));
});

named.run();

const large = suite('large files');

/** Writes a file of 100 MB in pieces of one: `head`, then lines without any word, then `tail`. */
function largeTree(head: string, tail: string): string {
  const root = temporaryTree({ 'small.yaml': service('small') });
  const filler = Buffer.from('  - name: filler\n    value: some text\n'.repeat(MIB / 32));
  const file = openSync(join(root, 'large.yaml'), 'w');
  writeSync(file, head);
  for (let size = 0; size < 100 * MIB; size += filler.length) writeSync(file, filler);
  writeSync(file, tail);
  closeSync(file);
  return root;
}

large('100 MB without a word are looked through, and no document is parsed', async () => {
  const result = await lint(largeTree('items:\n', ''), { rules: new Set(['service-external-ips']) });
  assert.equal([places(result), result.stats.parsed], [['small.yaml:8 service-external-ips'], 1]);
});

large('a Service after 100 MB of something else is found, at its line', async () => {
  const result = await lint(largeTree('items:\n', `---\n${service('last')}`), { rules: new Set(['service-external-ips']) });
  const [first, second] = places(result);
  const pieces = Math.ceil((100 * MIB) / ((MIB / 32) * 38));
  assert.equal(
    [first, second],
    [`large.yaml:${1 + pieces * (MIB / 32) * 2 + 1 + 8} service-external-ips`, 'small.yaml:8 service-external-ips'],
  );
});

large('a document of 100 MB that holds a word is skipped, and says so', async () => {
  const root = largeTree(`${service('large')}items:\n`, '');
  const result = await lint(root, { fix: 'plan', to: 'metallb' });
  assert.equal([places(result), skipped(result)], [['small.yaml:8 service-external-ips'], ['large.yaml: a document of more than 4 MiB']]);
});

large.run();
