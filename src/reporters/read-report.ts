import type { Handover } from '../core/codemod.ts';
import type { Diagnostic, FileEdit, Label } from '../core/diagnostic.ts';
import type { Document } from '../core/document.ts';
import { parseDottedPath } from '../core/dotted-path.ts';
import type { SourceFile } from '../core/text.ts';
import { parseVersion } from '../core/version.ts';
import { groupBy } from './group-by.ts';
import type { JsonDiagnostic, JsonRange, JsonReport } from './json-report.ts';
import type { Report } from './report.ts';

/** What a JSON report does not hold. */
export interface Surroundings {
  readonly fileAt: (path: string) => SourceFile;
  /** What a codemod leaves to people; nothing for one that this version does not know. */
  readonly handoverOf: (codemod: string) => Handover | undefined;
}

/** The report that was written as JSON, as far as reporters ask for it. */
export function readReport(json: JsonReport, { fileAt, handoverOf }: Surroundings): Report {
  const read = json.diagnostics.map(one => ({ one, diagnostic: diagnosticOf(one, fileAt) }));
  return {
    tool: json.tool,
    target: parseVersion(json.kubernetesVersion) ?? { major: 0, minor: 0 },
    diagnostics: read.map(({ diagnostic }) => diagnostic),
    edits: new Map(read.flatMap(({ one, diagnostic }) => (one.fix ? [[diagnostic, editsOf(one)] as const] : []))),
    fingerprints: new Map(read.map(({ one, diagnostic }) => [diagnostic, one.fingerprint])),
    files: json.summary.files,
    parsed: json.summary.parsed,
    fixed: json.summary.fixed,
    suppressed: json.summary.suppressed,
    skipped: json.skipped.map(({ file, reason }) => ({ path: file, reason })),
    written: json.written,
    assumptions: json.assumptions.map(({ codemod, file, line, text }) => {
      const source = fileAt(file);
      const start = lineStart(source, line);
      return { codemod, assumption: { at: { file: source, range: { start, end: start }, text: '' }, text } };
    }),
    handovers: [...groupBy(json.followUps, ({ codemod }) => codemod)].flatMap(([codemod, items]) => {
      const handover = handoverOf(codemod);
      return handover ? [{ codemod, handover, followUps: items.map(({ text }) => text) }] : [];
    }),
  };
}

function diagnosticOf(json: JsonDiagnostic, fileAt: Surroundings['fileAt']): Diagnostic {
  const { rule, severity, file, document, range, message, help, url, resource, related, fix, skip } = json;
  const labelOf = (path: string, { start, end }: JsonRange, text: string): Label => ({
    file: fileAt(path),
    range: { start: start.offset, end: end.offset },
    text,
  });
  const edited = [...new Set((fix?.edits ?? []).filter(({ create }) => !create).map(edit => edit.file))];
  const plan = { changes: edited.map(path => ({ document: unparsed(fileAt(path), 0), ops: [] })) };
  return {
    rule,
    severity,
    message,
    help,
    url,
    skip,
    primary: labelOf(file, range, ''),
    related: related.map(label => labelOf(label.file, label.range, label.message)),
    document: unparsed(fileAt(file), document),
    resource: resource && { ...resource, path: parseDottedPath(resource.path) },
    fix: fix && {
      title: fix.title,
      applicability: fix.applicability,
      plan,
      ...(fix.codemod !== undefined && { codemod: fix.codemod }),
    },
  };
}

const editsOf = ({ fix }: JsonDiagnostic): readonly FileEdit[] =>
  (fix?.edits ?? []).map(({ file, start, end, newText, create }) => ({ path: file, range: { start, end }, newText, create }));

/** Reporters ask a document for its file and its number alone. */
const unparsed = (file: SourceFile, index: number): Document => ({
  file,
  index,
  isTemplate: false,
  range: { start: 0, end: file.text.length },
  root: undefined,
  errors: [],
  editor: { plan: () => [], commentsOf: () => [] },
  model: () => ({ kind: 'scalar', value: null }),
  comments: () => [],
});

function lineStart({ text }: SourceFile, line: number): number {
  let at = 0;
  for (let count = 1; count < line; count++) at = text.indexOf('\n', at) + 1;
  return at;
}
