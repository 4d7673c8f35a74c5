import { appendFileSync, statSync } from 'node:fs';
import { reporters } from '../reporters/index.ts';
import type { Report, ReporterOptions } from '../reporters/report.ts';

/** GitHub shows nothing of a summary that is larger. Source: "Workflow commands for GitHub Actions", adding a job summary. */
const MOST_BYTES = 1024 * 1024;

/** Adds the report to the summary of a step of GitHub Actions. Answers with a sentence where that fails. */
export async function addToStepSummary(file: string, report: Report, options: ReporterOptions): Promise<readonly string[]> {
  const formatMarkdown = await reporters.markdown.load();
  try {
    const taken = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    appendFileSync(file, formatMarkdown(report, { ...options, maxBytes: MOST_BYTES - taken }));
    return [];
  } catch (error) {
    return [`the summary of the step cannot be written to \`${file}\`: ${error instanceof Error ? error.message : String(error)}`];
  }
}
