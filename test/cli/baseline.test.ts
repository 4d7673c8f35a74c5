import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { temporaryRepository, temporaryTree } from '../discover/temporary-tree.ts';
import { headlessService, kubemend, service } from './kubemend.ts';

const NAME = '.kubemend-baseline.json';

/** A repository whose findings are written down. */
async function withBaseline(files: Readonly<Record<string, string>>): Promise<string> {
  const root = temporaryRepository(files);
  const { status, err } = await kubemend(root, ['baseline']);
  assert.equal([status, err], [0, '']);
  return root;
}

const findings = async (cwd: string, ...args: readonly string[]): Promise<readonly string[]> => {
  const { out } = await kubemend(cwd, ['--format', 'json', ...args]);
  const { diagnostics, summary } = JSON.parse(out) as {
    readonly diagnostics: readonly { readonly file: string; readonly rule: string }[];
    readonly summary: { readonly suppressed: number };
  };
  return [...diagnostics.map(({ file, rule }) => `${file} ${rule}`), `${summary.suppressed} suppressed`];
};

const test = suite('the baseline');

test('what it holds is not reported, wherever its lines move and the run starts; what is new is', async () => {
  const root = await withBaseline({ 'apps/a.yaml': service('a'), 'apps/b.yaml': service('b', '192.0.2.5') });
  assert.equal(await findings(root), ['2 suppressed']);
  writeFileSync(join(root, 'apps/a.yaml'), `# moved\n\n${service('a')}---\n${service('c', '192.0.2.6')}`);
  assert.equal(await findings(root), ['apps/a.yaml service-external-ips', '2 suppressed']);
  assert.equal(await findings(join(root, 'apps')), ['a.yaml service-external-ips', '2 suppressed']);
  assert.is((await findings(root, '--no-baseline')).length, 4);
});

test('what is gone is reported, and taken out; what is new is not added', async () => {
  const root = await withBaseline({ 'a.yaml': service('a'), 'b.yaml': service('b', '192.0.2.5'), 'c.yaml': service('c', '192.0.2.6') });
  writeFileSync(join(root, 'b.yaml'), service('d', '192.0.2.5'));
  assert.equal(await findings(root), [`${NAME} unused-ignore`, 'b.yaml service-external-ips', '2 suppressed']);
  assert.equal(await findings(root, 'a.yaml'), ['1 suppressed'], 'judged for files of the run');
  assert.equal(await findings(root, '--rule', 'unused-ignore'), ['0 suppressed'], 'judged for rules of the run');
  const { out } = await kubemend(root, ['baseline']);
  assert.is(
    out,
    `took 1 finding out of ${NAME}, which holds 2 now; 1 new finding not added: remove the file first to write all down anew\n`,
  );
  assert.equal(await findings(root), ['b.yaml service-external-ips', '2 suppressed']);
  const before = readFileSync(join(root, NAME), 'utf8');
  assert.match((await kubemend(root, ['baseline'])).out, `${NAME} is up to date`);
  assert.is(readFileSync(join(root, NAME), 'utf8'), before);
});

test('what it holds is mended all the same', async () => {
  const root = await withBaseline({ 'a.yaml': headlessService('a') });
  const { status, out } = await kubemend(root, ['--fix']);
  assert.is(status, 0);
  assert.match(out, /fixed \d findings? and wrote 1 file/);
  assert.not.match(readFileSync(join(root, 'a.yaml'), 'utf8'), 'externalIPs');
  assert.match((await kubemend(root, [])).out, 'that is gone');
});

for (const [title, text, answer] of [
  ['no JSON', '{', 'is no baseline that this version reads'],
  ['another form', '{"version": 2, "findings": []}', 'is no baseline that this version reads'],
  ['an entry of another form', '{\n  "version": 1,\n  "findings": [{"rule": 1}]\n}', '.json:3:16: a finding has `rule`'],
] as const)
  test(`${title} is an error, exit status 2`, async () => {
    const { status, out, err } = await kubemend(temporaryTree({ [NAME]: text, 'a.yaml': service('a') }), []);
    assert.equal([status, out], [2, '']);
    assert.match(err, answer);
  });

test('a link is neither read nor written', async () => {
  const root = temporaryTree({ 'a.yaml': service('a'), 'other.json': '{}' });
  symlinkSync('other.json', join(root, NAME));
  const { status, err } = await kubemend(root, ['baseline']);
  assert.is(status, 2);
  assert.match(err, 'is a symbolic link');
});

test('`kubemend baseline` neither fixes nor reads standard input', async () => {
  const { status, err } = await kubemend(temporaryTree(), ['baseline', '--fix']);
  assert.equal([status, err.startsWith('kubemend: `kubemend baseline` writes down what is found in files')], [2, true]);
});

test.run();
