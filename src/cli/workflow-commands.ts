import process from 'node:process';
import { visibleLines } from '../reporters/visible.ts';
import { stderr } from './output.ts';

/** Whether this is a step of GitHub Actions, whose runner obeys lines of the log. */
export const isInActions = (): boolean => process.env['GITHUB_ACTIONS'] === 'true';

/**
 * Text for a log that no runner obeys, whatever files and their names hold.
 *
 * A command begins a line with `::`, blanks before it not counted, or has `##[` anywhere. Source: TryParseV2 and TryParse in
 * src/Runner.Common/ActionCommand.cs of actions/runner. What is invisible would not part the characters: the runner compares as languages do.
 */
export const withoutCommands = (text: string): string => text.replace(/^([^\S\r\n\u2028\u2029]*)::/gm, '$1\\::').replaceAll('##[', '##\\[');

/** Prints on standard error, which ends up in the log as well. Nothing in it is obeyed by a terminal, whatever files and their names hold. */
export function tell(text: string): void {
  const shown = visibleLines(text);
  stderr.write(isInActions() ? withoutCommands(shown) : shown);
}
