import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { catalog } from '../../src/catalog/index.ts';
import { isReadable } from '../../src/discover/kinds.ts';
import { wordsOf } from '../../src/scanned.ts';
import { WordFilter } from '../../src/scan/words.ts';
import { projectRoot } from '../cli/kubemend.ts';
import type { SourceFile } from './choose-files.ts';

/** Manifests of real repositories, a folder for each, on machines that have them. */
const CORPUS = resolve(projectRoot, '../shared/corpus');

/** Of 50,000 YAML files in public repositories so many in a hundred hold a word. */
const USUAL_SHARE = 2.7;

const LEFT_OUT: ReadonlySet<string> = new Set(['.git', 'node_modules']);

/** What trees are made of. */
export interface Source {
  readonly folder: string;
  /** As it is told. */
  readonly name: string;
  readonly files: readonly SourceFile[];
  /** How many of a hundred files are hits unless that is given; as they are where there is no number. */
  readonly share: number | undefined;
}

/** A folder as it is, or the corpus, or, where that is missing, the fixtures: of the latter two what kubemend reads. */
export function sourceOf(from: string | undefined): Source {
  if (from !== undefined) {
    const folder = resolve(from);
    return { folder, name: from, files: described(folder, filesBelow(folder)), share: undefined };
  }
  const folder = existsSync(CORPUS) ? CORPUS : join(projectRoot, 'fixtures');
  // What lies beside the repositories is about the corpus.
  const paths = filesBelow(folder).filter(path => path.includes('/') && isReadable(path));
  return { folder, name: relative(projectRoot, folder).replaceAll(sep, '/'), files: described(folder, paths), share: USUAL_SHARE };
}

function described(folder: string, paths: readonly string[]): readonly SourceFile[] {
  const filter = new WordFilter(wordsOf(catalog).words);
  return paths.map(path => ({ path, isHit: isReadable(path) && filter.inBytes(readFileSync(join(folder, path))).size > 0 }));
}

/** Regular files, sorted; links are left out. */
function filesBelow(folder: string, below = ''): readonly string[] {
  return readdirSync(join(folder, below), { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(entry => {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) return LEFT_OUT.has(entry.name) ? [] : filesBelow(folder, path);
      return entry.isFile() ? [path] : [];
    });
}

/** Tells one state of the source from others. */
export const stateOf = ({ folder, files }: Source): string =>
  JSON.stringify([
    folder,
    files.map(({ path, isHit }) => {
      const { size, mtimeMs } = statSync(join(folder, path));
      return [path, isHit, size, mtimeMs];
    }),
  ]);
