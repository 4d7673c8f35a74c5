import { resolve } from 'node:path';
import { env } from 'node:process';
import type { Refusal } from '../core/document.ts';
import { changedLines, type LineRange } from './changed-lines.ts';
import { git } from './git.ts';
import { pathFrom } from '../core/path.ts';

/** Where the history of a repository usually ends, the likeliest first. */
const DEFAULT_BRANCHES = [
  'refs/remotes/origin/HEAD',
  'refs/remotes/origin/main',
  'refs/remotes/origin/master',
  'refs/heads/main',
  'refs/heads/master',
];

/** What a user may have configured must not change what is read here. */
const COMPARE = [
  '-c',
  'core.quotePath=true',
  '-c',
  'diff.relative=false',
  'diff',
  '--no-ext-diff',
  '--no-textconv',
  '--no-color',
  '--ignore-submodules=all',
];

/** A change of one name into another is two changes of files, and one of the lines that differ. */
const NAMES = ['--name-only', '--no-renames', '-z'];
const LINES = ['--find-renames', '--unified=0', '--inter-hunk-context=0', '--text', '--src-prefix=a/', '--dst-prefix=b/'];

type ChangedLines = readonly LineRange[] | 'all';

/** What differs in a work tree; paths relative to the working directory. */
export interface Changes {
  /** Also those of files that are gone. */
  readonly paths: ReadonlySet<string>;
  /** The lines of each as they are now, where they were asked for. */
  readonly lines: ReadonlyMap<string, ChangedLines> | undefined;
  readonly notes: readonly string[];
  /** Whether a text of a file differs from what it is compared with, where Git compares files as they are on the disk. */
  readonly differs?: (path: string, text: string) => boolean;
}

/** What differs, in the work tree around a folder, from the commit where the work at hand left another one, the default branch where not given; not committed and new files as well. */
export function changesSince(ref: string | undefined, folder: string, cwd: string, withLines: boolean): Changes | Refusal {
  const root = rootOf(folder, '--changed');
  if (!isText(root)) return root;
  const base = mergeBase(ref, root);
  if (!isText(base)) return base;
  const filters = withoutFilters(root);
  const changed = git(root, [...COMPARE, ...NAMES, base, '--'], filters);
  const added = git(root, ['ls-files', '-z', '--others', '--exclude-standard']);
  const patch = withLines ? git(root, [...COMPARE, ...LINES, base, '--'], filters) : '';
  for (const answer of [changed, added, patch]) if (!isText(answer)) return failure('--changed', answer);
  const named = (path: string): string => pathFrom(cwd, resolve(root, path));
  const newFiles = namesIn(added as string).map(named);
  return {
    paths: new Set([...namesIn(changed as string).map(named), ...newFiles]),
    lines: withLines ? new Map<string, ChangedLines>([...changedLines(patch as string, named), ...newFiles.map(allLines)]) : undefined,
    notes: [],
    differs: (path, text) => git(root, ['cat-file', 'blob', `${base}:${pathFrom(root, resolve(cwd, path))}`]) !== text,
  };
}

/** What the next commit takes in, in the work tree around a folder. Files are read as they are on the disk, as everything else is; where that is not what is staged, a note says so. */
export function stagedChanges(folder: string, cwd: string, withLines: boolean): Changes | Refusal {
  const root = rootOf(folder, '--staged');
  if (!isText(root)) return root;
  const variables = { ...indexOfHook(root), ...withoutFilters(root) };
  // Before the first commit there is nothing but the empty tree to compare with.
  const base = commitOf('HEAD', root) ?? git(root, ['hash-object', '-t', 'tree', '--stdin']);
  const staged = git(root, [...COMPARE, ...NAMES, '--cached', '--'], variables);
  const unstaged = git(root, [...COMPARE, ...NAMES, '--'], variables);
  const patch = withLines && isText(base) ? git(root, [...COMPARE, ...LINES, base.trim(), '--'], variables) : '';
  for (const answer of [base, staged, unstaged, patch]) if (!isText(answer)) return failure('--staged', answer);
  const named = (path: string): string => pathFrom(cwd, resolve(root, path));
  const paths = new Set(namesIn(staged as string).map(named));
  const partly = namesIn(unstaged as string)
    .map(named)
    .filter(path => paths.has(path));
  return {
    paths,
    lines: withLines ? changedLines(patch as string, named) : undefined,
    notes: partly.map(path => `\`${path}\` has changes that are not staged: it is linted as it is on the disk`),
  };
}

