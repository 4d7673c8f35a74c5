import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { runnerCommand } from '../action/workflow-commands.ts';
import type { Diagnostic, Severity } from '../../src/core/diagnostic.ts';
import { formatGithub } from '../../src/reporters/github.ts';
import { finding, labels, OPTIONS, reportOf } from './samples.ts';

const ALL = { ...OPTIONS, minSeverity: 'info' } as const;

const show = (...diagnostics: readonly Diagnostic[]): string => formatGithub(reportOf(diagnostics), ALL);

const findings = (count: number, severity: Severity): readonly Diagnostic[] =>
  Array.from({ length: count }, (_, index) => finding(labels(`${severity}-${index}.yaml`, '«a»: 1\n'), { severity }));

const levels = (output: string): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const [, level] of output.matchAll(/^::(\w+)/gm)) counts[level!] = (counts[level!] ?? 0) + 1;
  return counts;
};

const github = suite('github reporter');

github('a finding is one command with its place, its rule, its message and help', () => {
  const places = labels('apps/web.yaml', 'spec:\n  «externalIPs»: []\n');
  assert.is(
    show(finding(places, { rule: 'service-external-ips', help: 'move it' })),
    '::warning file=apps/web.yaml,line=2,endLine=2,col=3,endColumn=14,title=service-external-ips::something is wrong%0Amove it\n',
  );
});

github('nothing to say is nothing printed', () => {
  assert.is(show(), '');
  assert.is(formatGithub(reportOf(findings(1, 'info')), OPTIONS), '');
});

github('the gravest come first, and info is a notice', () => {
  assert.equal(
    show(...findings(1, 'info'), ...findings(2, 'warning'), ...findings(1, 'error'))
      .trim()
      .split('\n')
      .map(line => /^::\w+ file=[^,]+/.exec(line)![0]),
    ['::error file=error-0.yaml', '::warning file=warning-0.yaml', '::warning file=warning-1.yaml', '::notice file=info-0.yaml'],
  );
});

github('hostile names and messages stay within their command', () => {
  const places = labels('./a%,b:c\n::error::d\u001b.yaml', '«a»: 1\n');
  assert.is(
    show(finding(places, { message: '100%, a: b\r\n::error file=x::y \u001b[31m' })),
    '::warning file=a%25%2Cb%3Ac%0A%3A%3Aerror%3A%3Ad␛.yaml,line=1,endLine=1,col=1,endColumn=2,title=some-rule' +
      '::100%25, a: b%0D%0A::error file=x::y ␛[31m\n',
  );
});

github('a place over several lines has no columns', () => {
  assert.match(show(finding(labels('a.yaml', 'a:\n  «b: 1\n  c: 2»\n'))), 'file=a.yaml,line=2,endLine=3,title=some-rule::');
});

github('a final line break does not make a place longer', () => {
  assert.match(show(finding(labels('a.yaml', '«a: 1\n»b: 2\n'))), 'line=1,endLine=1,col=1,endColumn=6,');
  assert.match(show(finding(labels('a.yaml', '«a: 1\r\nb: 2\r\n»'))), 'line=1,endLine=2,title');
});

github('an empty place, also at the end of a file, is on a line', () => {
  assert.match(show(finding(labels('a.yaml', 'a: 1\n«»'))), 'line=2,endLine=2,col=1,endColumn=1,');
});

github('a level that is exactly full loses nothing', () => {
  const output = show(...findings(10, 'error'), ...findings(10, 'warning'), ...findings(10, 'info'));
  assert.equal(levels(output), { error: 10, warning: 10, notice: 10 });
  assert.not.match(output, 'not shown');
});

github('no level goes over what GitHub takes, the closing notice included', () => {
  const output = show(...findings(12, 'error'), ...findings(3, 'warning'), ...findings(10, 'info'));
  assert.equal(levels(output), { error: 10, warning: 3, notice: 10 });
  assert.match(output, /\n::notice::3 more findings not shown here: GitHub takes 10 of each level from a step; the log has all\n$/);
});

github('the runner reads back what was meant, whatever names and messages hold', () => {
  const hostile = [
    '100%',
    '%0A',
    '%25',
    '%3A',
    'a\nb',
    'a\r\nb',
    '::error::x',
    '::',
    ',',
    ':',
    'a,line=9',
    'a=b',
    ' x ',
    'é漢👍',
    '##[error]x',
  ];
  for (const name of hostile)
    for (const message of hostile) {
      const output = show(finding(labels(`dir/${name}.yaml`, '«a»: 1\n'), { message, help: name }));
      const commands = output
        .split(/\r\n|\r|\n/)
        .slice(0, -1)
        .map(runnerCommand);
      const properties = { file: `dir/${name}.yaml`, line: '1', endLine: '1', col: '1', endColumn: '2', title: 'some-rule' };
      assert.equal(commands, [{ command: 'warning', properties, data: `${message}\n${name}` }]);
    }
});

github('paths are those of the repository, wherever it runs', () => {
  const fileOf = (path: string, folder: string) =>
    runnerCommand(formatGithub(reportOf([finding(labels(path, '«a»: 1\n'))]), { ...ALL, folder }).trim())?.properties['file'];
  assert.is(fileOf('./web.yaml', ''), 'web.yaml');
  assert.is(fileOf('web.yaml', 'clusters/prod'), 'clusters/prod/web.yaml');
  assert.is(fileOf('../base/web.yaml', 'clusters/prod'), 'clusters/base/web.yaml');
});

github.run();
