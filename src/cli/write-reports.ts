import { writeFileSync } from 'node:fs';
import process from 'node:process';
import { isAsSevere } from '../core/diagnostic.ts';
import { reporters } from '../reporters/index.ts';
import type { Report, ReporterOptions } from '../reporters/report.ts';
import type { ReportOptions } from './commands.ts';
import type { Output } from './output.ts';
import { isInActions, withoutCommands } from './workflow-commands.ts';

/** Writes each report to its file, or to `output`. Answers with a sentence for each that could not be written. */
export async function writeReports(
  options: ReportOptions,
  run: Pick<ReporterOptions, 'fixing' | 'asked' | 'folder'>,
  report: Report,
  output: Output,
): Promise<readonly string[]> {
  // Without a finding no format tells what a rule is about.
  const rules = report.diagnostics.length > 0 ? (await import('../../rules/index.ts')).rules : [];
  const shared = { ...run, quiet: options.quiet, rules };
  const failures: string[] = [];
  for (const { format, file } of options.outputs) {
    const { defaultMinSeverity, load } = reporters[format];
    const minSeverity = options.minSeverity ?? defaultMinSeverity;
    const color = file === undefined && usesColor(options.color, output);
    const links = color && output.isTTY && (await import('./links.ts')).takesLinks(process.env);
    const text = (await load())(report, { ...shared, minSeverity, color, links });
    const whole = text === '' || text.endsWith('\n') ? text : `${text}\n`;
    if (file === undefined) output.write(format === 'text' && isInActions() ? withoutCommands(whole) : whole);
    else failures.push(...writeReport(file, whole));
    const summary = process.env['GITHUB_STEP_SUMMARY'];
    if (format === 'github' && file === undefined && summary) {
      const { addToStepSummary } = await import('./step-summary.ts');
      failures.push(...(await addToStepSummary(summary, report, { ...shared, minSeverity, color })));
    }
  }
  return failures;
}

/** Writes a file that an option names. Answers with a sentence where that fails. */
export function writeReport(file: string, text: string): readonly string[] {
  try {
    writeFileSync(file, text);
    return [];
  } catch (error) {
    return [`the report cannot be written to \`${file}\`: ${error instanceof Error ? error.message : String(error)}`];
  }
}

/** `--color` beats the environment, and the environment beats the terminal. A stream that is none says nothing of it. */
function usesColor(color: ReportOptions['color'], output: Output): boolean {
  if (color !== 'auto') return color === 'always';
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return TERM !== 'dumb' && output.isTTY;
}

/** The exit status of a run that did its work. */
export function statusOf({ diagnostics }: Report, { failOn }: ReportOptions): number {
  return failOn !== 'never' && diagnostics.some(({ severity }) => isAsSevere(severity, failOn)) ? 1 : 0;
}
