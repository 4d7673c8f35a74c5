import { styleText } from 'node:util';
import type { Diagnostic, Fix, Severity } from '../core/diagnostic.ts';
import { fixOptions } from './fix-options.ts';
import type { FramePaint, Note } from './frame.ts';
import { formatFrame } from './frame.ts';
import type { Reporter, ReporterOptions } from './report.ts';
import { shownDiagnostics } from './report.ts';
import { formatSummary } from './summary.ts';
import { visible } from './visible.ts';

type Style = 'red' | 'yellow' | 'cyan' | 'blue' | 'bold';

const SEVERITY_COLOR = { error: 'red', warning: 'yellow', info: 'cyan' } as const satisfies Record<Severity, Style>;

/** For people: each finding with the source it is about, then what the whole run came to. */
export const formatText: Reporter = (report, options) => {
  const findings = shownDiagnostics(report, options).map(diagnostic => formatFinding(diagnostic, options));
  return [...findings, formatSummary(report, options)].map(paragraph => `${paragraph}\n`).join('\n');
};

function formatFinding(diagnostic: Diagnostic, options: ReporterOptions): string {
  const { rule, severity, message, primary, related } = diagnostic;
  // Whether the terminal takes colors was asked before.
  const painted = (style: Style) => (text: string) => (options.color ? styleText(style, text, { validateStream: false }) : text);
  const [mark, bold] = [painted(SEVERITY_COLOR[severity]), painted('bold')];
  const paint: FramePaint = { gutter: painted('blue'), mark, noteName: bold, link: options.links ? linked : text => text };
  return [
    `${mark(`${severity}[${rule}]`)}${bold(`: ${visible(message)}`)}`,
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
