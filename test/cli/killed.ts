import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bytesBelow, COMMAND, kubemend, service } from './kubemend.ts';

/** What came of runs that were killed. */
export interface Killed {
  /** Kills that met a process which had not ended. */
  readonly kills: number;
  /** Kills after which some files were new, and some old. */
  readonly between: number;
  /** Temporary files that kills left. */
  readonly strays: number;
  /** Sentences about what must not be. */
  readonly faults: readonly string[];
}

/** What the runs are asked for. */
export const ASKED = ['--fix', '--unsafe', '--to', 'metallb', '--quiet'];

/** The file that is written first. */
const LIST = 'infra/kustomization.yaml';

const isStray = (path: string): boolean => path.endsWith('.kubemend');

const kustomization = (resources: readonly string[]): string =>
  `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n${resources.map(path => `  - ${path}\n`).join('')}`;

const RELEASE = `apiVersion: source.toolkit.fluxcd.io/v1
kind: HelmRepository
metadata:
  name: metallb
  namespace: metallb-system
spec:
  url: https://metallb.github.io/metallb
---
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: metallb
  namespace: metallb-system
spec:
  chart:
    spec:
      chart: metallb
      version: 0.14.8
      sourceRef:
        kind: HelmRepository
        name: metallb
`;

/** Services of which always three share an address, and what makes their pool a new file that a kustomization must list. */
export function fleet(count: number): Readonly<Record<string, string>> {
  const files = Array.from({ length: count }, (_, index): [string, string] => {
    const share = Math.floor(index / 3);
    const text = service(`s${index}`, `198.18.${share >> 8}.${share & 255}`).replace('port: 80', `port: ${80 + (index % 3)}`);
    return [`apps/${index % 20}/s${index}.yaml`, text];
  });
  return {
    'kubemend.yaml': 'nodes: {addresses: []}\n',
    [LIST]: kustomization(['metallb.yaml']),
    'infra/metallb.yaml': RELEASE,
    ...Object.fromEntries(files),
  };
}

/** Starts `--fix` over a tree of files, kills it, looks at every file, lets it run to its end, and looks again; so many times. */
export async function killOften(files: Readonly<Record<string, string>>, rounds: number): Promise<Killed> {
  const root = mkdtempSync(join(tmpdir(), 'kubemend-killed-'));
  const total = { kills: 0, between: 0, strays: 0, faults: [] as string[] };
  try {
    const began = performance.now();
    restore(root, files);
    const { status, err } = await kubemend(root, ASKED);
    const duration = performance.now() - began;
    const after = bytesBelow(root);
    if (status === 2) return { ...total, faults: [err] };
    for (let round = 0; round < rounds; round++) {
      restore(root, files);
      // All renames together take a few milliseconds: half of the kills are aimed at them. What comes before the first write is of no interest.
      const afterFirst = round % 2 === 1;
      const part = (round + 0.5) / rounds;
      const isKilled = await killed(root, { afterFirst, delay: afterFirst ? part * 20 : duration * (0.3 + 0.7 * part) });
      const now = bytesBelow(root);
      const paths = Object.keys(now).filter(path => !isStray(path));
      const isNew = (path: string): boolean => now[path] === after[path] && now[path] !== files[path];
      const isOld = (path: string): boolean => now[path] === files[path];
      total.kills += Number(isKilled);
      total.strays += Object.keys(now).filter(isStray).length;
      total.between += Number(paths.some(isNew) && Object.keys(files).some(path => isOld(path) && files[path] !== after[path]));
      total.faults.push(
        ...paths.filter(path => !isNew(path) && !isOld(path)).map(path => `round ${round}: \`${path}\` is neither old nor new`),
      );
      await kubemend(root, ASKED);
      const finished = bytesBelow(root);
      const all = new Set([...Object.keys(finished), ...Object.keys(after)]);
      total.faults.push(
        ...[...all]
          .filter(path => finished[path] !== after[path])
          .map(path => `round ${round}: \`${path}\` is not finished by the next run`),
      );
    }
    return total;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function restore(root: string, files: Readonly<Record<string, string>>): void {
  rmSync(root, { recursive: true, force: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

/** Kills a run some milliseconds after its start, or after it changed its first file. Whether it had not ended before. */
function killed(cwd: string, { delay, afterFirst }: { readonly delay: number; readonly afterFirst: boolean }): Promise<boolean> {
  const first = join(cwd, LIST);
  const before = statSync(first).ino;
  const child = spawn(process.execPath, [...COMMAND, ...ASKED], { cwd, stdio: 'ignore' });
  let timer = afterFirst ? setInterval(look, 1) : setTimeout(() => child.kill('SIGKILL'), delay);
  return new Promise(done =>
    child.on('close', (_, signal) => {
      clearInterval(timer);
      done(signal === 'SIGKILL');
    }),
  );

  function look(): void {
    if (statSync(first).ino === before) return;
    clearInterval(timer);
    timer = setTimeout(() => child.kill('SIGKILL'), delay);
  }
}
