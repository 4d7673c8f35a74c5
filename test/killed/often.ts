import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { JOURNAL } from '../../src/fix/journal.ts';
import { bytesBelow, COMMAND, kubemend } from '../cli/kubemend.ts';
import { isTemporary, runIn } from './in-this-process.ts';
import { GATEWAY, kustomization, release, service, type Asked } from './trees.ts';

/** What came of runs that were ended from outside. */
export interface Ended {
  /** By what a run left: how many of its files were new, and whether its note was there. */
  readonly met: Readonly<Record<'all old' | 'all old, and noted' | 'some new' | 'all new, and noted' | 'all new' | 'not in time', number>>;
  /** Temporary files that were left. */
  readonly strays: number;
  /** Sentences about what must not be. */
  readonly faults: readonly string[];
}

/** When a run is ended: some time after its start, or after it noted what it will write; or instead of a call that changes files. */
type Aim = { readonly after: 'start' | 'note'; readonly delay: number } | { readonly call: number };

const PRELOADED = pathToFileURL(join(import.meta.dirname, 'kill-at.js')).href;

/** All others would find nothing, and take their time. */
const ONE_RULE = ['--rule', 'service-external-ips'];

/** Services of which always three share an address. */
function services(count: number): Readonly<Record<string, string>> {
  const files = Array.from({ length: count }, (_, index): [string, string] => {
    const share = Math.floor(index / 3);
    return [`apps/${index % 20}/s${index}.yaml`, service(`s${index}`, 80 + (index % 3), `198.18.${share >> 8}.${share & 255}`)];
  });
  return { 'kubemend.yaml': 'nodes: {addresses: []}\n', ...Object.fromEntries(files) };
}

/** As many files as are asked for: to MetalLB all together, as they get one new pool that a kustomization must list; to a Gateway always three. */
export const fleet = (target: 'metallb' | 'gateway', count: number): Asked =>
  target === 'gateway'
    ? { files: services(count), args: [...GATEWAY, ...ONE_RULE] }
    : {
        files: {
          ...services(count),
          'infra/kustomization.yaml': kustomization('metallb.yaml'),
          'infra/metallb.yaml': release('metallb', 'metallb-system', '0.14.8'),
        },
        args: ['--to', 'metallb', ...ONE_RULE],
      };

/**
 * Starts `--fix` over a tree of files, ends it at a random point, looks at every file, does the same in this process, and looks again; so many
 * times. Half of the kills are aimed at any call that changes a file, a quarter at the time of writing, and a quarter at any time.
 */
export async function endOften(
  { files, args }: Asked,
  rounds: number,
  { signal = 'SIGKILL', progress = () => undefined }: { readonly signal?: NodeJS.Signals; readonly progress?: (met: Ended) => void } = {},
): Promise<Ended> {
  const root = mkdtempSync(join(tmpdir(), 'kubemend-killed-'));
  const command = [...args, '--fix', '--quiet'];
  const met = { 'all old': 0, 'all old, and noted': 0, 'some new': 0, 'all new, and noted': 0, 'all new': 0, 'not in time': 0 };
  const faults: string[] = [];
  let strays = 0;
  try {
    restore(root, files);
    const counted = join(tmpdir(), `kubemend-count-${process.pid}`);
    const began = performance.now();
    const { status, err } = await kubemend(root, command, { env: { NODE_OPTIONS: `--import ${PRELOADED}`, COUNT_IN: counted } });
    // How long it takes changes with what else the machine does.
    const longest = { start: performance.now() - began, note: 1000 };
    const calls = Number(readFileSync(counted, 'utf8'));
    rmSync(counted);
    const whole = bytesBelow(root);
    if (status === 2) return { met, strays, faults: [err] };
    const changed = Object.keys(whole).filter(path => whole[path] !== files[path]);
    for (let round = 0; round < rounds; round++) {
      restore(root, files);
      const isCall = signal === 'SIGKILL' && round % 2 === 1;
      const after = round % 4 === 0 ? 'start' : 'note';
      const aim: Aim = isCall ? { call: Math.floor(Math.random() * calls) } : { after, delay: longest[after] * Math.random() };
      const tell = (what: string): void => void faults.push(`round ${round}, ${JSON.stringify(aim)}: ${what}`);
      const ended = await endedRun(root, command, aim, signal);
      if ('after' in aim) longest[aim.after] *= ended ? 1.2 : 0.7;
      const now = bytesBelow(root);
      const isNew = (path: string): boolean => now[path] === whole[path];
      for (const path of Object.keys({ ...files, ...now }))
        if (path !== JOURNAL && !isTemporary(path) && !isNew(path) && now[path] !== files[path]) tell(`\`${path}\` is neither old nor new`);
      const left = Object.keys(now).filter(isTemporary).length;
      strays += left;
      const isNoted = JOURNAL in now;
      const fresh = changed.filter(isNew).length;
      const which = fresh === 0 ? 'all old' : fresh < changed.length ? 'some new' : 'all new';
      met[!ended ? 'not in time' : which !== 'some new' && isNoted ? (`${which}, and noted` as const) : which] += 1;
      if (signal !== 'SIGKILL' && (left > 0 || isNoted || which === 'some new')) tell(`${fresh} files are new, ${left} are temporary`);
      const { errors } = await runIn(root, command);
      for (const error of errors) tell(error);
      const finished = bytesBelow(root);
      for (const path of Object.keys({ ...finished, ...whole }))
        if (finished[path] !== whole[path]) tell(`\`${path}\` is not finished by the next run`);
      progress({ met, strays, faults });
    }
    return { met, strays, faults };
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

/** Ends a run. Whether it had not ended before by itself. */
function endedRun(cwd: string, args: readonly string[], aim: Aim, signal: NodeJS.Signals): Promise<boolean> {
  const env = { ...process.env, ...('call' in aim && { NODE_OPTIONS: `--import ${PRELOADED}`, KILL_AT: String(aim.call) }) };
  const child = spawn(process.execPath, [...COMMAND, ...args], { cwd, stdio: 'ignore', env });
  const end = (): void => void child.kill(signal);
  let timer: NodeJS.Timeout | undefined;
  if ('delay' in aim) timer = aim.after === 'start' ? setTimeout(end, aim.delay) : setInterval(look, 1);
  return new Promise(done =>
    child.on('close', (_, by) => {
      clearInterval(timer);
      done(by === signal);
    }),
  );

  function look(): void {
    if (!existsSync(join(cwd, JOURNAL))) return;
    clearInterval(timer);
    timer = setTimeout(end, 'delay' in aim ? aim.delay : 0);
  }
}
