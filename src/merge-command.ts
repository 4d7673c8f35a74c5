import { existsSync, realpathSync, statSync } from 'node:fs';
import process from 'node:process';
import { catalog } from './catalog/index.ts';
import { UsageError, type ReportOptions } from './cli/commands.ts';
import { mergeReports } from './cli/merge.ts';
import { stdout } from './cli/output.ts';
import { statusOf, writeReports } from './cli/write-reports.ts';
import { tell } from './cli/workflow-commands.ts';
import { isBelow } from './core/path.ts';
import { folderInRepository, workTreeRoot } from './discover/work-tree.ts';
import { readText } from './read-text.ts';

/** `kubemend merge`: reports what several JSON reports say together. Returns the exit status. */
export async function merge({ files, ...options }: ReportOptions & { readonly files: readonly string[] }): Promise<number> {
  const texts = new Map(
    files.map(file => {
      const text = readText(file);
      if (typeof text !== 'string') throw new UsageError(text.refused);
      return [file, text];
    }),
  );
  const root = workTreeRoot(process.cwd());
  const report = mergeReports({
    texts,
    needsSources: options.outputs.some(({ format }) => format !== 'json'),
    read: path => {
      const text = isFileBelow(root, path) ? readText(path) : undefined;
      return typeof text === 'string' ? { path, text } : undefined;
    },
  });
  const asked = new Map(catalog.codemods.flatMap(({ id, askedBy }) => (askedBy === 'unsafe' ? [] : [[id, `--to ${askedBy.to}`] as const])));
  const errors = await writeReports(
    options,
    { fixing: report.written.length > 0, asked, folder: folderInRepository(process.cwd()) },
    report,
    stdout,
  );
  for (const error of errors) tell(`kubemend: ${error}\n`);
  return errors.length > 0 ? 2 : statusOf(report, options);
}

/** A report may be anybody's: what it says stands in another place is not shown. */
const isFileBelow = (root: string, path: string): boolean =>
  existsSync(path) && statSync(path).isFile() && isBelow(realpathSync(path), root);
