import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { reporters } from '../../src/reporters/index.ts';
import { temporaryRepository, temporaryTree } from '../discover/temporary-tree.ts';
import { kubemend, service } from './kubemend.ts';

const FORMATS = Object.keys(reporters);

/** What each format says of the finding in `apps/a b.yaml`, seen from the root of the repository. */
const SIGNS: Readonly<Record<string, string>> = {
  text: '--> a b.yaml:8:3',
  json: '"file": "a b.yaml"',
  sarif: '"uri": "apps/a%20b.yaml"',
  github: 'file=apps/a b.yaml,line=8',
  gitlab: '"path": "apps/a b.yaml"',
  junit: '<testsuite name="apps/a b.yaml"',
  rdjson: '"path": "a b.yaml"',
  markdown: '<code>apps/a b.yaml:8</code>',
  html: '<code>a b.yaml:8:3</code>',
};

const report = suite('reports');

report('all formats are written to files in one run, and each is what it is on standard output', async () => {
  const root = temporaryRepository({ 'apps/a b.yaml': service('a') });
  const cwd = join(root, 'apps');
  const together = await kubemend(
    cwd,
    FORMATS.flatMap(format => ['--format', `${format}=../${format}.out`]),
  );
  assert.equal([together.status, together.out, together.err], [1, '', '']);
  for (const format of FORMATS) {
    const alone = await kubemend(cwd, ['--format', format]);
    assert.equal([alone.status, alone.err], [1, ''], format);
    assert.is(readFileSync(join(root, `${format}.out`), 'utf8'), alone.out, format);
    assert.match(alone.out, SIGNS[format]!);
  }
});

report('a step of GitHub Actions gets annotations, the text and a summary behind what was there', async () => {
  const root = temporaryTree({ 'a.yaml': service('a'), 'summary.md': 'before\n' });
  const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: join(root, 'summary.md') };
  const { status, out, err } = await kubemend(root, ['a.yaml'], { env });
  assert.equal([status, err], [1, '']);
  assert.match(out, /^::warning file=a\.yaml,[^\n]*\nwarning\[service-external-ips\]/);
  assert.match(readFileSync(join(root, 'summary.md'), 'utf8'), /^before\n## kubemend: 1 warning in 1 file \(1 parsed\)\n\n\| severity \|/);
});

report('without the github format no summary is written, and one that cannot be written is told', async () => {
  const root = temporaryTree({ 'a.yaml': service('a') });
  mkdirSync(join(root, 'folder'));
  const env = { GITHUB_STEP_SUMMARY: join(root, 'folder') };
  const [json, github] = await Promise.all([
    kubemend(root, ['--format', 'json', 'a.yaml'], { env }),
    kubemend(root, ['--format', 'github', 'a.yaml'], { env }),
  ]);
  assert.equal([json.status, json.err], [1, '']);
  assert.is(github.status, 2);
  assert.match(github.err, /^kubemend: the summary of the step cannot be written to `[^\n]*folder`: [^\n]*\n$/);
});

report('how to write a fix is said with the stage that the run asks for', async () => {
  const root = temporaryTree({ 'a.yaml': service('a') });
  const { out } = await kubemend(root, ['--to', 'metallb', '--stage', 'prepare', 'a.yaml']);
  assert.match(out, '(unsafe, `kubemend --fix --to metallb --stage prepare`)');
  assert.match(out, 'fixable: 1 with --fix --to metallb --stage prepare');
});

report('what a first step leaves is told apart from what is fixed', async () => {
  const root = temporaryTree({ 'a.yaml': service('a') });
  const { err } = await kubemend(root, ['--diff', '--to', 'metallb', '--stage', 'prepare', 'a.yaml']);
  assert.match(err, 'the patch prepares 1 finding for `--stage finish` and changes 1 file:');
  const { out } = await kubemend(root, ['--fix', '--to', 'load-balancer', 'a.yaml']);
  assert.match(out, 'prepared 1 finding for `--stage finish` and wrote 1 file:');
});

report('the page tells from which version on a finding is graver, whatever version is asked for', async () => {
  const root = temporaryTree({ 'a.yaml': service('a') });
  const { out } = await kubemend(root, ['--format', 'html', '--kubernetes-version', '1.35', 'a.yaml']);
  const row = /<th scope="row">service-external-ips<\/th>(.*?)<\/tr>/s.exec(out)![1]!;
  const classes = Array.from(row.matchAll(/class="(\w+)"/g), ([, name]) => name);
  assert.equal(classes, [...Array<string>(4).fill('warning'), ...Array<string>(7).fill('error')]);
  assert.match(out, /<b>1\.43<\/b> <span class="badge error">error<\/span> 1 finding of/);
});

report.run();
