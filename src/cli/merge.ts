import { codemods } from '../../codemods/index.ts';
import { inReadingOrder } from '../core/diagnostic.ts';
import type { SourceFile } from '../core/text.ts';
import { parseJsonReport, type JsonReport } from '../reporters/json-report.ts';
import { fits, placeholder, placesIn } from '../reporters/placeholder.ts';
import { readReport } from '../reporters/read-report.ts';
import type { Report } from '../reporters/report.ts';
import { UsageError } from './commands.ts';

export interface MergeInput {
  /** The JSON reports, by the names of their files. */
  readonly texts: ReadonlyMap<string, string>;
  /** A file that was linted, as it is now. */
  readonly read: (path: string) => SourceFile | undefined;
  /** Whether the formats to write show or count the text of files; JSON does not. */
  readonly needsSources: boolean;
}

/** Joins the JSON reports of shards into one. What several of them say is said once. Throws a `UsageError` where they do not go together. */
export function mergeReports({ texts, read, needsSources }: MergeInput): Report {
  const jsons = Array.from(texts, ([name, text]) => {
    const json = parseJsonReport(text);
    if (!json)
      throw new UsageError(`\`${name}\` is not a JSON report of this version of kubemend: write it with \`--format json=${name}\``);
    return { name, json };
  });
  const [first, ...others] = jsons;
  for (const { name, json } of others)
    if (json.kubernetesVersion !== first!.json.kubernetesVersion)
      throw new UsageError(
        `\`${name}\` was written for Kubernetes ${json.kubernetesVersion}, and \`${first!.name}\` for ${first!.json.kubernetesVersion}: lint all shards for one version`,
      );
  const json = joined(jsons.map(({ json }) => json));
  const report = readReport(json, {
    fileAt: fileFinder(json, read, needsSources),
    handoverOf: id => codemods.find(codemod => codemod.id === id)?.handover,
  });
  return { ...report, diagnostics: report.diagnostics.toSorted(inReadingOrder) };
}

function joined(reports: readonly JsonReport[]): JsonReport {
  const sum = (count: (summary: JsonReport['summary']) => number): number => reports.reduce((all, { summary }) => all + count(summary), 0);
  return {
    ...reports[0]!,
    summary: {
      files: sum(({ files }) => files),
      parsed: sum(({ parsed }) => parsed),
      fixed: sum(({ fixed }) => fixed),
      suppressed: sum(({ suppressed }) => suppressed),
    },
    diagnostics: once(
      reports.flatMap(({ diagnostics }) => diagnostics),
      ({ fingerprint }) => fingerprint,
    ),
    skipped: once(reports.flatMap(({ skipped }) => skipped)).toSorted((a, b) => (a.file < b.file ? -1 : 1)),
    written: once(reports.flatMap(({ written }) => written)).toSorted(),
    assumptions: once(reports.flatMap(({ assumptions }) => assumptions)).toSorted((a, b) =>
      a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1,
    ),
    followUps: once(reports.flatMap(({ followUps }) => followUps)),
  };
}

const once = <T>(items: readonly T[], keyOf: (item: T) => string = item => JSON.stringify(item)): T[] => [
  ...new Map(items.map(item => [keyOf(item), item])).values(),
];

function fileFinder(json: JsonReport, read: MergeInput['read'], needsSources: boolean): (path: string) => SourceFile {
  const places = placesIn(json);
  const known = new Map<string, SourceFile>();
  return path => {
    const ofFile = places.get(path) ?? [];
    const found = known.get(path) ?? read(path);
    const file = found && fits(found, ofFile) ? found : needsSources ? undefined : placeholder(path, ofFile);
    if (!file)
      throw new UsageError(
        needsSources
          ? `\`${path}\` is not here as it was linted: merge where the same files are, or with \`--format json\``
          : `what the reports say about \`${path}\` cannot be true of one file: lint all shards of one commit`,
      );
    known.set(path, file);
    return file;
  };
}
