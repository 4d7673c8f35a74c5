import { lstatSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { ConfigurationError } from './config/policy.ts';
import type { Node } from './core/document.ts';
import { positionAt } from './core/text.ts';
import { pathFrom } from './core/path.ts';
import { loadYaml } from './languages/index.ts';
import { entriesOf, type Baseline, type BaselineEntry } from './lint/baseline.ts';
import type { RunResult } from './main.ts';
import { plural } from './reporters/plural.ts';
import { decode } from './scan/decode.ts';

/** The form of the file; another one is another number. */
const VERSION = 1;

/** Reads the baseline at a place. */
export async function loadBaseline(place: string, cwd: string): Promise<Baseline> {
  const path = pathFrom(cwd, place);
  if (lstatSync(place).isSymbolicLink())
    throw new ConfigurationError(`\`${path}\` is a symbolic link, and a baseline is a file of the repository`);
  if (!statSync(place).isFile()) throw new ConfigurationError(`\`${path}\` cannot be read: it is no file`);
  const file = decode(path, readFileSync(place));
  if ('reason' in file) throw new ConfigurationError(`\`${path}\` cannot be read: ${file.reason}`);
  const [document] = (await loadYaml()).parse(file).documents;
  const root = document?.root;
  if (!root || root.get('version')?.value !== VERSION)
    throw new ConfigurationError(`\`${path}\` is no baseline that this version reads: write it anew with \`kubemend baseline\``);
  const entries = root.get('findings')?.items().map(entryOf) ?? [];
  return {
    document: root.document,
    entries,
    fromFolder: fromFolderOf(place, cwd),
    toPath: name => pathFrom(cwd, resolve(dirname(place), name)),
  };

  function entryOf(node: Node): Baseline['entries'][number] {
    const [rule, name, message, fingerprint] = ['rule', 'file', 'message', 'fingerprint'].map(key => node.get(key)?.value);
    if (typeof rule === 'string' && typeof name === 'string' && typeof message === 'string' && typeof fingerprint === 'string')
      return { rule, file: name, message, fingerprint, range: node.range };
    const { line, column } = positionAt(node.document.file, node.range.start);
    throw new ConfigurationError(
      `${path}:${line}:${column}: a finding has \`rule\`, \`file\`, \`message\` and \`fingerprint\`, each a string`,
    );
  }
}

/**
 * Writes all findings of a run down where there is no baseline yet, else takes out those that are gone. New findings are not added to what
 * there is: they are what a baseline is to show. Answers with a sentence.
 */
export function writeBaseline(place: string, cwd: string, baseline: Baseline | undefined, { report, goneEntries }: RunResult): string {
  const gone = new Set<BaselineEntry>(goneEntries);
  const fromFolder = fromFolderOf(place, cwd);
  const entries = baseline ? baseline.entries.filter(entry => !gone.has(entry)) : entriesOf(report.diagnostics, fromFolder);
  const sorted = entries
    .map(({ rule, file, message, fingerprint }) => ({ rule, file, message, fingerprint }))
    .toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const path = pathFrom(cwd, place);
  if (!baseline || gone.size > 0) writeFileSync(place, `${JSON.stringify({ version: VERSION, findings: sorted }, null, 2)}\n`);
  if (!baseline) return `wrote ${plural(sorted.length, 'finding')} to ${path}`;
  const fresh = entriesOf(report.diagnostics, fromFolder).length;
  return [
    gone.size > 0 ? `took ${plural(gone.size, 'finding')} out of ${path}, which holds ${sorted.length} now` : `${path} is up to date`,
    ...(fresh > 0 ? [`${plural(fresh, 'new finding')} not added: remove the file first to write all down anew`] : []),
  ].join('; ');
}

const keyOf = ({ file, rule, fingerprint }: BaselineEntry): string => [file, rule, fingerprint].join('\0');

const fromFolderOf =
  (place: string, cwd: string) =>
  (path: string): string =>
    pathFrom(dirname(place), resolve(cwd, path));
