import { Buffer } from 'node:buffer';
import type { Diagnostic, Severity } from '../core/diagnostic.ts';
import { assumptionText, SEVERITIES } from '../core/diagnostic.ts';
import { positionAt } from '../core/text.ts';
import { fixOptions } from './fix-options.ts';
import { plural } from './plural.ts';
import type { Report, Reporter, ReporterOptions } from './report.ts';
import { repositoryPath, shownDiagnostics } from './report.ts';
import { countLine } from './summary.ts';
import { visible } from './visible.ts';

const HEAD = ['| severity | place | finding | fix |', '|---|---|---|---|'];

const SEVERITY: Record<Severity, string> = { error: '**error**', warning: 'warning', info: 'info' };

/** Room for the line that says how many findings are left out. */
const ROOM_FOR_REST = 100;

/** For comments on pull requests and summaries of jobs: a table, the gravest first, in the Markdown of GitHub and GitLab. */
export const formatMarkdown: Reporter = (report, options) => {
  const shown = shownDiagnostics(report, options);
  const sorted = SEVERITIES.toReversed().flatMap(level => shown.filter(({ severity }) => severity === level));
  const title = `## kubemend: ${countLine(report, shown, options)}`;
  const rest = [...assumptionSection(report, options), ...handoverSections(report), ...skippedSection(report, options)];
  const room = (options.maxBytes ?? Infinity) - size([title, ...HEAD, ...rest]) - ROOM_FOR_REST;
  const rows = withinRoom(
    sorted.map(diagnostic => rowOf(diagnostic, options)),
    room,
  );
  const leftOut = sorted.length - rows.length;
  return [
    title,
    ...(rows.length > 0 ? ['', ...HEAD, ...rows] : []),
    ...(leftOut > 0 ? ['', `${plural(leftOut, 'more finding')} left out: there is no more room here.`] : []),
    ...rest,
    '',
  ].join('\n');
};

const size = (lines: readonly string[]): number => lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);

function withinRoom(rows: readonly string[], room: number): readonly string[] {
  let left = room;
  const end = rows.findIndex(row => (left -= size([row])) < 0);
  return end === -1 ? rows : rows.slice(0, end);
}

function rowOf(diagnostic: Diagnostic, options: ReporterOptions): string {
  const { rule, severity, message, help, primary, url } = diagnostic;
  const { line } = positionAt(primary.file, primary.range.start);
  const name = url === undefined || !/^https:[^\s()<>|]+$/.test(url) ? code(rule) : `[${code(rule)}](${url})`;
  const cells = [
    SEVERITY[severity],
    code(`${repositoryPath(primary.file.path, options)}:${line}`),
    [`${prose(message)} ${name}`, ...(help ? [prose(help)] : [])].join('<br>'),
    fixCell(diagnostic, options),
  ];
  return `| ${cells.join(' | ')} |`;
}

function fixCell(diagnostic: Diagnostic, options: ReporterOptions): string {
  const { fix, skip } = diagnostic;
  if (!fix) return skip ? `not fixed: ${prose(skip)}` : '–';
  const asking = fixOptions(diagnostic, options);
  return `${prose(fix.title)} (${fix.applicability}${asking === undefined ? '' : `, ${code(`kubemend ${asking}`)}`})`;
}

function assumptionSection({ assumptions }: Report, options: ReporterOptions): readonly string[] {
  const lines = assumptions.map(({ assumption }) => {
    const { file, range } = assumption.at;
    return `- ${code(`${repositoryPath(file.path, options)}:${positionAt(file, range.start).line}`)}: ${prose(assumptionText(assumption))}`;
  });
  return section('Taken for granted, as no file can show it', [...new Set(lines)]);
}

const handoverSections = ({ handovers }: Report): readonly string[] =>
  handovers.flatMap(({ handover: { title }, followUps }) =>
    section(
      title,
      followUps.map(item => `- ${code(item)}`),
    ),
  );

const skippedSection = ({ skipped }: Report, options: ReporterOptions): readonly string[] =>
  section(
    'Skipped files',
    skipped.map(({ path, reason }) => `- ${code(repositoryPath(path, options))}: ${prose(reason)}`),
  );

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length > 0 ? ['', `### ${prose(title)}`, '', ...lines] : [];

/** A sentence of ours; what stands in backticks may be anybody's words. A lone backtick is only that. */
const prose = (text: string): string => {
  const parts = text.split('`');
  if (parts.length % 2 === 0) return escape(visible(text));
  return parts.map((part, index) => (index % 2 === 0 ? escape(visible(part)) : part === '' ? '' : code(part))).join('');
};

/** Words as code, whatever they are: in `code` no name is a mention and no address a link. */
const code = (text: string): string => `<code>${escape(visible(text))}</code>`;

/** Spells what has a meaning in Markdown or HTML as its code point: by that it never has one. */
const escape = (text: string): string => text.replace(/[\\`*_[\]<>|~@&$]/g, character => `&#${character.charCodeAt(0)};`);
