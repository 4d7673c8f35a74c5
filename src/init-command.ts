import { realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { UsageError } from './cli/commands.ts';
import { configurationText, snippets } from './cli/init.ts';
import { stdout } from './cli/output.ts';
import { nearestFile } from './discover/nearest-file.ts';
import { pathFrom } from './core/path.ts';
import { workTreeRoot } from './discover/work-tree.ts';
import { CONFIGURATION } from './policy-of-run.ts';
import { surveyOf } from './survey.ts';
import { VERSION } from './version.ts';

/** `kubemend init`: writes a configuration at the root of the work tree, where there is none, and says how to go on. */
export async function init(): Promise<void> {
  const cwd = realpathSync(process.cwd());
  const root = workTreeRoot(cwd);
  const known = nearestFile(CONFIGURATION, cwd, root);
  if (known !== undefined) throw new UsageError(`\`${pathFrom(cwd, known)}\` is there already, and stays as it is`);
  const place = join(root, CONFIGURATION);
  const text = configurationText(await surveyOf(cwd), VERSION);
  try {
    // Not over what came into being meanwhile, nor through a link to nowhere.
    writeFileSync(place, text, { flag: 'wx' });
  } catch (error) {
    throw new UsageError(`\`${pathFrom(cwd, place)}\` cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
  stdout.write(`wrote ${pathFrom(cwd, place)}\n\n${snippets(VERSION)}`);
}
