import schema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' };
import type { Log, Result, Run } from 'sarif';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { rules } from '../../rules/index.ts';
import type { Diagnostic } from '../../src/core/diagnostic.ts';
import { fingerprints } from '../../src/lint/fingerprint.ts';
import type { Report, ReporterOptions } from '../../src/reporters/report.ts';
import { formatSarif } from '../../src/reporters/sarif.ts';
import { finding, labels, OPTIONS, reportOf } from './samples.ts';
import { jsonReader } from './schemas.ts';

const ALL: ReporterOptions = { ...OPTIONS, minSeverity: 'info', rules };

const readSarif = jsonReader(schema);

/** The only run of a log, which must be valid. */
function runOf(report: Report, options: ReporterOptions = ALL): Run {
  const log = readSarif(formatSarif(report, options)) as Log;
  assert.is(log.runs.length, 1);
  return log.runs[0]!;
}

const resultOf = (diagnostic: Diagnostic, more: Partial<Report> = {}, options = ALL): Result =>
  runOf(reportOf([diagnostic], more), options).results![0]!;

const placeOf = (diagnostic: Diagnostic, options = ALL) => resultOf(diagnostic, {}, options).locations![0]!.physicalLocation!;

const regionOf = (input: string) => placeOf(finding(labels('a.yaml', input))).region;

const sarif = suite('sarif reporter');

sarif('a clean run says so with an empty list of results', () => {
  const run = runOf(reportOf([]));
  assert.equal([run.results, run.tool.driver.rules, run.columnKind], [[], [], 'utf16CodeUnits']);
});

sarif('a finding has its place, what to do, its related places and its own fingerprint', () => {
  const places = labels('apps/web.yaml', 'spec:\n  «externalIPs»:\n    - «192.0.2.1»\n', 'a label', 'this address');
  const resource = { apiVersion: 'v1', kind: 'Service', namespace: 'shop', name: 'web', path: ['spec', 'externalIPs'], form: 'service' };
  const diagnostic = finding(places, { rule: 'service-external-ips', help: 'move it', skip: 'it is not proven', resource });
  assert.equal(resultOf(diagnostic), {
    ruleId: 'service-external-ips',
    ruleIndex: 0,
    level: 'warning',
    message: { text: 'something is wrong.\nHelp: move it.\nNot fixed: it is not proven.' },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: 'apps/web.yaml', uriBaseId: '%SRCROOT%' },
          region: { startLine: 2, startColumn: 3, endLine: 2, endColumn: 14, snippet: { text: 'externalIPs' } },
        },
        logicalLocations: [{ name: 'web', kind: 'resource', fullyQualifiedName: 'Service/shop/web spec.externalIPs' }],
      },
    ],
    relatedLocations: [
      {
        id: 1,
        physicalLocation: {
          artifactLocation: { uri: 'apps/web.yaml', uriBaseId: '%SRCROOT%' },
          region: { startLine: 3, startColumn: 7, endLine: 3, endColumn: 16, snippet: { text: '192.0.2.1' } },
        },
        message: { text: 'this address.' },
      },
    ],
    partialFingerprints: { 'kubemend/v1': fingerprints([diagnostic]).get(diagnostic) },
  });
});

sarif('severities are levels, and the gravest rule is no other than the mildest', () => {
  const places = labels('a.yaml', '«a»: 1\n');
  const severities = ['error', 'warning', 'info'] as const;
  const run = runOf(reportOf(severities.map(severity => finding(places, { severity, rule: `rule-${severity}` }))));
  assert.equal(
    run.results!.map(({ level, ruleId, ruleIndex }) => [level, ruleId === run.tool.driver.rules![ruleIndex!]!.id]),
    [
      ['error', true],
      ['warning', true],
      ['note', true],
    ],
  );
});

