import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const roots: string[] = [];

process.on('exit', () => {
  for (const root of roots) rmSync(root, { recursive: true, force: true });
});

/** Writes files into a new folder, which goes away with the process. Returns its real path. */
export function temporaryTree(files: Readonly<Record<string, string | Buffer>> = {}): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'kubemend-')));
  // Nobody, too, must get in.
  chmodSync(root, 0o755);
  roots.push(root);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

/** A new Git repository that tracks `files`. */
export function temporaryRepository(files: Readonly<Record<string, string | Buffer>> = {}): string {
  const root = temporaryTree(files);
  git(root, 'init', '--quiet', '--initial-branch=main');
  git(root, 'add', '--all', '--force');
  git(root, 'commit', '--quiet', '--allow-empty', '--message', 'first');
  return root;
}

export function git(cwd: string, ...args: readonly string[]): void {
  const settings = ['user.name=test', 'user.email=test@example.com', 'commit.gpgSign=false', 'protocol.file.allow=always'];
  const env = { ...process.env, GIT_DIR: undefined, GIT_WORK_TREE: undefined, GIT_INDEX_FILE: undefined };
  execFileSync('git', [...settings.flatMap(setting => ['-c', setting]), ...args], { cwd, env, stdio: ['ignore', 'ignore', 'pipe'] });
}

export const makePipe = (place: string): void => void execFileSync('mkfifo', [place]);

/** Works without the rights of root, who may read everything, where the tests are run by root. */
export async function asNobody<T>(work: () => T | Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return work();
  process.seteuid!(65534);
  try {
    return await work();
  } finally {
    process.seteuid!(0);
  }
}

/** Works with some variables of the environment set, or unset. */
export async function withEnvironment<T>(variables: Readonly<Record<string, string>>, work: () => T | Promise<T>): Promise<T> {
  const before = { ...process.env };
  Object.assign(process.env, variables);
  try {
    return await work();
  } finally {
    for (const name of Object.keys(variables)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, before);
  }
}
