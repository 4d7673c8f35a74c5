import type { SpawnOptionsWithStdioTuple } from 'node:child_process';
import { env, getBuiltinModule } from 'node:process';
import type { Refusal } from '../core/document.ts';

/** A hook is started with these. They bind Git to the repository of the hook, whatever folder is asked about. */
const NOT_OF_THE_HOOK = { GIT_DIR: undefined, GIT_WORK_TREE: undefined, GIT_INDEX_FILE: undefined };

/** How many lines of context a patch has: it beats what the command line says. Source: git(1). */
const NO_OPINION = { GIT_DIFF_OPTS: undefined };

/**
 * The configuration of a repository may name commands, and the repository may be a stranger's. Nothing is fetched either: how to fetch is such
 * a command, too. Sources: git-config(1), core.fsmonitor and core.hooksPath; git(1), GIT_ALLOW_PROTOCOL and GIT_NO_LAZY_FETCH.
 */
const RUNS_NOTHING = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null'];
const FETCHES_NOTHING = { GIT_ALLOW_PROTOCOL: '', GIT_NO_LAZY_FETCH: '1', GIT_TERMINAL_PROMPT: '0' };

/** Loaded where Git is asked: a run for some files asks nothing, and need not wait for it. */
const children = () => getBuiltinModule('node:child_process');

/** Folders of a work tree may be made up to look like a bare repository, with a configuration that is no file of `.git`, and files that Git lists nowhere. */
const NOT_WITHOUT_WORK_TREE = ['-c', 'safe.bareRepository=explicit'];

/** What Git prints about a folder, or why it does not. Takes no lock, and so disturbs no other Git; runs no command that a repository names. */
export function git(folder: string, args: readonly string[], variables: Readonly<Record<string, string>> = {}): string | Refusal {
  const { status, stdout, stderr, error } = children().spawnSync('git', [...CAREFULLY, ...args], {
    ...startedIn(folder, variables),
    encoding: 'utf8',
    maxBuffer: Infinity,
  });
  return error ? notStarted(error) : status === 0 ? stdout : refusedBy(stderr);
}

/** The same, while this process does something else. */
export const gitLater = (folder: string, args: readonly string[]): Promise<string | Refusal> =>
  new Promise(resolve => {
    const child = children().spawn('git', [...CAREFULLY, ...args], startedIn(folder, {}));
    const printed: Buffer[] = [];
    let complaint = '';
    child.stdout.on('data', (chunk: Buffer) => printed.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
    child.on('error', error => resolve(notStarted(error)));
    child.on('close', status => resolve(status === 0 ? Buffer.concat(printed).toString() : refusedBy(complaint)));
  });

const CAREFULLY = ['--no-optional-locks', ...RUNS_NOTHING, ...NOT_WITHOUT_WORK_TREE];

const startedIn = (folder: string, variables: Readonly<Record<string, string>>): SpawnOptionsWithStdioTuple<'ignore', 'pipe', 'pipe'> => ({
  cwd: folder,
  env: { ...env, ...NOT_OF_THE_HOOK, ...NO_OPINION, ...FETCHES_NOTHING, ...variables },
  stdio: ['ignore', 'pipe', 'pipe'],
  windowsHide: true,
});

const notStarted = (error: Error): Refusal => ({
  refused: 'code' in error && error.code === 'ENOENT' ? 'Git is not installed' : error.message,
});

const refusedBy = (complaint: string): Refusal => ({
  refused: complaint
    .trim()
    .split('\n')[0]!
    .replace(/^(?:fatal|error): /, ''),
});
