import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { git, makePipe, temporaryRepository, temporaryTree } from '../discover/temporary-tree.ts';
import { headlessService, kubemend, service } from './kubemend.ts';

const FILES = {
  'a.yaml': `\ufeff# é👍\n${service('a')}`,
  'b/b.yaml': headlessService('b'),
  'c.yaml': service('c', '198.51.100.7'),
  'metallb.yaml': 'kind: Namespace\n',
};

/** A repository with the reports of two shards, which share a file. */
async function shards(options: readonly string[] = []): Promise<string> {
  const root = temporaryRepository(FILES);
  mkdirSync(join(root, 'reports'));
  await Promise.all([
    kubemend(root, [...options, '--format', 'json=reports/2.json', 'b', 'c.yaml']),
    kubemend(root, [...options, '--format', 'json=reports/1.json', 'a.yaml', 'b']),
  ]);
  return root;
}

const REPORTS = ['reports/2.json', 'reports/1.json'];

const merge = suite('merge');

merge('shards say together what one run says, in every format', async () => {
  const root = await shards(['--to', 'metallb', '--diff']);
  const formats = ['json', 'text', 'sarif', 'github', 'gitlab', 'junit', 'rdjson'];
  const merged = await kubemend(root, ['merge', ...REPORTS, ...formats.flatMap(format => ['--format', `${format}=${format}.merged`])]);
  assert.equal([merged.status, merged.out, merged.err], [1, '', '']);
  await kubemend(root, [
    '--to',
    'metallb',
    '--diff',
    ...formats.flatMap(format => ['--format', `${format}=${format}.whole`]),
    'a.yaml',
    'b',
    'c.yaml',
  ]);
  const [one, other] = ['merged', 'whole'].map(which => (format: string) => readFileSync(join(root, `${format}.${which}`), 'utf8'));
  for (const format of ['sarif', 'github', 'gitlab', 'junit', 'rdjson']) assert.is(one!(format), other!(format), format);
  // What both shards counted is counted twice.
  const { summary, ...rest } = JSON.parse(one!('json')) as { summary: object };
  const { summary: whole, ...expected } = JSON.parse(other!('json')) as { summary: object };
  assert.equal(rest, expected);
  assert.equal(summary, { ...whole, files: 4, parsed: 4, fixed: 4 });
  assert.match(one!('text'), 'c.yaml:8:3');
});

merge('one report comes out as it went in', async () => {
  const root = await shards(['--to', 'metallb', '--diff']);
  const { status, out } = await kubemend(root, ['merge', 'reports/1.json', '--format', 'json']);
  assert.is(status, 1);
  assert.is(out, readFileSync(join(root, 'reports/1.json'), 'utf8'));
});

merge('JSON is joined where the files are not, and other formats say what they miss', async () => {
  const root = await shards();
  const there = await kubemend(root, ['merge', ...REPORTS, '--format', 'json']);
  rmSync(join(root, 'c.yaml'));
  writeFileSync(join(root, 'a.yaml'), 'a: 1\n');
  const [json, sarif] = await Promise.all(['json', 'sarif'].map(format => kubemend(root, ['merge', ...REPORTS, '--format', format])));
  assert.equal(json, there);
  assert.equal(sarif, {
    status: 2,
    out: '',
    err: 'kubemend: `c.yaml` is not here as it was linted: merge where the same files are, or with `--format json`\n',
  });
});

merge('a report shows no file that stands elsewhere, also behind a link, and waits for no pipe', async () => {
  const outer = temporaryTree({ 'secret.txt': 'hunter2: 1\n' });
  const root = join(outer, 'repository');
  git(outer, 'clone', '--quiet', temporaryRepository({ 'a.yaml': service('a') }), root);
  symlinkSync('../secret.txt', join(root, 'link.yaml'));
  makePipe(join(root, 'pipe.yaml'));
  const { out: report } = await kubemend(root, ['--format', 'json']);
  const first = { offset: 0, line: 1, column: 1 };
  const [finding] = (JSON.parse(report) as { readonly diagnostics: readonly object[] }).diagnostics;
  for (const file of ['../secret.txt', join(outer, 'secret.txt'), 'link.yaml', 'pipe.yaml']) {
    const diagnostics = [{ ...finding, file, related: [], range: { start: first, end: first } }];
    writeFileSync(join(root, 'r.json'), JSON.stringify({ ...JSON.parse(report), diagnostics }));
    assert.equal(
      await kubemend(root, ['merge', 'r.json']),
      {
        status: 2,
        out: '',
        err: `kubemend: \`${file}\` is not here as it was linted: merge where the same files are, or with \`--format json\`\n`,
      },
      file,
    );
  }
});

merge('the exit status is that of a run', async () => {
  const root = await shards();
  const statusOf = async (...args: readonly string[]): Promise<number | null> =>
    (await kubemend(root, ['merge', ...REPORTS, ...args])).status;
  assert.equal(await Promise.all([statusOf(), statusOf('--fail-on', 'error'), statusOf('--fail-on=never')]), [1, 0, 0]);
});

merge('what is no report, or does not go together, is told in one line', async () => {
  const root = await shards();
  renameSync(join(root, 'reports/2.json'), join(root, 'reports/other.json'));
  await kubemend(root, ['--kubernetes-version', '1.40', '--format', 'json=reports/2.json', 'c.yaml']);
  const report = JSON.parse(readFileSync(join(root, 'reports/1.json'), 'utf8')) as { diagnostics: { range: object }[] };
  const broken = { ...report, diagnostics: report.diagnostics.map(one => ({ ...one, range: { start: 1 } })) };
  writeFileSync(join(root, 'broken.json'), JSON.stringify(broken));
  writeFileSync(join(root, 'newer.json'), JSON.stringify({ ...report, schemaVersion: 2 }));
  const answers = {
    'reports/nowhere.json': /^kubemend: cannot take `reports\/nowhere\.json`: [^\n]*\n$/,
    'a.yaml': /^kubemend: `a\.yaml` is not a JSON report of this version of kubemend: write it with `--format json=a\.yaml`\n$/,
    'broken.json': /^kubemend: `broken\.json` is not a JSON report/,
    'newer.json': /^kubemend: `newer\.json` is not a JSON report/,
    'reports/2.json': /^kubemend: `reports\/2\.json` was written for Kubernetes 1\.40, and `reports\/1\.json` for 1\.37: [^\n]*\n$/,
  };
  for (const [file, answer] of Object.entries(answers)) {
    const { status, out, err } = await kubemend(root, ['merge', 'reports/1.json', file]);
    assert.equal([status, out], [2, ''], file);
    assert.match(err, answer);
  }
});

merge.run();
