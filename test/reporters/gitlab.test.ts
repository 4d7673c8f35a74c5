import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Severity } from '../../src/core/diagnostic.ts';
import { fingerprints } from '../../src/lint/fingerprint.ts';
import { formatGitlab } from '../../src/reporters/gitlab.ts';
import { finding, labels, OPTIONS, reportOf } from './samples.ts';

const ALL = { ...OPTIONS, minSeverity: 'info' } as const;

const gitlab = suite('gitlab reporter');

gitlab('a finding has the documented fields and no others', () => {
  const diagnostic = finding(labels('./apps/web.yaml', 'a:\n  «b: 1\n  c: 2\n»d: 3\n'), { help: 'move it' });
  assert.equal(JSON.parse(formatGitlab(reportOf([diagnostic]), { ...ALL, folder: 'clusters/prod' })), [
    {
      description: 'something is wrong (move it)',
      check_name: 'some-rule',
      fingerprint: fingerprints([diagnostic]).get(diagnostic),
      severity: 'minor',
      location: { path: 'clusters/prod/apps/web.yaml', lines: { begin: 2, end: 3 } },
    },
  ]);
});

gitlab('severities are those of GitLab, and the same finding twice has two fingerprints', () => {
  const severities: readonly Severity[] = ['error', 'warning', 'info', 'info'];
  const places = labels('a.yaml', '«a»: 1\n');
  const issues = JSON.parse(formatGitlab(reportOf(severities.map(severity => finding(places, { severity }))), ALL)) as {
    severity: string;
    fingerprint: string;
  }[];
  assert.equal(
    issues.map(({ severity }) => severity),
    ['major', 'minor', 'info', 'info'],
  );
  assert.is(new Set(issues.map(({ fingerprint }) => fingerprint)).size, 4);
});

gitlab('a clean run is an empty list, without a byte order mark', () => assert.is(formatGitlab(reportOf([]), ALL), '[]\n'));

gitlab.run();