/**
 * Turns the filters off that Git would run on a file to see whether it differs: they are commands. A file with one (of Git LFS, of git-crypt)
 * counts as changed then once it was touched. Source: gitattributes(5), filter; an empty command is none.
 */
function withoutFilters(root: string): Readonly<Record<string, string>> {
  const listed = git(root, ['config', '--null', '--name-only', '--get-regexp', '^filter\\..*\\.(clean|process|required)$']);
  // Without any it says so by its status.
  const names = isText(listed) ? namesIn(listed) : [];
  // Not by `-c`, which would end a name at its first `=`. The environment may hold some already.
  const before = Number(env['GIT_CONFIG_COUNT'] ?? 0);
  const pairs = names.flatMap((name, index) => [
    [`GIT_CONFIG_KEY_${before + index}`, name],
    [`GIT_CONFIG_VALUE_${before + index}`, name.endsWith('.required') ? 'false' : ''],
  ]);
  return names.length > 0
    ? { GIT_CONFIG_COUNT: String(before + names.length), ...(Object.fromEntries(pairs) as Record<string, string>) }
    : {};
}

const allLines = (path: string): readonly [string, ChangedLines] => [path, 'all'];

const isText = (answer: string | Refusal): answer is string => typeof answer === 'string';

const namesIn = (listed: string): readonly string[] => listed.split('\0').filter(name => name !== '');

const failure = (option: string, { refused }: Refusal): Refusal => ({
  refused: `\`${option}\` cannot ask Git what was changed: ${refused}`,
});

function rootOf(folder: string, option: string): string | Refusal {
  const root = git(folder, ['rev-parse', '--show-toplevel']);
  if (isText(root)) return root.replace(/\r?\n$/, '');
  return { refused: `\`${option}\` needs a work tree of Git, to ask what was changed: ${root.refused}` };
}

/** `git commit --all` and `git commit <path>` commit another index than that of the repository, and tell their hooks its name. */
function indexOfHook(root: string): Readonly<Record<string, string>> {
  const index = env['GIT_INDEX_FILE'];
  const folder = git(root, ['rev-parse', '--absolute-git-dir']);
  if (index === undefined || !isText(folder)) return {};
  const place = resolve(root, index);
  // A hook of another repository may have started us.
  return pathFrom(folder.trim(), place).startsWith('..') ? {} : { GIT_INDEX_FILE: place };
}

function mergeBase(ref: string | undefined, root: string): string | Refusal {
  const head = commitOf('HEAD', root);
  if (head === undefined) return { refused: '`--changed` has nothing to compare with: there is no commit yet' };
  const name = ref ?? DEFAULT_BRANCHES.find(branch => commitOf(branch, root) !== undefined);
  if (name === undefined)
    return {
      refused: '`--changed` finds no default branch to compare with: name a commit, as in `--changed=origin/main`, or fetch it first',
    };
  const spelled = name.replace(/^refs\/(?:remotes|heads)\//, '');
  const other = commitOf(name, root);
  if (other === undefined)
    return {
      refused: `there is no commit \`${spelled}\` here to compare with: fetch it first${isShallow(root) ? ', as `fetch-depth: 0` of actions/checkout does' : ''}, or name another one with \`--changed=\``,
    };
  const base = git(root, ['merge-base', other, head]);
  if (isText(base)) return base.trim();
  return isShallow(root)
    ? {
        refused: `the history of this clone is cut off before the commit that \`${spelled}\` and HEAD have in common: fetch all of it, with \`git fetch --unshallow\`, or \`fetch-depth: 0\` of actions/checkout`,
      }
    : { refused: `\`${spelled}\` and HEAD have no commit in common: name another one with \`--changed=\`` };
}

function isShallow(root: string): boolean {
  const answer = git(root, ['rev-parse', '--is-shallow-repository']);
  return isText(answer) && answer.trim() === 'true';
}

function commitOf(name: string, root: string): string | undefined {
  const commit = git(root, ['rev-parse', '--verify', '--quiet', `${name}^{commit}`]);
  return isText(commit) ? commit.trim() : undefined;
}
