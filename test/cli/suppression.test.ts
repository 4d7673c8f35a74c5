import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { temporaryTree } from '../discover/temporary-tree.ts';
import { bytesBelow, kubemend, service } from './kubemend.ts';
import { lint, places } from './lint.ts';

const IGNORE = '# kubemend-ignore[service-external-ips]: moves later';

const outcome = async (files: Readonly<Record<string, string>>, options: Parameters<typeof lint>[1] = {}) => {
  const result = await lint(temporaryTree(files), options);
  return [places(result), result.report.suppressed];
};

const test = suite('suppression');

for (const [title, text] of Object.entries({
  'at the end of the line of the field': service('a').replace('externalIPs:', `externalIPs: ${IGNORE}`),
  'on the line above it': service('a').replace('  externalIPs:', `  ${IGNORE}\n  externalIPs:`),
  'above other comments': service('a').replace('  externalIPs:', `  ${IGNORE}\n  # and more\n  externalIPs:`),
  'at a place that the finding points to': service('a').replace('192.0.2.4', `192.0.2.4 ${IGNORE}`),
  'above the first line of the resource': `${IGNORE}\n${service('a')}`,
  'above the line that opens the document': `${IGNORE}\n---\n${service('a')}`,
  'for the file, anywhere': `${service('a')}# kubemend-ignore-file[service-external-ips]: moves later\n`,
  'by an annotation': service('a').replace(
    '  name: a',
    '  name: a\n  annotations:\n    kubemend/ignore: "service-external-ips: moves later"',
  ),
}))
  test(`it hides a finding ${title}`, async () => assert.equal(await outcome({ 'a.yaml': text }), [[], 1]));

test('it hides no other rule, no other line, no other resource, and no other file', async () => {
  const other = service('b', '192.0.2.5');
  assert.equal(await outcome({ 'a.yaml': `${IGNORE}\n${service('a')}---\n${other}`, 'b.yaml': service('c', '192.0.2.6') }), [
    ['a.yaml:19 service-external-ips', 'b.yaml:8 service-external-ips'],
    1,
  ]);
  const items = [service('a'), other].map(text => `  ${text.trimEnd().replaceAll('\n', '\n    ')}`.replace('  ', '  - '));
  const list = (first: string) => `apiVersion: v1\nkind: List\nitems:\n${first}${items.join('\n')}\n`;
  assert.equal((await outcome({ 'a.yaml': list('') }))[1], 0);
  assert.equal(await outcome({ 'a.yaml': list(`  ${IGNORE}\n`) }), [['a.yaml:21 service-external-ips'], 1]);
});

test('what is suppressed is never written, and keeps what shares an address with it', async () => {
  const files = {
    'a.yaml': service('a', '192.0.2.1'),
    'b.yaml': service('b', '192.0.2.2'),
    'c.yaml': `${IGNORE}\n${service('c', '192.0.2.2').replace('port: 80', 'port: 81')}`,
  };
  for (const paths of [[], ['a.yaml', 'b.yaml']]) {
    const root = temporaryTree(files);
    const { report } = await lint(root, { paths, fix: 'write', to: 'metallb' });
    assert.equal(report.written, ['a.yaml']);
    assert.equal(
      report.diagnostics.map(({ skip }) => skip),
      ['it goes together with `c.yaml`, line 9, which is left alone: the finding there is suppressed [SHARED_GROUP]'],
    );
    assert.equal({ ...bytesBelow(root), 'a.yaml': '' }, { ...files, 'a.yaml': '' });
  }
});

test('`--no-inline-ignores` reports it all the same, and judges none', async () => {
  const root = temporaryTree({ 'a.yaml': `${IGNORE}\n${service('a')}`, 'b.yaml': `${IGNORE}\na: 1\n` });
  const { out } = await kubemend(root, ['--no-inline-ignores']);
  assert.match(out, 'a.yaml:9:3');
  assert.not.match(out, 'unused-ignore');
});

test('one in a file without any word of a rule is found, and `--fix` takes it away', async () => {
  const root = temporaryTree({ 'a.yaml': `${IGNORE}\na: 1\n` });
  assert.equal(places(await lint(root)), ['a.yaml:1 unused-ignore']);
  await lint(root, { fix: 'write' });
  assert.is(readFileSync(join(root, 'a.yaml'), 'utf8'), 'a: 1\n');
});

test('it is judged only for rules of the run', async () => {
  const files = { 'a.yaml': `# kubemend-ignore[syntax]: none\na: 1 # kubemend-ignore[deny-service-external-ips]: off by default\n` };
  assert.equal(await outcome(files), [['a.yaml:1 unused-ignore'], 0]);
  assert.equal(await outcome(files, { rules: new Set(['unused-ignore']) }), [[], 0]);
  assert.equal(await outcome(files, { skipRules: new Set(['unused-ignore']) }), [[], 0]);
});

test('a finding in rendered output is hidden where it was rendered from, too', async () => {
  const rendered = service('web').replace(
    '  name: web',
    '  name: web\n  annotations:\n    config.kubernetes.io/origin: |\n      path: base/web.yaml',
  );
  const files = { 'base/web.yaml': service('web').replace('  externalIPs:', `  ${IGNORE}\n  externalIPs:`), 'out/web.yaml': rendered };
  assert.equal((await outcome(files))[0], []);
});

test.run();
