import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Applicability, Diagnostic, Severity } from '../../src/core/diagnostic.ts';
import type { Report } from '../../src/reporters/report.ts';
import { formatSummary } from '../../src/reporters/summary.ts';
import { finding, labels, OPTIONS, reportOf } from './samples.ts';

const at = (path: string) => labels(path, '«a»: 1\n');

const of = (severity: Severity, path = 'a.yaml', applicability?: Applicability): Diagnostic =>
  finding(at(path), { severity, ...(applicability && { fix: { title: 'mend it', applicability, plan: { changes: [] } } }) });

const FINDINGS = [of('warning'), of('warning'), of('warning', 'b.yaml'), of('info', 'c.yaml'), of('error', 'd.yaml')];

const summary = suite('summary');

summary('it counts findings by severity, errors first, the files they are in, and the files read', () => {
  assert.is(
    formatSummary(reportOf(FINDINGS, { files: 120, parsed: 9 }), { ...OPTIONS, minSeverity: 'info' }),
    '1 error, 3 warnings, 1 info finding in 4 of 120 files (9 parsed)',
  );
});

summary('it counts what is hidden and names the option that shows it', () => {
  assert.is(
    formatSummary(reportOf(FINDINGS), OPTIONS),
    '1 error, 3 warnings in 3 files (1 parsed)\n1 info finding hidden (--min-severity info shows them)',
  );
  assert.is(
    formatSummary(reportOf([of('warning')]), { ...OPTIONS, minSeverity: 'error' }),
    'no errors in 1 file (1 parsed)\n1 warning hidden (--min-severity warning shows them)',
  );
});

summary('with nothing found it says how much was looked at', () => {
  assert.is(formatSummary(reportOf([], { files: 120, parsed: 0 }), OPTIONS), 'no findings in 120 files (0 parsed)');
});

summary('with nothing to look at it says so', () => {
  assert.is(formatSummary(reportOf([], { files: 0, parsed: 0 }), OPTIONS), 'no files linted');
});

summary('nothing shown is not nothing found', () => {
  assert.is(
    formatSummary(reportOf([of('info')]), OPTIONS),
    'no warnings or errors in 1 file (1 parsed)\n1 info finding hidden (--min-severity info shows them)',
  );
});

summary('with --quiet it is one line about errors', () => {
  const report = reportOf([...FINDINGS, of('error', 'e.yaml', 'safe')], { suppressed: 1, skipped: [{ path: 'a', reason: 'b' }] });
  assert.is(formatSummary(report, { ...OPTIONS, quiet: true }), '2 errors in 2 files (1 parsed)');
  assert.is(formatSummary(reportOf([of('warning')]), { ...OPTIONS, quiet: true }), 'no errors in 1 file (1 parsed)');
});

summary('it counts what --fix and --unsafe would write, hidden findings included', () => {
  const fixable = (...diagnostics: readonly Diagnostic[]) => formatSummary(reportOf(diagnostics), OPTIONS).split('\n').at(-1);
  const safe = of('info', 'a.yaml', 'safe');
  const unsafe = of('warning', 'a.yaml', 'unsafe');
  assert.is(fixable(of('warning'), safe, unsafe, unsafe), 'fixable: 1 with --fix, 2 more with --fix --unsafe');
  assert.is(fixable(of('warning'), { ...safe, severity: 'warning' }), 'fixable: 1 with --fix');
  assert.is(fixable(unsafe), 'fixable: 1 with --fix --unsafe');
  assert.is(fixable(of('error', 'a.yaml', 'manual')), '1 error in 1 file (1 parsed)');
});

summary('an unsafe fix of an info finding is not promised for --unsafe', () => {
  assert.not.match(formatSummary(reportOf([of('info', 'a.yaml', 'unsafe')]), OPTIONS), 'fixable');
});

summary('it lists what --fix wrote, or would write', () => {
  const report = reportOf([], { fixed: 3, written: ['a.yaml', 'b\u001b.yaml'] });
  assert.is(
    formatSummary(report, { ...OPTIONS, fixing: true }),
    'no findings in 1 file (1 parsed)\nfixed 3 findings and wrote 2 files:\n  a.yaml\n  b␛.yaml',
  );
  assert.match(formatSummary(report, OPTIONS), '\nthe patch fixes 3 findings and changes 2 files:\n');
});

