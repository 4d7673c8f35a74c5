import { createColors } from 'picocolors';
import type { Diagnostic, Fix, Severity } from '../core/diagnostic.ts';
import { fixOptions } from './fix-options.ts';
import type { FramePaint, Note } from './frame.ts';
import { formatFrame } from './frame.ts';
import type { Reporter, ReporterOptions } from './report.ts';
import { shownDiagnostics } from './report.ts';
import { formatSummary } from './summary.ts';
import { visible } from './visible.ts';

type Colors = ReturnType<typeof createColors>;

const SEVERITY_COLOR = { error: 'red', warning: 'yellow', info: 'cyan' } as const satisfies Record<Severity, keyof Colors>;

/** For people: each finding with the source it is about, then what the whole run came to. */
export const formatText: Reporter = (report, options) => {
  const colors = createColors(options.color);
  const findings = shownDiagnostics(report, options).map(diagnostic => formatFinding(diagnostic, options, colors));
  return [...findings, formatSummary(report, options)].map(paragraph => `${paragraph}\n`).join('\n');
};

function formatFinding(diagnostic: Diagnostic, options: ReporterOptions, colors: Colors): string {
  const { rule, severity, message, primary, related } = diagnostic;
  const mark = colors[SEVERITY_COLOR[severity]];
  const paint: FramePaint = { gutter: colors.blue, mark, noteName: colors.bold, link: options.links ? linked : text => text };
  return [
    `${mark(`${severity}[${rule}]`)}${colors.bold(`: ${visible(message)}`)}`,
    ...formatFrame({ primary, related, notes: notesOf(diagnostic, options) }, paint),
  ].join('\n');
}

function notesOf(diagnostic: Diagnostic, options: ReporterOptions): readonly Note[] {
  const { help, fix, skip, rule, url } = diagnostic;
  return [
    ...(help ? [{ name: 'help', text: help }] : []),
    ...(fix ? [{ name: 'fix', text: `${fix.title} (${howToApply(fix, fixOptions(diagnostic, options))})` }] : []),
    ...(skip ? [{ name: 'not fixed', text: skip }] : []),
    { name: 'docs', text: `kubemend explain ${rule}`, url },
  ];
}

const howToApply = ({ applicability }: Fix, options: string | undefined): string =>
  options ? `${applicability}, \`kubemend ${options}\`` : applicability;

/** OSC 8, closed by ST. An address is of printable ASCII, so that nothing of it ends the sequence. */
const linked = (text: string, url: string): string =>
  /^https:\/\/[!-~]+$/.test(url) ? `\u001b]8;;${url}\u001b\\${text}\u001b]8;;\u001b\\` : text;