sarif('every rule of the tool describes itself within the limits of GitHub', () => {
  const places = labels('a.yaml', '«a»: 1\n');
  const run = runOf(reportOf(rules.map(({ id }) => finding(places, { rule: id }))));
  const described = run.tool.driver.rules!;
  assert.is(described.length, rules.length);
  for (const { id, shortDescription, fullDescription, help, helpUri } of described) {
    for (const { text } of [shortDescription!, fullDescription!]) assert.ok(text.length > 0 && text.length <= 1024, id);
    assert.ok(help!.text.length > 0 && help!.markdown!.includes('### Reported'), id);
    assert.match(helpUri!, /^https:\/\//, id);
  }
});

sarif('columns are UTF-16 units, and a byte order mark is none', () => {
  assert.equal(regionOf('\ufeff«a»: 1\n'), { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2, snippet: { text: 'a' } });
  assert.equal(regionOf('"👍é": «b»\n'), { startLine: 1, startColumn: 8, endLine: 1, endColumn: 9, snippet: { text: 'b' } });
});

sarif('a place ends before its last line break, and may be empty', () => {
  assert.equal(regionOf('«a: 1\r\n»b: 2\r\n'), { startLine: 1, startColumn: 1, endLine: 1, endColumn: 5, snippet: { text: 'a: 1' } });
  assert.equal(regionOf('a: 1\n«»'), { startLine: 2, startColumn: 1, endLine: 2, endColumn: 1 });
});

sarif('paths are relative URIs from the root of the repository', () => {
  const uriOf = (path: string, folder = '') => placeOf(finding(labels(path, '«a»: 1\n')), { ...ALL, folder }).artifactLocation!.uri;
  assert.is(uriOf('./a b/100%#?:[é].yaml'), 'a%20b/100%25%23%3F%3A%5B%C3%A9%5D.yaml');
  assert.is(uriOf('web.yaml', 'clusters/prod'), 'clusters/prod/web.yaml');
  assert.is(uriOf('../base/web.yaml', 'clusters/prod'), 'clusters/base/web.yaml');
  assert.is(uriOf('half\ud800.yaml'), 'half%EF%BF%BD.yaml');
});

sarif('words of a file are neither links nor placeholders of the message', () => {
  const text = 'see `[here](1)`, `{0}` and `{{ .Values.ip }}`';
  assert.is(
    resultOf(finding(labels('a.yaml', '«a»: 1\n'), { message: text })).message.text,
    'see `\\[here](1)`, `{{0}}` and `{{ .Values.ip }}`.',
  );
});

sarif('a fix is a change of each file that it touches; one that a person must finish is none', () => {
  const places = labels('a.yaml', '«a»: 1\nb: 2\n');
  const fix = { title: 'remove `a`', applicability: 'safe', plan: { changes: [] } } as const;
  const diagnostic = finding(places, { fix });
  const edits = [
    { path: 'a.yaml', range: { start: 0, end: 5 }, newText: '', create: false },
    { path: 'new.yaml', range: { start: 0, end: 0 }, newText: 'c: 3\n', create: true },
  ];
  assert.equal(resultOf(diagnostic, { edits: new Map([[diagnostic, edits]]) }).fixes, [
    {
      description: { text: 'remove `a`.' },
      artifactChanges: [
        {
          artifactLocation: { uri: 'a.yaml', uriBaseId: '%SRCROOT%' },
          replacements: [{ deletedRegion: { startLine: 1, startColumn: 1, endLine: 2, endColumn: 1 } }],
        },
        {
          artifactLocation: { uri: 'new.yaml', uriBaseId: '%SRCROOT%' },
          replacements: [{ deletedRegion: { charOffset: 0, charLength: 0 }, insertedContent: { text: 'c: 3\n' } }],
        },
      ],
    },
  ]);
  const manual = finding(places, { fix: { ...fix, applicability: 'manual' } });
  assert.is(resultOf(manual, { edits: new Map([[manual, edits]]) }).fixes, undefined);
});

sarif('skipped files are notes about the run, not results', () => {
  const run = runOf(reportOf([], { skipped: [{ path: 'big file.json', reason: 'larger than 20 MB' }] }));
  const { level, message, locations } = run.invocations![0]!.toolExecutionNotifications![0]!;
  assert.equal(
    [level, message.text, locations![0]!.physicalLocation!.artifactLocation!.uri],
    ['note', 'The file was skipped: larger than 20 MB.', 'big%20file.json'],
  );
});

sarif.run();
