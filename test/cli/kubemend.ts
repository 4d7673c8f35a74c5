import { spawn } from 'node:child_process';
import { readFileSync, readdirSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectRoot = resolve(import.meta.dirname, '../..');

/** What Node is given to run the command: the bundle that was made for the tests, or the sources where a test runs alone. */
export const COMMAND: readonly string[] = process.env['TEST_COMMAND']
  ? [process.env['TEST_COMMAND']]
  : ['--import', import.meta.resolve('tsx'), join(projectRoot, 'src/cli.ts')];

/** Set where the tests run, and not meant for the command. */
const NOT_OURS = ['CI', 'FORCE_COLOR', 'GITHUB_ACTIONS', 'GIT_DIR', 'GIT_INDEX_FILE', 'GIT_WORK_TREE', 'NO_COLOR', 'NODE_OPTIONS', 'TERM'];

/** Tests leave nothing in the cache of who runs them; those that are about it name another one. */
const KEEPS_NOTHING = { NODE_DISABLE_COMPILE_CACHE: '1' };

export interface Ran {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

interface Surroundings {
  readonly input?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs the command as a user would: another process, in a folder. */
export function kubemend(cwd: string, args: readonly string[], { input = '', env = {} }: Surroundings = {}): Promise<Ran> {
  const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !NOT_OURS.includes(name)));
  const child = spawn(process.execPath, [...COMMAND, ...args], {
    cwd,
    env: { ...clean, ...(!('XDG_CACHE_HOME' in env) && KEEPS_NOTHING), ...env },
  });
  const [out, err] = [child.stdout, child.stderr].map(stream => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    return chunks;
  }) as [Buffer[], Buffer[]];
  // A command that does not read its input may end before it is written.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  return new Promise(done =>
    child.on('close', status => done({ status, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() })),
  );
}

/** The command as a shell would have to spell it. */
export const shellCommand = [process.execPath, ...COMMAND]
  .map(word => `'${word.replace(/^file:\/\/.*/, url => fileURLToPath(url))}'`)
  .join(' ');

/** A Service that is found and, with `--to metallb`, moved. */
export const service = (name: string, address = '192.0.2.4'): string =>
  `apiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}\nspec:\n  ports:\n    - port: 80\n  externalIPs:\n    - ${address}\n`;

/** What `service` becomes with `--to metallb`. */
export const movedService = (name: string, address = '192.0.2.4'): string =>
  `apiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}\n  annotations:\n    metallb.io/loadBalancerIPs: ${address}\nspec:\n  type: LoadBalancer\n  allocateLoadBalancerNodePorts: false\n  ports:\n    - port: 80\n`;

/** A Service whose externalIPs do nothing, so that `--fix` takes them away. */
export const headlessService = (name: string): string => service(name).replace('spec:\n', 'spec:\n  clusterIP: None\n');

/** The bytes of every file below a folder, but for what belongs to Git. */
export function bytesBelow(folder: string): Readonly<Record<string, string>> {
  // Some versions of Node look behind links to folders, others do not.
  const isOwn = (parent: string): boolean => realpathSync(parent) === join(realpathSync(folder), parent.slice(folder.length));
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile() && isOwn(entry.parentPath));
  const paths = files
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    .filter(path => !path.startsWith('.git/'));
  return Object.fromEntries(paths.toSorted().map(path => [path, readFileSync(join(folder, path), 'latin1')]));
}
