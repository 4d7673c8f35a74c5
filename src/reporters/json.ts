import type { Diagnostic, FileEdit, Fix, Label, Resource } from '../core/diagnostic.ts';
import type { SourceFile, TextRange } from '../core/text.ts';
import { assumptionText } from '../core/diagnostic.ts';
import { dottedPath } from '../core/dotted-path.ts';
import { positionAt } from '../core/text.ts';
import { formatVersion } from '../core/version.ts';
import { SCHEMA_VERSION } from './json-report.ts';
import { jsonText } from './json-text.ts';
import type { Report, Reporter } from './report.ts';
import { countBySeverity, fingerprintsOf, shownDiagnostics } from './report.ts';

/** For programs: the JSON report of the documentation. The summary counts all findings, hidden ones included. */
export const formatJson: Reporter = (report, options) => {
  const fingerprintOf = fingerprintsOf(report);
  const json = {
    schemaVersion: SCHEMA_VERSION,
    tool: report.tool,
    kubernetesVersion: formatVersion(report.target),
    summary: summaryOf(report),
    diagnostics: shownDiagnostics(report, options).map(diagnostic => ({
      ...jsonOf(diagnostic, report.edits.get(diagnostic)),
      fingerprint: fingerprintOf.get(diagnostic),
    })),
    skipped: report.skipped.map(({ path, reason }) => ({ file: path, reason })),
    written: report.written,
    assumptions: report.assumptions.map(({ codemod, assumption }) => ({
      codemod,
      file: assumption.at.file.path,
      line: positionAt(assumption.at.file, assumption.at.range.start).line,
      text: assumptionText(assumption),
    })),
    followUps: report.handovers.flatMap(({ codemod, followUps }) => followUps.map(text => ({ codemod, text }))),
  };
  return jsonText(json);
};

function summaryOf({ diagnostics, files, parsed, fixed, suppressed, skipped }: Report): object {
  const { error, warning, info } = countBySeverity(diagnostics);
  return { files, parsed, errors: error, warnings: warning, info, fixed, suppressed, skippedFiles: skipped.length };
}

/** Members that are `undefined` are left out by `JSON.stringify`. */
function jsonOf(diagnostic: Diagnostic, edits: readonly FileEdit[] | undefined): object {
  const { rule, severity, primary, document, message, help, url, resource, related, fix, skip } = diagnostic;
  return {
    rule,
    severity,
    file: primary.file.path,
    document: document.index,
    range: rangeOf(primary.file, primary.range),
    message,
    help,
    url,
    resource: resource && resourceOf(resource),
    related: related.map(relatedOf),
    fix: fix && fixOf(fix, edits ?? []),
    skip,
  };
}

function rangeOf(file: SourceFile, { start, end }: TextRange): object {
  return { start: { ...positionAt(file, start), offset: start }, end: { ...positionAt(file, end), offset: end } };
}

function resourceOf({ apiVersion, kind, namespace, name, path, form }: Resource): object {
  return { apiVersion, kind, namespace, name, path: dottedPath(path), form };
}

function relatedOf({ file, range, text }: Label): object {
  return { file: file.path, range: rangeOf(file, range), message: text };
}

function fixOf({ title, applicability, codemod }: Fix, edits: readonly FileEdit[]): object {
  return {
    title,
    applicability,
    codemod,
    edits: edits.map(({ path, range, newText, create }) => ({ file: path, start: range.start, end: range.end, newText, create })),
  };
}
