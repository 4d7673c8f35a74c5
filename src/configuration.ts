import { lstatSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { codemods } from '../codemods/index.ts';
import { rules } from '../rules/index.ts';
import { configurationKeys } from './config/keys.ts';
import { ConfigurationError, type Configuration } from './config/policy.ts';
import { readConfiguration } from './config/read.ts';
import type { Refusal } from './core/document.ts';
import { isWithin, pathFrom } from './core/path.ts';
import { loadYaml } from './languages/index.ts';
import { decode } from './scan/decode.ts';

/** Where a configuration stands. */
export interface ConfigurationPlace {
  readonly place: string;
  /** Named by the user, not found: then it may stand anywhere. */
  readonly named: boolean;
  readonly cwd: string;
  /** The root of the repository. */
  readonly root: string;
}

/** Reads a configuration. It may come with the repository of a stranger: no file out of `root` is read because of it. */
export async function loadConfiguration({ place, named, cwd, root }: ConfigurationPlace): Promise<Configuration> {
  const path = pathFrom(cwd, place);
  if (!named && isOutside(root, realPathOf(place)))
    throw new ConfigurationError(
      `\`${path}\` is a symbolic link that leads out of the repository: name its target with \`--config\` if it is to count`,
    );
  const file = decode(path, bytesAt(place, path));
  if ('reason' in file) throw new ConfigurationError(`\`${path}\` cannot be read: ${file.reason}`);
  const { documents, skipped } = (await loadYaml()).parse(file);
  const [document, second] = documents;
  if (second) throw new ConfigurationError(`${path}: a configuration is one document, and here are several`);
  if (!document) {
    if (skipped !== undefined) throw new ConfigurationError(`\`${path}\` cannot be read: ${skipped}`);
    return { path, layers: [], isIgnored: () => false, clusters: new Map() };
  }
  const folder = dirname(place);
  return readConfiguration(document, {
    keys: configurationKeys(rules, codemods),
    fromFolder: path => pathFrom(folder, resolve(cwd, path)),
    readText: text => textWithin(root, resolve(folder, text), text),
    outputs: new Set(codemods.flatMap(({ handover }) => handover?.file ?? [])),
    outputAt: text => outputWithin(root, resolve(folder, text), text) ?? pathFrom(cwd, resolve(folder, text)),
  });
}

function bytesAt(place: string, path: string): Buffer {
  try {
    if (statSync(place).isFile()) return readFileSync(place);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new ConfigurationError(`\`${path}\` cannot be read: ${code === 'ENOENT' ? 'there is no such file' : message}`);
  }
  throw new ConfigurationError(`\`${path}\` cannot be read: it is no file`);
}

/** The text of a file that a configuration names: links are followed, and must not lead out either. */
function textWithin(root: string, place: string, named: string): string | Refusal {
  try {
    if (isOutside(root, place) || isOutside(root, realpathSync(place))) return outside(named);
    if (!statSync(place).isFile()) return { refused: `cannot take \`${named}\`: it is no file` };
    const file = decode(named, readFileSync(place));
    return 'reason' in file ? { refused: `cannot take \`${named}\`: ${file.reason}` } : file.text;
  } catch {
    return { refused: `cannot take \`${named}\`: there is no such file beside the configuration, or it cannot be read` };
  }
}

/** Why a file that a configuration names must not be written. What is no file might be waited for, and through a link to nothing a file would be made elsewhere. */
function outputWithin(root: string, place: string, named: string): Refusal | undefined {
  if (isOutside(root, realPathOf(dirname(place))) || isOutside(root, realPathOf(place))) return outside(named);
  const stats = statSync(place, { throwIfNoEntry: false });
  const isTaken = stats ? !stats.isFile() : lstatSync(place, { throwIfNoEntry: false }) !== undefined;
  return isTaken ? { refused: `cannot have \`${named}\` written: it is there, and no file` } : undefined;
}

const outside = (named: string): Refusal => ({
  refused: `must not name a file out of the repository, as \`${named}\` does; on the command line it may`,
});

/** The path itself where nothing is there. */
function realPathOf(place: string): string {
  try {
    return realpathSync(place);
  } catch {
    return place;
  }
}

const isOutside = (root: string, place: string): boolean => !isWithin(place, root);
