import { realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import process from 'node:process';
import type { LintOptions } from './cli/commands.ts';
import { policyOf, type Policy } from './config/policy.ts';
import { nearestFile } from './discover/nearest-file.ts';
import { existingFolder, workTreeRoot } from './discover/work-tree.ts';

/** The rule about files that cannot be read past a point. */
const SYNTAX = 'syntax';

/** The name of a configuration. */
export const CONFIGURATION = 'kubemend.yaml';

/** What the options and the configuration say. */
export async function policyFor(options: LintOptions): Promise<Policy> {
  const cwd = realpathSync(process.cwd());
  const root = workTreeRoot(cwd);
  // Of a text on standard input the folder of the file that it stands for counts.
  const from = options.stdinFilename === undefined ? cwd : existingFolder(dirname(resolve(cwd, options.stdinFilename)));
  const named = typeof options.config === 'object' ? resolve(cwd, options.config.file) : undefined;
  const place = named ?? (options.config === 'nearest' ? nearestFile(CONFIGURATION, from, root) : undefined);
  const read =
    place === undefined
      ? undefined
      : await (await import('./configuration.ts')).loadConfiguration({ place, named: named !== undefined, cwd, root });
  const configuration = read && !options.ignore ? { ...read, isIgnored: () => false } : read;
  const { target, to, settings, rules } = options;
  const policy = policyOf(
    { target, to, settings, rules, codemods: new Set(options.codemod === undefined ? [] : [options.codemod]) },
    configuration,
  );
  if (settings.size > 0) {
    const { refuseUnused } = await import('./cli/setting-options.ts');
    refuseUnused(settings, new Set([...policy.migrations, ...(options.codemod === undefined ? [] : [options.codemod])]));
  }
  return options.strict ? strictly(policy) : policy;
}

/** A file that cannot be read past a point is as bad as its worst finding might be; a rule that is off stays off. */
const strictly = (policy: Policy): Policy => ({
  ...policy,
  severityAt: (rule, path) => (rule === SYNTAX ? 'error' : policy.severityAt(rule, path)),
});
