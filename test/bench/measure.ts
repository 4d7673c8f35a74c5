import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { atEnd, scratchFolder } from './scratch.ts';

/** Set where the benchmark runs, and not meant for what it runs. */
const NOT_OURS = ['CI', 'FORCE_COLOR', 'GITHUB_ACTIONS', 'GIT_DIR', 'GIT_INDEX_FILE', 'GIT_WORK_TREE', 'NODE_OPTIONS', 'NO_COLOR'];

/** In which the peak of the memory is asked for. */
const PERIOD = 5;

/** Of the clock in which Linux tells of the time of processes. Source: proc_pid_stat(5), sysconf(3). */
const MILLISECONDS_PER_TICK = 10;

/** A command to run in a folder. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** Exit statuses that are no failure. */
  readonly statuses?: readonly number[];
}

/** What one run took. */
export interface Sample {
  /** From the start to the end, in milliseconds. */
  readonly wall: number;
  /** Of the processors, with that of the processes that it started, to 10 ms; on Linux only. */
  readonly cpu: number | undefined;
  /** The most memory that the process itself held, in bytes; on Linux only. What it takes in its last 5 ms may be missed. */
  readonly peak: number | undefined;
  readonly out: string;
  readonly err: string;
}

/** Runs a command to its end. Throws if it fails. */
export async function measure({ program, args, cwd, statuses = [0] }: Command): Promise<Sample> {
  const folder = scratchOutputs();
  const [out, err] = [join(folder, 'out'), join(folder, 'err')];
  // Into files: grep stops at the first match where its output goes nowhere, and a pipe would have to be read meanwhile.
  const outputs = [openSync(out, 'w'), openSync(err, 'w')];
  const cpuBefore = cpuOfChildren();
  const start = performance.now();
  const child = spawn(program, args, { cwd, env: environment(), stdio: ['ignore', ...outputs] });
  const forget = atEnd(() => child.kill('SIGKILL'));
  let peak: number | undefined;
  const timer = setInterval(() => (peak = peakOf(child.pid) ?? peak), PERIOD);
  try {
    const { status, wall } = await new Promise<{ status: number | null; wall: number }>((done, fail) => {
      child.on('error', fail);
      child.on('exit', status => done({ status, wall: performance.now() - start }));
    });
    const cpuAfter = cpuOfChildren();
    const sample = {
      wall,
      cpu: cpuBefore === undefined || cpuAfter === undefined ? undefined : cpuAfter - cpuBefore,
      peak,
      out: readFileSync(out, 'utf8'),
      err: readFileSync(err, 'utf8'),
    };
    if (status === null || !statuses.includes(status))
      throw new Error(`\`${[program, ...args].join(' ')}\` ended with ${status ?? 'a signal'}: ${sample.err.trim()}`);
    return sample;
  } finally {
    clearInterval(timer);
    forget();
    for (const output of outputs) closeSync(output);
    rmSync(out);
    rmSync(err);
  }
}

let outputFolder: string | undefined;
const scratchOutputs = (): string => (outputFolder ??= scratchFolder());

const environment = (): NodeJS.ProcessEnv => Object.fromEntries(Object.entries(process.env).filter(([name]) => !NOT_OURS.includes(name)));

/** In milliseconds, of all that have ended and what these had started. Source: proc_pid_stat(5), cutime and cstime. */
function cpuOfChildren(): number | undefined {
  const fields = readProc('self/stat')?.split(') ').at(-1)!.split(' ');
  return fields && (Number(fields[13]) + Number(fields[14])) * MILLISECONDS_PER_TICK;
}

/** Never falls while a process lives. Source: proc_pid_status(5). */
function peakOf(pid: number | undefined): number | undefined {
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readProc(`${pid}/status`) ?? '')?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
}

function readProc(path: string): string | undefined {
  try {
    return readFileSync(`/proc/${path}`, 'utf8');
  } catch {
    // It has ended, or this is no Linux.
    return undefined;
  }
}
