// `npm run fuzz -- --minutes 60 --seed 1 --out fuzz-findings`: tries cases until the time is over, and writes down what it finds.
// `npm run fuzz -- --replay fuzz-findings/<name>`: tries one of those again.
import { fork } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { checkCase, TARGETS, type FuzzCase } from './targets.ts';
import type { Message, Task } from './worker.ts';

/** A case takes some milliseconds of a processor; one that takes so long hangs. */
const LONGEST = 20_000;

/** Cases of one process: what it keeps of one case must not count for ever. */
const BATCH = 1000;

const { values: options } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    cases: { type: 'string' },
    out: { type: 'string', default: 'fuzz-findings' },
    target: { type: 'string', multiple: true },
    replay: { type: 'string' },
  },
});

if (options.replay === undefined) await run();
else console.log(checkCase(JSON.parse(readFileSync(join(options.replay, 'case.json'), 'utf8')) as FuzzCase));

async function run(): Promise<void> {
  const out = resolve(options.out);
  mkdirSync(out, { recursive: true });
  const unknown = (options.target ?? []).filter(name => !(name in TARGETS));
  if (unknown.length > 0) throw new Error(`there are: ${Object.keys(TARGETS).join(', ')}`);

  const started = Date.now();
  const end = started + Number(options.minutes) * 60_000;
  const first = Number(options.seed) * 1_000_000;
  const last = options.cases === undefined ? Infinity : first + Number(options.cases);
  const known: string[] = [];
  const totals: Record<string, number> = {};
  let next = first;
  console.log(`seed ${options.seed}: cases from ${first}`);
  while (Date.now() < end && next < last) {
    const batch = await runBatch(
      { from: next, until: Math.min(last, next + BATCH), targets: options.target, progress: join(out, '.progress'), findings: out, known },
      end,
    );
    next = batch.next;
    known.push(...batch.found);
    for (const [key, count] of Object.entries(batch.outcomes)) totals[key] = (totals[key] ?? 0) + count;
    const seconds = (Date.now() - started) / 1000;
    console.log(
      `${new Date().toISOString().slice(11, 19)} ${next - first} cases, ${((next - first) / seconds).toFixed(1)} a second, ${known.length} findings`,
    );
  }
  rmSync(join(out, '.progress'), { force: true });
  for (const key of Object.keys(totals).toSorted()) console.log(`${String(totals[key]).padStart(8)} ${key}`);
  console.log(`${next - first} cases in ${((Date.now() - started) / 60_000).toFixed(1)} minutes, ${known.length} findings in ${out}`);
  process.exitCode = known.length > 0 ? 1 : 0;
}

interface Batch {
  /** The number of the case after the last one that was tried. */
  next: number;
  outcomes: Readonly<Record<string, number>>;
  readonly found: string[];
  /** Why a case was the last one before it was done. */
  ending?: string;
}

/** Runs cases until they are done, the time is over, or one hangs or ends the process: alone once more, as the machine may have been busy. */
async function runBatch(task: Task, end: number): Promise<Batch> {
  const batch = await runProcess(task, end, LONGEST);
  if (!batch.ending) return batch;
  const at = batch.next - 1;
  const again = await runProcess({ ...task, from: at, until: at + 1 }, Infinity, 3 * LONGEST);
  const kind = again.ending && `case ${at} ${again.ending}`;
  if (kind !== undefined) console.log(`FOUND: ${kind}`);
  return { ...batch, found: [...batch.found, ...again.found, ...(kind === undefined ? [] : [kind])] };
}

/** Runs cases in a process of their own. */
function runProcess(task: Task, end: number, longest: number): Promise<Batch> {
  // What the process before wrote last is no sign of this one.
  rmSync(task.progress, { force: true });
  const batch: Batch = { next: task.from, outcomes: {}, found: [] };
  const child = fork(join(import.meta.dirname, 'worker.ts'), [JSON.stringify(task)], { stdio: ['ignore', 'inherit', 'pipe', 'ipc'] });
  let isOver = false;
  let errors = '';
  child.stderr!.on('data', data => (errors = (errors + String(data)).slice(-4000)));
  child.on('message', (message: Message) => {
    if ('done' in message) {
      batch.next = message.done;
      batch.outcomes = message.outcomes;
    } else {
      batch.found.push(message.kind);
      console.log(`FOUND in case ${message.number}: ${message.kind}\n      ${message.finding}`);
    }
  });
  const progress = (): readonly number[] =>
    existsSync(task.progress) ? readFileSync(task.progress, 'utf8').trim().split(/\s+/).map(Number) : [];
  let [number, worked] = [-1, 0];
  const watch = setInterval(() => {
    const [at = -1] = progress();
    const now = workOf(child.pid!);
    if (at !== number) [number, worked] = [at, now];
    else if (now - worked > longest) batch.ending = `takes more than ${longest / 1000} s`;
    isOver = Date.now() > end;
    if (isOver || batch.ending !== undefined) child.kill('SIGKILL');
  }, 1000);
  return new Promise(done =>
    child.on('close', code => {
      clearInterval(watch);
      const [at = task.from] = progress();
      if (code !== 0 && !isOver) {
        batch.ending ??= `ends the process (${code})\n${errors}`;
        batch.next = at + 1;
      }
      done(batch);
    }),
  );
}

/** The milliseconds of a processor that a process took so far, where the system tells: a machine may be busy with other things. Else the time. */
function workOf(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return 10 * (Number(fields[11]) + Number(fields[12]));
  } catch {
    return Date.now();
  }
}