summary('a first step is not said to fix what it leaves', () => {
  const lastLines = (fixed: number, fixing: boolean): string | undefined =>
    formatSummary(reportOf([], { fixed, prepared: 2, written: ['a.yaml'] }), { ...OPTIONS, fixing })
      .split('\n')
      .at(-2);
  assert.is(lastLines(0, true), 'prepared 2 findings for `--stage finish` and wrote 1 file:');
  assert.is(lastLines(1, true), 'fixed 1 finding, prepared 2 findings for `--stage finish` and wrote 1 file:');
  assert.is(lastLines(0, false), 'the patch prepares 2 findings for `--stage finish` and changes 1 file:');
});

summary('of what is fixable, the patch comes after; after --fix what is left does', () => {
  const report = reportOf([of('warning', 'a.yaml', 'safe')], { fixed: 1, written: ['a.yaml'] });
  const [, ...patched] = formatSummary(report, OPTIONS).split('\n');
  assert.equal(patched, ['fixable: 1 with --fix', 'the patch fixes 1 finding and changes 1 file:', '  a.yaml']);
  const [, ...fixed] = formatSummary(report, { ...OPTIONS, fixing: true }).split('\n');
  assert.equal(fixed, ['fixed 1 finding and wrote 1 file:', '  a.yaml', 'fixable: 1 with --fix']);
});

summary('many files are listed up to the tenth', () => {
  const linesOf = (count: number): readonly string[] =>
    formatSummary(reportOf([], { written: Array.from({ length: count }, (_, index) => `${index}.yaml`) }), OPTIONS)
      .split('\n')
      .slice(2);
  assert.equal(linesOf(11).slice(-2), ['  9.yaml', '  10.yaml']);
  assert.equal(linesOf(12).slice(-2), ['  9.yaml', '  and 2 more']);
});

summary('it counts what was suppressed and skipped', () => {
  const skipped = [{ path: 'a.yaml', reason: 'too large' }];
  assert.is(
    formatSummary(reportOf([], { suppressed: 2, skipped }), OPTIONS),
    'no findings in 1 file (1 parsed)\n2 findings suppressed\n1 file skipped:\n  a.yaml: too large',
  );
  assert.is(
    formatSummary(reportOf([], { skipped: Array.from({ length: 4 }, () => skipped[0]!) }), OPTIONS),
    'no findings in 1 file (1 parsed)\n4 files skipped (--stats lists them)',
  );
});

const assume = (path: string, text: string, subject?: string): Report['assumptions'][number] => ({
  codemod: 'external-ips-to-metallb',
  assumption: { at: at(path)[0]!, text, ...(subject !== undefined && { subject }) },
});

const assumed = (...assumptions: Report['assumptions']): readonly string[] =>
  formatSummary(reportOf([], { assumptions }), OPTIONS).split('\n').slice(1);

summary('each assumption is told once, below the first places it holds for', () => {
  const paths = ['a.yaml', 'b.yaml', 'a.yaml', 'c.yaml', 'd.yaml', 'f\n.yaml'];
  assert.equal(assumed(...paths.map(path => assume(path, 'a pool holds it')), assume('z.yaml', 'BGP\u001b is up')), [
    '2 assumptions that no file can show:',
    '  a.yaml:1, b.yaml:1, c.yaml:1 and 2 more',
    '    - a pool holds it',
    '  z.yaml:1',
    '    - BGP␛ is up',
  ]);
});

summary('assumptions for the same places stand together', () => {
  const lines = assumed(assume('a.yaml', 'one'), assume('b.yaml', 'two'), assume('a.yaml', 'three'));
  assert.equal(lines.slice(1), ['  a.yaml:1', '    - one', '    - three', '  b.yaml:1', '    - two']);
});

summary('what an assumption is about is listed as in a sentence', () => {
  const linesAbout = (...subjects: readonly string[]): readonly string[] =>
    assumed(...subjects.map(subject => assume('a.yaml', 'no node owns {}: it moves', subject)));
  assert.is(linesAbout('$').at(-1), '    - no node owns `$`: it moves');
  assert.equal(linesAbout('a'), ['1 assumption that no file can show:', '  a.yaml:1', '    - no node owns `a`: it moves']);
  assert.is(linesAbout('a', 'b').at(-1), '    - no node owns `a` and `b`: it moves');
  assert.is(linesAbout(...'abcdef').at(-1), '    - no node owns `a`, `b`, `c`, `d`, `e` and `f`: it moves');
  assert.is(linesAbout(...'abcdefg').at(-1), '    - no node owns `a`, `b`, `c`, `d`, `e` and 2 more: it moves');
});

summary.run();
