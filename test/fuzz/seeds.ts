import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { codemods } from '../../codemods/index.ts';
import { rules } from '../../rules/index.ts';
import { dedent } from '../../src/core/dedent.ts';
import { WordFilter } from '../../src/scan/words.ts';

/** A file to start from. */
export interface Seed {
  readonly path: string;
  readonly text: string;
  /** The codemod that it was written for. */
  readonly codemod?: string | undefined;
}

const LARGEST = 6000;

const root = resolve(import.meta.dirname, '../..');
const filter = new WordFilter([...rules, ...codemods].flatMap(({ words }) => words));

/** Files to start from, by what they are written in. */
export interface Seeds {
  readonly manifests: readonly Seed[];
  readonly programs: readonly Seed[];
  readonly terraform: readonly Seed[];
}

/** The examples of the docs, the manifests in the tests, and the fixtures. */
export function ownSeeds(): Seeds {
  const examples = [
    ...codemods.map(({ id, docs }) => ({ path: `${id}.yaml`, text: dedent(docs.before), codemod: id })),
    ...rules.flatMap(({ id, docs }) =>
      [...docs.bad, ...docs.good].map(({ text, path }) => ({ path: path ?? `${id}.yaml`, text: dedent(text) })),
    ),
  ];
  return byLanguage([...examples, ...manifestsOfTests(), ...filesBelow(join(root, 'fixtures'))]);
}

/** The same, and real files where they are there. */
export function allSeeds(): Seeds {
  const [own, real] = [ownSeeds(), byLanguage(filesBelow(resolve(root, '../shared/corpus')))];
  return {
    manifests: [...own.manifests, ...real.manifests],
    programs: [...own.programs, ...real.programs],
    terraform: [...own.terraform, ...real.terraform],
  };
}

/** Those that say something to rules and codemods; always in the same order, so that a case is the same for the same number. */
function byLanguage(seeds: readonly Seed[]): Seeds {
  const used = seeds.filter(({ text }) => text.length <= LARGEST && filter.matchesText(text));
  return {
    manifests: used.filter(({ path }) => /\.(?:ya?ml|json)$/.test(path)),
    programs: used.filter(({ path }) => /\.[cm]?[jt]s$/.test(path)),
    terraform: used.filter(({ path }) => path.endsWith('.tf')),
  };
}

/** The texts between back-quotes in the tests of rules and codemods. */
const manifestsOfTests = (): readonly Seed[] =>
  ['codemods', 'rules'].flatMap(folder =>
    filesBelow(join(root, 'test', folder), '.ts').flatMap(({ path: file, text }) =>
      [...text.matchAll(/(?:path: '([^']+)'(?:(?!path: ')[^`]){0,200})?`\n((?:[^`\\$]|\$(?!\{))+)`/g)].map(([, path, literal]) => {
        const content = dedent(literal!).replaceAll(/[«»]/g, '');
        return { path: path ?? pathFor(content), text: content, codemod: codemods.find(({ id }) => file.startsWith(id))?.id };
      }),
    ),
  );

const pathFor = (text: string): string =>
  /^import .* from |\brequire\(/m.test(text) ? 'chart.ts' : /^(?:resource|module|locals|variable) /m.test(text) ? 'main.tf' : 'input.yaml';

const KINDS = new Set(['.yaml', '.yml', '.json', '.tf', '.ts', '.mts', '.cts', '.js', '.mjs']);

function filesBelow(folder: string, kind?: string): readonly Seed[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && (kind === undefined ? KINDS.has(extname(entry.name)) : entry.name.endsWith(kind)))
    .map(entry => join(entry.parentPath, entry.name))
    .toSorted()
    .map(path => ({ path: path.slice(folder.length + 1), text: readFileSync(path, 'utf8') }));
}
