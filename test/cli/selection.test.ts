import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { isRefusal } from '../../src/core/document.ts';
import { select, type SelectedFiles, type Selection } from '../../src/discover/selection.ts';
import { git, temporaryRepository, temporaryTree } from '../discover/temporary-tree.ts';
import { headlessService, kubemend, movedService, service } from './kubemend.ts';
import { lint, places } from './lint.ts';

function selected(cwd: string, selection: Partial<Selection>): SelectedFiles {
  const result = select({ changed: 'all', lines: false, shard: undefined, ...selection }, cwd);
  if (isRefusal(result)) throw new Error(result.refused);
  return result;
}

const sinceLastCommit = { changed: { since: 'HEAD' } } as const;

const POOL =
  'apiVersion: metallb.io/v1beta1\nkind: IPAddressPool\nmetadata:\n  name: pool\n  namespace: metallb-system\nspec:\n  addresses: [198.51.100.0/24]\n';

const test = suite('selection');

test('--changed reports on files that differ, and knows the whole work tree', async () => {
  const root = temporaryRepository({ 'a.yaml': service('a'), 'b.yaml': service('b'), 'pool.yaml': POOL });
  appendFileSync(join(root, 'b.yaml'), '# more\n');
  const { status, out, err } = await kubemend(root, ['--changed', '--format', 'json']);
  const { diagnostics, summary } = JSON.parse(out) as {
    readonly diagnostics: readonly { readonly file: string; readonly rule: string; readonly help: string }[];
    readonly summary: { readonly files: number };
  };
  assert.equal([status, err, summary.files], [1, '', 1]);
  assert.equal(
    diagnostics.map(({ file, rule }) => `${file} ${rule}`),
    ['b.yaml service-external-ips', 'b.yaml external-ip-conflict'],
  );
  assert.match(diagnostics[0]!.help, 'already runs MetalLB (pool.yaml)');
});

test('a path in another repository is told of by the facts, and the changes, of that one', async () => {
  const own = temporaryRepository({ 'pool.yaml': POOL, 'a.yaml': service('a') });
  const other = temporaryRepository({ 'apps/b.yaml': service('b'), 'apps/c.yaml': service('c', '192.0.2.5') });
  appendFileSync(join(other, 'apps/c.yaml'), '# more\n');
  const [found, changed, patch] = await Promise.all([
    kubemend(own, [join(other, 'apps'), '--format', 'json']),
    kubemend(own, [join(other, 'apps'), '--format', 'json', '--changed=HEAD']),
    kubemend(own, [join(other, 'apps'), '--diff', '--to', 'metallb']),
  ]);
  assert.not.match(found.out, /already runs MetalLB|external-ip-conflict/);
  const files = (JSON.parse(changed.out) as { diagnostics: { file: string }[] }).diagnostics.map(({ file }) => file);
  assert.equal(files, [relative(own, join(other, 'apps/c.yaml'))]);
  assert.equal(patch.out.match(/^diff --git .*$/gm), ['diff --git a/apps/b.yaml b/apps/b.yaml', 'diff --git a/apps/c.yaml b/apps/c.yaml']);
});

test('a path and --changed mean what is both', async () => {
  const root = temporaryRepository();
  for (const name of ['a', 'b']) writeFileSync(join(root, `${name}.yaml`), service(name));
  assert.equal(
    places(await lint(root, { paths: ['b.yaml'], selected: selected(root, sinceLastCommit), rules: new Set(['service-external-ips']) })),
    ['b.yaml:8 service-external-ips'],
  );
});

test('what cannot be compared exits 2 with one line, and nothing is linted', async () => {
  const { status, out, err } = await kubemend(temporaryTree({ 'a.yaml': service('a') }), ['--changed']);
  assert.equal([status, out], [2, '']);
  assert.match(err, /^kubemend: `--changed` needs a work tree of Git, .*\n$/);
});

