import type { Diagnostic, FileEdit, Label, Resource, Severity } from '../core/diagnostic.ts';
import { dottedPath } from '../core/dotted-path.ts';
import type { SourceFile, TextRange } from '../core/text.ts';
import { positionAt } from '../core/text.ts';
import { jsonText } from './json-text.ts';
import type { Report, Reporter, ReporterOptions } from './report.ts';
import { fingerprintsOf, repositoryPath, shownDiagnostics } from './report.ts';
import { sarifRule, SARIF_LEVEL } from './sarif-rule.ts';
import { sourcesOf } from './sources.ts';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

/** The root of the repository. Source: appendix "SARIF support for code scanning" of the GitHub documentation. */
const ROOT = '%SRCROOT%';

/**
 * Our own key: under `primaryLocationLineHash` GitHub warns of every value that it did not compute itself.
 * Source: fingerprints.ts of github/codeql-action.
 */
const FINGERPRINT = 'kubemend/v1';

/** A longer span is found by its lines; the text would only make the file large. */
const LONGEST_SNIPPET = 200;

/**
 * For code scanning: SARIF 2.1.0 as GitHub takes it in, with paths from the root of the repository. Source:
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os-complete.html
 */
export const formatSarif: Reporter = (report, options) => {
  const diagnostics = shownDiagnostics(report, options);
  const ruleIds = [...new Set(diagnostics.map(({ rule }) => rule))].toSorted();
  const log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: report.tool.name,
            version: report.tool.version,
            semanticVersion: report.tool.version,
            informationUri: 'https://github.com/kubemend/kubemend',
            rules: ruleIds.map(id => sarifRule(id, options.rules)),
          },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [ROOT]: { description: { text: 'The root of the repository.' } } },
        invocations: [invocationOf(report, options)],
        results: resultsOf(report, diagnostics, ruleIds, options),
      },
    ],
  };
  return jsonText(log);
};

function invocationOf({ skipped }: Report, options: ReporterOptions): object {
  return {
    executionSuccessful: true,
    toolExecutionNotifications: skipped.map(({ path, reason }) => ({
      level: 'note',
      message: { text: messageText(`The file was skipped: ${reason}.`) },
      locations: [{ physicalLocation: { artifactLocation: artifactOf(path, options) } }],
    })),
  };
}

function resultsOf(
  report: Report,
  diagnostics: readonly Diagnostic[],
  ruleIds: readonly string[],
  options: ReporterOptions,
): readonly object[] {
  const fingerprintOf = fingerprintsOf(report);
  const sources = sourcesOf(report.diagnostics);
  return diagnostics.map(diagnostic => {
    const { rule, severity, primary, related, resource, fix } = diagnostic;
    const edits = fix && fix.applicability !== 'manual' ? (report.edits.get(diagnostic) ?? []) : [];
    return {
      ruleId: rule,
      ruleIndex: ruleIds.indexOf(rule),
      level: SARIF_LEVEL[severity satisfies Severity],
      message: { text: messageText(sentencesOf(diagnostic)) },
      locations: [{ ...locationOf(primary, options), logicalLocations: resource && [logicalLocationOf(resource)] }],
      ...(related.length > 0 && {
        relatedLocations: related.map((label, index) => ({
          id: index + 1,
          ...locationOf(label, options),
          message: label.text === '' ? undefined : { text: messageText(`${label.text}.`) },
        })),
      }),
      partialFingerprints: { [FINGERPRINT]: fingerprintOf.get(diagnostic) },
      ...(fix &&
        edits.length > 0 && { fixes: [{ description: { text: `${fix.title}.` }, artifactChanges: changesOf(edits, sources, options) }] }),
    };
  });
}

/** GitHub shows the text and nothing of the fix, so that all there is to say stands here. */
const sentencesOf = ({ message, help, fix, skip }: Diagnostic): string =>
  [
    message,
    ...(help ? [`Help: ${help}`] : []),
    ...(fix ? [`Fix (${fix.applicability}): ${fix.title}`] : []),
    ...(skip ? [`Not fixed: ${skip}`] : []),
  ]
    .map(sentence => `${sentence}.`)
    .join('\n');

/**
 * A message may hold links, `[text](target)`, and arguments, `{0}`; words of a file that look like either are escaped (3.11.5,
 * 3.11.6). Other braces are left alone: readers that take no arguments show a doubled one as it is.
 */
const messageText = (text: string): string =>
  text
    .split('](')
    .map((part, index, parts) => (index === parts.length - 1 ? part : escapeOpening(part)))
    .join('](')
    .replace(/\{(\d+)\}/g, '{{$1}}');

/** Of a text before `](`: what may open the link that is closed there. */
function escapeOpening(text: string): string {
  const start = Math.max(text.lastIndexOf(']'), text.lastIndexOf('\n')) + 1;
  return text.slice(0, start) + text.slice(start).replaceAll('[', '\\[');
}

function locationOf({ file, range }: Label, options: ReporterOptions): object {
  return { physicalLocation: { artifactLocation: artifactOf(file.path, options), region: regionOf(file, range) } };
}

function artifactOf(path: string, options: ReporterOptions): object {
  // Half of a surrogate pair has no bytes to spell.
  const name = repositoryPath(path, options).replace(/\p{Cs}/gu, '\ufffd');
  const uri = name.split('/').map(encodeURIComponent).join('/');
  return { uri, uriBaseId: ROOT };
}

/** An alert shows in a pull request where all its lines are changed: a final line break must not add the next line. */
function regionOf(file: SourceFile, { start, end }: TextRange): object {
  const text = file.text.slice(start, end).replace(/\r?\n$/, '');
  const snippet = text !== '' && text.length <= LONGEST_SNIPPET ? { text } : undefined;
  return { ...exactRegionOf(file, { start, end: start + text.length }), snippet };
}

function exactRegionOf(file: SourceFile, range: TextRange): object {
  const [start, end] = [positionAt(file, range.start), positionAt(file, range.end)];
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

function logicalLocationOf({ kind, namespace, name, path }: Resource): object {
  const object = [kind, namespace, name].filter(part => part !== undefined).join('/');
  const field = dottedPath(path);
  return { name: name ?? kind, kind: 'resource', fullyQualifiedName: [object, field].filter(part => part !== '').join(' ') || undefined };
}

/** One change a file, in the order of the edits. A file that is not at hand is told in offsets, which the format allows too. */
function changesOf(edits: readonly FileEdit[], sources: ReadonlyMap<string, SourceFile>, options: ReporterOptions): readonly object[] {
  const paths = [...new Set(edits.map(({ path }) => path))];
  return paths.map(path => ({
    artifactLocation: artifactOf(path, options),
    replacements: edits
      .filter(edit => edit.path === path)
      .map(({ range, newText, create }) => ({
        deletedRegion: regionOfEdit(create ? undefined : sources.get(path), range),
        ...(newText !== '' && { insertedContent: { text: newText } }),
      })),
  }));
}

const regionOfEdit = (file: SourceFile | undefined, range: TextRange): object =>
  file ? exactRegionOf(file, range) : { charOffset: range.start, charLength: range.end - range.start };
