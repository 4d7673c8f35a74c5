import { text as textSetting } from '../../src/core/setting.ts';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { fingerprints } from '../../src/lint/fingerprint.ts';
import { formatJson } from '../../src/reporters/json.ts';
import { finding, labels, OPTIONS, reportOf } from './samples.ts';

const ALL = { ...OPTIONS, minSeverity: 'info' } as const;

const json = suite('json reporter');

json('a full report has every member of the interface, in its order', () => {
  const text = '\ufeffspec:\r\n  «externalIPs»:\r\n    - «192.0.2.1»\r\n';
  const places = labels('apps/web.yaml', text, 'a label is for people', 'this address');
  const fix = { title: 'remove `externalIPs`', applicability: 'safe', plan: { changes: [] } } as const;
  const diagnostic = finding(places, {
    rule: 'service-external-ips',
    help: 'move it',
    resource: {
      apiVersion: 'v1',
      kind: 'Service',
      namespace: 'shop',
      name: 'web',
      path: ['items', 0, 'spec', 'externalIPs'],
      form: 'service',
    },
    fix,
    skip: 'the proof failed',
  });
  const report = reportOf([diagnostic], {
    edits: new Map([[diagnostic, [{ path: 'apps/web.yaml', range: { start: 8, end: 38 }, newText: '', create: false }]]]),
    files: 120,
    parsed: 9,
    fixed: 2,
    suppressed: 3,
    skipped: [{ path: 'big.json', reason: 'larger than 20 MB' }],
    written: ['apps/web.yaml'],
    assumptions: [{ codemod: 'external-ips-to-metallb', assumption: { at: places[1]!, text: 'who announces it must stop' } }],
    handovers: [
      {
        codemod: 'external-ips-to-metallb',
        handover: {
          file: textSetting('a.file', { summary: '', fallback: undefined }),
          title: 'to run',
          compose: items => items.join('\n'),
        },
        followUps: ['kubectl get services'],
      },
    ],
  });

  const expected = {
    schemaVersion: 1,
    tool: { name: 'kubemend', version: '0.1.0' },
    kubernetesVersion: '1.36',
    summary: { files: 120, parsed: 9, errors: 0, warnings: 1, info: 0, fixed: 2, suppressed: 3, skippedFiles: 1 },
    diagnostics: [
      {
        rule: 'service-external-ips',
        severity: 'warning',
        file: 'apps/web.yaml',
        document: 0,
        range: { start: { line: 2, column: 3, offset: 10 }, end: { line: 2, column: 14, offset: 21 } },
        message: 'something is wrong',
        help: 'move it',
        resource: { apiVersion: 'v1', kind: 'Service', namespace: 'shop', name: 'web', path: 'items[0].spec.externalIPs', form: 'service' },
        related: [
          {
            file: 'apps/web.yaml',
            range: { start: { line: 3, column: 7, offset: 30 }, end: { line: 3, column: 16, offset: 39 } },
            message: 'this address',
          },
        ],
        fix: {
          title: 'remove `externalIPs`',
          applicability: 'safe',
          edits: [{ file: 'apps/web.yaml', start: 8, end: 38, newText: '', create: false }],
        },
        skip: 'the proof failed',
        fingerprint: fingerprints([diagnostic]).get(diagnostic),
      },
    ],
    skipped: [{ file: 'big.json', reason: 'larger than 20 MB' }],
    written: ['apps/web.yaml'],
    assumptions: [{ codemod: 'external-ips-to-metallb', file: 'apps/web.yaml', line: 3, text: 'who announces it must stop' }],
    followUps: [{ codemod: 'external-ips-to-metallb', text: 'kubectl get services' }],
  };
  assert.is(formatJson(report, ALL), `${JSON.stringify(expected, null, 2)}\n`);
});

json('what a finding does not have is left out', () => {
  const [diagnostic] = JSON.parse(formatJson(reportOf([finding(labels('a.yaml', '«a»: 1\n'))]), ALL)).diagnostics;
  assert.equal(Object.keys(diagnostic), ['rule', 'severity', 'file', 'document', 'range', 'message', 'related', 'fingerprint']);
});

json('a fix that a person must finish has no edits', () => {
  const fix = { title: 'choose a pool', applicability: 'manual', plan: { changes: [] } } as const;
  const report = JSON.parse(formatJson(reportOf([finding(labels('a.yaml', '«a»: 1\n'), { fix })]), ALL));
  assert.equal(report.diagnostics[0].fix, { title: 'choose a pool', applicability: 'manual', edits: [] });
});

json('a clean run has empty lists', () => {
  const report = JSON.parse(formatJson(reportOf([]), ALL));
  assert.equal([report.diagnostics, report.skipped, report.written, report.assumptions], [[], [], [], []]);
});

json('hidden findings are counted and do not change the fingerprints of the others', () => {
  const places = labels('a.yaml', '«a»: 1\n');
  const diagnostics = [finding(places, { severity: 'info' }), finding(places)];
  const all = JSON.parse(formatJson(reportOf(diagnostics), ALL));
  const some = JSON.parse(formatJson(reportOf(diagnostics), OPTIONS));
  assert.equal(some.diagnostics, [all.diagnostics[1]]);
  assert.equal(some.summary, all.summary);
  assert.is(some.summary.info, 1);
});

json('control characters are escaped, and read back as they were', () => {
  const message = 'ESC \u001b, CSI \u009b, DEL \u007f, newline \n, `漢字`';
  const output = formatJson(reportOf([finding(labels('a.yaml', '«a»: 1\n'), { message })]), ALL);
  assert.match(output, '"ESC \\u001b, CSI \\u009b, DEL \\u007f, newline \\n, `漢字`"');
  assert.is(JSON.parse(output).diagnostics[0].message, message);
});

json.run();