test('--changed-lines reports findings on lines that differ, those that point to one, and no others', async () => {
  const both = `${service('old')}---\n${service('grown', '192.0.2.5')}`;
  const root = temporaryRepository({ 'a.yaml': both });
  writeFileSync(join(root, 'a.yaml'), `${both}    - 192.0.2.6\n---\n${service('new', '192.0.2.7')}`);
  const result = await lint(root, { selected: selected(root, { ...sinceLastCommit, lines: true }) });
  assert.equal(places(result), ['a.yaml:18 service-external-ips', 'a.yaml:29 service-external-ips']);
});

test('--changed-lines mends nothing else, although fixes move lines', async () => {
  const old = headlessService('old');
  const root = temporaryRepository({ 'a.yaml': `${old}---\n` });
  writeFileSync(join(root, 'a.yaml'), `${headlessService('first')}---\n${old}---\n${headlessService('last')}`);
  const result = await lint(root, { fix: 'write', selected: selected(root, { ...sinceLastCommit, lines: true }) });
  assert.equal([places(result), result.report.fixed], [[], 2]);
  const mended = (name: string): string => headlessService(name).replace(/ {2}externalIPs:[^]*/, '');
  assert.is(readFileSync(join(root, 'a.yaml'), 'utf8'), `${mended('first')}---\n${old}---\n${mended('last')}`);
});

test('--staged leaves a fix that would write what is not staged, and says so', async () => {
  // One address, so they move together.
  const [a, b] = [service('a'), service('b').replace('port: 80', 'port: 81')];
  const root = temporaryRepository({ 'b.yaml': b });
  writeFileSync(join(root, 'a.yaml'), a);
  writeFileSync(join(root, 'c.yaml'), service('c', '192.0.2.9'));
  git(root, 'add', 'a.yaml', 'c.yaml');
  const result = await lint(root, { to: 'metallb', fix: 'write', selected: selected(root, { changed: 'staged' }) });
  assert.equal(
    result.report.diagnostics.map(({ skip }) => skip),
    ['the fix writes `b.yaml` as well, which is not staged: run it without `--staged`'],
  );
  assert.equal(
    ['a.yaml', 'b.yaml', 'c.yaml'].map(name => readFileSync(join(root, name), 'utf8')),
    [a, b, movedService('c', '192.0.2.9')],
  );
  git(root, 'add', '.');
  const whole = await lint(root, { to: 'metallb', fix: 'plan', paths: ['a.yaml'], selected: selected(root, sinceLastCommit) });
  assert.equal(whole.report.written, ['a.yaml', 'b.yaml'], 'without --staged it is written whole');
});

test('a baseline is judged for what is selected only', async () => {
  const root = temporaryRepository({ 'a.yaml': service('a'), 'b.yaml': service('b', '192.0.2.5') });
  await kubemend(root, ['baseline']);
  git(root, 'add', '--all');
  git(root, 'commit', '--quiet', '--message', 'baseline');
  git(root, 'rm', '--quiet', 'b.yaml');
  appendFileSync(join(root, 'a.yaml'), '# more\n');
  const found = async (...args: readonly string[]): Promise<readonly string[]> =>
    (JSON.parse((await kubemend(root, ['--format', 'json', ...args])).out) as { diagnostics: { message: string }[] }).diagnostics.map(
      ({ message }) => message,
    );
  const gone = 'the baseline holds a finding of `service-external-ips` in `b.yaml` that is gone';
  assert.equal(await found('--changed'), [gone]);
  assert.equal(await found('--changed-lines'), []);
  const shares = await Promise.all(['1/2', '2/2'].map(share => found('--shard', share)));
  assert.equal(shares.flat(), [gone], 'told by one of the shares');
});

test('what merge makes of shards is what one run says', async () => {
  const root = temporaryRepository(
    Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`${index}.yaml`, service(`s${index}`, `192.0.2.${index % 6}`)])),
  );
  await Promise.all(['1', '2', '3'].map(index => kubemend(root, ['--shard', `${index}/3`, '--format', `json=../${index}.json`])));
  const [merged, whole] = await Promise.all([
    kubemend(root, ['merge', '../1.json', '../2.json', '../3.json', '--format', 'json']),
    kubemend(root, ['--format', 'json']),
  ]);
  assert.equal(JSON.parse(merged.out), JSON.parse(whole.out));
});

test.run();
