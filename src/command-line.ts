import { constants } from 'node:os';
import process from 'node:process';
import { UsageError } from './cli/commands.ts';
import { readArguments } from './cli/options.ts';
import { stdout } from './cli/output.ts';
import { isInActions, tell } from './cli/workflow-commands.ts';
import { ConfigurationError } from './config/policy.ts';
import { Interrupted } from './fix/signals.ts';
import { lint } from './lint-command.ts';
import { readText } from './read-text.ts';
import { VERSION } from './version.ts';

/** The whole command, from the arguments of the process to its exit status. */
export async function commandLine(): Promise<void> {
  try {
    process.exitCode = await main(process.argv.slice(2));
  } catch (error) {
    tell(
      `kubemend: ${error instanceof UsageError || error instanceof ConfigurationError || error instanceof Interrupted ? error.message : `this is a bug: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`}\n`,
    );
    process.exitCode = 2;
    if (error instanceof Interrupted) {
      // Whoever started the command sees that the signal ended it; the first process of a container is not ended so.
      process.exitCode = 128 + constants.signals[error.signal];
      process.kill(process.pid, error.signal);
    }
  }
}

async function main(args: readonly string[]): Promise<number> {
  const command = await readArguments(args, { inActions: isInActions(), readText });
  switch (command.command) {
    case 'help':
      stdout.write((await import('./cli/help.ts')).help());
      return 0;
    case 'version':
      stdout.write(`${VERSION}\n`);
      return 0;
    case 'rules':
      stdout.write((await import('./cli/rules.ts')).formatRules(command.json));
      return 0;
    case 'explain':
      stdout.write((await import('./cli/explain.ts')).explain(command.id));
      return 0;
    case 'init':
      await (await import('./init-command.ts')).init();
      return 0;
    case 'completion':
      stdout.write((await import('./cli/completion.ts')).completion(command.shell));
      return 0;
    case 'merge':
      return (await import('./merge-command.ts')).merge(command);
    case 'lint':
      return lint(command);
  }
}
