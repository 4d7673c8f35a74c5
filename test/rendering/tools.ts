import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { temporaryTree } from '../discover/temporary-tree.ts';

/** A renderer as it is installed here. */
export interface Tool {
  /** Runs it in a folder, and answers with what it prints. */
  run(cwd: string, ...args: readonly string[]): string;
}

/** A program by an environment variable, else on the PATH; or why its tests are skipped. */
function find(name: string, variable: string, versionArgs: readonly string[], env: () => Readonly<Record<string, string>>): Tool | string {
  const command = process.env[variable] ?? name;
  const { status, error } = spawnSync(command, versionArgs, { stdio: 'ignore' });
  if (status !== 0 && process.env[variable] !== undefined)
    return `${variable} names ${command}, which does not run: ${error?.message ?? `exit status ${status ?? 'none'}`}`;
  if (status !== 0) return `${name} is not on the PATH, and ${variable} is not set`;
  const variables = env();
  return {
    run: (cwd, ...args) =>
      execFileSync(command, args, { cwd, encoding: 'utf8', env: { ...process.env, ...variables }, stdio: ['ignore', 'pipe', 'pipe'] }),
  };
}

/** Real helm; it keeps its caches to itself. */
export const helm = find('helm', 'KUBEMEND_HELM', ['version'], () => {
  const home = temporaryTree();
  return Object.fromEntries(['CACHE', 'CONFIG', 'DATA'].map(what => [`HELM_${what}_HOME`, join(home, what)]));
});

/** Real kubectl, for the kustomize in it. */
export const kubectl = find('kubectl', 'KUBEMEND_KUBECTL', ['version', '--client'], () => ({}));
