import type { Diagnostic, Severity } from '../core/diagnostic.ts';
import { positionAt } from '../core/text.ts';
import { jsonText } from './json-text.ts';
import type { Reporter } from './report.ts';
import { fingerprintsOf, repositoryPath, shownDiagnostics } from './report.ts';

const SEVERITY: Record<Severity, string> = { error: 'major', warning: 'minor', info: 'info' };

/**
 * For merge requests of GitLab: a Code Quality report, with the fields that are documented.
 * Source: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
 */
export const formatGitlab: Reporter = (report, options) => {
  const fingerprintOf = fingerprintsOf(report);
  return jsonText(
    shownDiagnostics(report, options).map(diagnostic => ({
      description: descriptionOf(diagnostic),
      check_name: diagnostic.rule,
      fingerprint: fingerprintOf.get(diagnostic),
      severity: SEVERITY[diagnostic.severity],
      location: { path: repositoryPath(diagnostic.primary.file.path, options), lines: linesOf(diagnostic) },
    })),
  );
};

const descriptionOf = ({ message, help }: Diagnostic): string => (help ? `${message} (${help})` : message);

function linesOf({ primary: { file, range } }: Diagnostic): object {
  const begin = positionAt(file, range.start).line;
  return { begin, end: positionAt(file, Math.max(range.start, range.end - 1)).line };
}
