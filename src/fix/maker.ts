import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import process from 'node:process';
import { sha256 } from '../core/sha256.ts';

/** How the name of a process is written: its machine, its number there, and when it began. */
export const MAKER = '[0-9a-f]{8}-\\d+-\\d+';

/** So long after the fact nobody writes any more: all files of a run are written within seconds. */
const PATIENCE_IN_MS = 10 * 60_000;

/** Where processes are not counted by a file of Linux. */
const UNKNOWN_START = '0';

let ours: string | undefined;

/** The name of this process, which no other has: neither a later one of the same number, nor one of another machine or container. */
export const ourMaker = (): string => (ours ??= `${machine()}-${process.pid}-${startOf(process.pid) ?? UNKNOWN_START}`);

/**
 * What is known of the process that made something at a time. An earlier run in this process is over.
 *
 * Of a process elsewhere nothing can be known, as containers and machines that share a folder count their processes apart; it is over
 * when it had its time.
 */
export function fateOf(maker: string, madeAt: number): 'runs' | 'over' | 'unknown' {
  const [machine, pid, start] = maker.split('-') as [string, string, string];
  if (machine !== ourMaker().split('-')[0]) return Date.now() - madeAt > PATIENCE_IN_MS ? 'over' : 'unknown';
  return Number(pid) !== process.pid && isRunning(Number(pid), start) ? 'runs' : 'over';
}

function isRunning(pid: number, start: string): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // Somebody else's process runs as well.
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const now = startOf(pid);
  return now === undefined || start === UNKNOWN_START || now === start;
}

/** When a process began, in ticks since the machine did; nothing where that is not told. One that has ended and was not yet asked for its status began never. */
function startOf(pid: number): string | undefined {
  try {
    // The name of the command stands in parentheses, and may hold some. Source: proc_pid_stat(5).
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').replace(/^.*\)/s, '').trim().split(' ');
    return fields[0] === 'Z' ? 'never' : fields[19];
  } catch {
    return undefined;
  }
}

/** A number for what counts processes by itself: a machine, or a container on it. */
function machine(): string {
  const parts = [hostname, () => readlinkSync('/proc/self/ns/pid'), () => readFileSync('/etc/machine-id', 'latin1')].map(read => {
    try {
      return read();
    } catch {
      return '';
    }
  });
  return sha256(parts.join('\0')).slice(0, 8);
}
