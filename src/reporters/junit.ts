import type { Diagnostic } from '../core/diagnostic.ts';
import { positionAt } from '../core/text.ts';
import { groupBy } from './group-by.ts';
import { plural } from './plural.ts';
import type { Report, Reporter, ReporterOptions } from './report.ts';
import { repositoryPath, shownDiagnostics } from './report.ts';
import { visible } from './visible.ts';

/**
 * For servers that show test results: a suite for each file, a test case for each finding. What is only worth knowing is a test that
 * passed, with the words as its output. Source of the format: junit-10.xsd of the xunit plugin of Jenkins.
 */
export const formatJunit: Reporter = (report, options) => {
  const suites = [...findingSuites(report, options), ...skippedSuite(report, options)];
  const shown = suites.length > 0 ? suites : [cleanSuite(report)];
  const total = (count: (suite: Suite) => number): number => shown.reduce((sum, suite) => sum + count(suite), 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    element(
      'testsuites',
      { name: report.tool.name, tests: total(testsOf), failures: total(failuresOf), errors: 0 },
      shown.map(suiteElement),
    ),
    '',
  ].join('\n');
};

interface Suite {
  readonly name: string;
  readonly cases: readonly { readonly name: string; readonly outcome?: string; readonly result: 'passed' | 'failed' | 'skipped' }[];
}

function findingSuites(report: Report, options: ReporterOptions): readonly Suite[] {
  const byFile = groupBy(shownDiagnostics(report, options), ({ primary }) => repositoryPath(primary.file.path, options));
  return Array.from(byFile, ([name, diagnostics]) => ({ name, cases: diagnostics.map(caseOf) }));
}

function caseOf(diagnostic: Diagnostic): Suite['cases'][number] {
  const { rule, severity, message, primary } = diagnostic;
  const { line, column } = positionAt(primary.file, primary.range.start);
  const name = `${rule} at ${line}:${column}`;
  const details = detailsOf(diagnostic);
  if (severity === 'info') return { name, result: 'passed', outcome: element('system-out', {}, [escape(details)], '') };
  return { name, result: 'failed', outcome: element('failure', { type: severity, message }, [escape(details)], '') };
}

const detailsOf = ({ severity, rule, message, help, fix, skip, url }: Diagnostic): string =>
  [
    `${severity}[${rule}]: ${message}`,
    ...(help ? [`help: ${help}`] : []),
    ...(fix ? [`fix: ${fix.title} (${fix.applicability})`] : []),
    ...(skip ? [`not fixed: ${skip}`] : []),
    ...(url ? [`see: ${url}`] : []),
  ].join('\n');

function skippedSuite({ skipped }: Report, options: ReporterOptions): readonly Suite[] {
  if (skipped.length === 0) return [];
  const cases = skipped.map(({ path, reason }) => ({
    name: repositoryPath(path, options),
    result: 'skipped' as const,
    outcome: element('skipped', { message: reason }),
  }));
  return [{ name: 'skipped files', cases }];
}

/** A server takes a report without a test for a broken one. */
const cleanSuite = ({ tool, files }: Report): Suite => ({
  name: tool.name,
  cases: [{ name: `no findings in ${plural(files, 'file')}`, result: 'passed' }],
});

function suiteElement(suite: Suite): string {
  const { name, cases } = suite;
  const children = cases.map(({ name: caseName, outcome }) =>
    element('testcase', { name: caseName, classname: name }, outcome === undefined ? [] : [outcome]),
  );
  const skipped = cases.filter(({ result }) => result === 'skipped').length;
  return element('testsuite', { name, tests: testsOf(suite), failures: failuresOf(suite), errors: 0, skipped }, children);
}

const testsOf = ({ cases }: Suite): number => cases.length;
const failuresOf = ({ cases }: Suite): number => cases.filter(({ result }) => result === 'failed').length;

function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  children: readonly string[] = [],
  separator = '\n',
): string {
  const opening = [name, ...Object.entries(attributes).map(([key, value]) => `${key}="${escape(String(value))}"`)].join(' ');
  return children.length === 0 ? `<${opening}/>` : [`<${opening}>`, ...children, `</${name}>`].join(separator);
}

/** XML 1.0 has no way to spell most control characters, and ends lines of attributes on its own. */
const escape = (text: string): string =>
  text
    .split('\n')
    .map(line =>
      visible(line)
        .replace(/[\ufffe\uffff]/g, '\ufffd')
        .replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`),
    )
    .join('&#10;');
