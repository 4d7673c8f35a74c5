import type { Diagnostic, Severity } from '../core/diagnostic.ts';
import { SEVERITIES } from '../core/diagnostic.ts';
import { positionAt } from '../core/text.ts';
import { plural } from './plural.ts';
import type { Reporter, ReporterOptions } from './report.ts';
import { countBySeverity, repositoryPath, shownDiagnostics } from './report.ts';
import { visible } from './visible.ts';

/** GitHub drops what a step says beyond this at one level. Source: docs/problem-matchers.md of actions/toolkit. */
const MOST_PER_LEVEL = 10;

const GRAVEST_FIRST = SEVERITIES.toReversed();

const LEVEL: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'notice' };

/** For GitHub Actions: workflow commands that annotate the lines of a pull request, the gravest first. */
export const formatGithub: Reporter = (report, options) => {
  const diagnostics = shownDiagnostics(report, options);
  const shown = withinBudget(diagnostics);
  const leftOut = diagnostics.length - shown.length;
  const commands = [...shown.map(diagnostic => annotation(diagnostic, options)), ...(leftOut > 0 ? [leftOutNotice(leftOut)] : [])];
  return commands.map(command => `${command}\n`).join('');
};

/** As many of each severity as GitHub shows; one notice less where a notice has to say that some are left out. */
function withinBudget(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const counts = countBySeverity(diagnostics);
  const isOver = SEVERITIES.some(severity => counts[severity] > MOST_PER_LEVEL);
  const budget = { error: MOST_PER_LEVEL, warning: MOST_PER_LEVEL, info: MOST_PER_LEVEL - (isOver ? 1 : 0) };
  return GRAVEST_FIRST.flatMap(level => diagnostics.filter(({ severity }) => severity === level).slice(0, budget[level]));
}

function annotation(diagnostic: Diagnostic, options: ReporterOptions): string {
  const { rule, severity, message, help, primary } = diagnostic;
  const properties = Object.entries({ file: repositoryPath(primary.file.path, options), ...lineProperties(diagnostic), title: rule })
    .map(([name, value]) => `${name}=${typeof value === 'string' ? escapeProperty(value) : value}`)
    .join(',');
  return `::${LEVEL[severity]} ${properties}::${escapeMessage(help ? `${message}\n${help}` : message)}`;
}

/** GitHub ignores columns of a place that spans several lines. A final line break is not a line of its own. */
function lineProperties({ primary: { file, range } }: Diagnostic): Record<string, number> {
  const start = positionAt(file, range.start);
  const last = positionAt(file, Math.max(range.start, range.end - 1));
  if (last.line > start.line) return { line: start.line, endLine: last.line };
  const endColumn = start.column + range.end - range.start;
  return { line: start.line, endLine: start.line, col: start.column, endColumn };
}

const leftOutNotice = (count: number): string =>
  `::notice::${plural(count, 'more finding')} not shown here: GitHub takes ${MOST_PER_LEVEL} of each level from a step; the log has all`;

const escapeProperty = (text: string): string => escapeMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

/** What the runner decodes goes first; what then remains invisible would reach the log as it is. */
const escapeMessage = (text: string): string => visible(text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A'));
