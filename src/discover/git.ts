import { spawnSync } from 'node:child_process';
import { env } from 'node:process';
import type { Refusal } from '../core/document.ts';

/** A hook is started with these. They bind Git to the repository of the hook, whatever folder is asked about. */
const NOT_OF_THE_HOOK = { GIT_DIR: undefined, GIT_WORK_TREE: undefined, GIT_INDEX_FILE: undefined };

/** What Git prints about a folder, or why it does not. Takes no lock, and so disturbs no other Git. */
export function git(folder: string, args: readonly string[], variables: Readonly<Record<string, string>> = {}): string | Refusal {
  const { status, stdout, stderr, error } = spawnSync('git', ['--no-optional-locks', ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...env, ...NOT_OF_THE_HOOK, ...variables },
    maxBuffer: Infinity,
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  if (status === 0) return stdout;
  if (error) return { refused: 'code' in error && error.code === 'ENOENT' ? 'Git is not installed' : error.message };
  return {
    refused: stderr
      .trim()
      .split('\n')[0]!
      .replace(/^(?:fatal|error): /, ''),
  };
}
