// Tries cases one after the other, and says which before it begins: whoever started it looks after it.
import { createHash } from 'node:crypto';
import { mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Choose } from '../languages/yaml/random-ops.ts';
import { reduceText } from './reduce.ts';
import { allSeeds } from './seeds.ts';
import { checkCase, makeCase, type FuzzCase, type Outcome } from './targets.ts';

/** What a worker is told, as JSON in its one argument. */
export interface Task {
  /** The number of the first case; the following ones count up. */
  readonly from: number;
  readonly until: number;
  readonly targets?: readonly string[] | undefined;
  /** Where the case at hand is written to. */
  readonly progress: string;
  /** The folder of what is found. */
  readonly findings: string;
  /** Kinds of failure that were found before. */
  readonly known: readonly string[];
}

/** What a worker tells. */
export type Message =
  | { readonly finding: string; readonly kind: string; readonly number: number }
  | { readonly done: number; readonly outcomes: Readonly<Record<string, number>> };

const seeds = allSeeds();
const task = JSON.parse(process.argv[2]!) as Task;
const progress = openSync(task.progress, 'w');
const known = new Set(task.known);
const outcomes: Record<string, number> = {};

process.on('disconnect', exit);
for (let number = task.from; number < task.until; number++) {
  note(number);
  const given = caseOf(number);
  const result = given ? attempt(given) : 'none';
  const outcome = typeof result === 'string' ? result : 'failed';
  const key = `${given?.target ?? 'nothing'}: ${outcome}`;
  outcomes[key] = (outcomes[key] ?? 0) + 1;
  if (typeof result !== 'string' && given) await report(number, given, result);
  if (number % 50 === 49 || number === task.until - 1) await tell({ done: number + 1, outcomes });
}
process.off('disconnect', exit);
process.disconnect();

/** Whoever looks after it is gone. */
function exit(): void {
  process.exit(1);
}

/** Written by the file system, not told: a worker that hangs tells nothing any more. */
function note(number: number): void {
  writeSync(progress, String(number).padStart(12), 0);
}

/** The case of a number, drawn by fast-check. */
function caseOf(number: number): FuzzCase | undefined {
  let made: FuzzCase | undefined;
  const property = fc.property(fc.gen(), draw => {
    const choose: Choose = size => draw(fc.nat, { max: size - 1 });
    made = makeCase(choose, seeds, task.targets);
  });
  fc.check(property, { seed: number, numRuns: 1, unbiased: true, endOnFailure: true });
  return made;
}

function attempt(given: FuzzCase): Outcome | Error {
  try {
    return checkCase(given);
  } catch (error) {
    return error as Error;
  }
}

/** What a failure is about, without what is particular to the case: so that each is told once. */
function kindOf({ message, stack = '' }: Error, { target }: FuzzCase): string {
  const place = /at (?!new )(\w[\w.<>#]*)? ?\(?.*\/(?:src|rules|codemods|test)\/(.*?):/.exec(stack)?.[2] ?? '';
  const words = message
    .split('\n')[0]!
    .replace(/`[^`]*`|"(?:[^"\\]|\\.)*"|\{.*|\[.*|\d+/g, '…')
    .slice(0, 90);
  return `${target.split(' ')[0] === 'operations' ? 'operations' : 'fixes'}: ${words} (${place})`;
}

async function report(number: number, given: FuzzCase, error: Error): Promise<void> {
  const kind = kindOf(error, given);
  if (known.has(kind)) return;
  known.add(kind);
  const small = reduced(number, given, kind);
  const folder = join(task.findings, `${number}-${createHash('sha256').update(kind).digest('hex').slice(0, 6)}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'case.json'), JSON.stringify(small, null, 2));
  const failure = attempt(small);
  writeFileSync(join(folder, 'why.txt'), `${kind}\n\n${failure instanceof Error ? (failure.stack ?? failure.message) : ''}\n`);
  for (const [index, [path, text]] of Object.entries(small.files).entries())
    writeFileSync(join(folder, `${index}-${path.replaceAll('/', '_')}`), text);
  writeFileSync(join(folder, 'before.json'), JSON.stringify(given, null, 2));
  await tell({ finding: folder, kind, number });
}

function reduced(number: number, given: FuzzCase, kind: string): FuzzCase {
  let small = given;
  const fails = (candidate: FuzzCase): boolean => {
    note(number);
    const result = attempt(candidate);
    return typeof result !== 'string' && kindOf(result, candidate) === kind;
  };
  for (const path of Object.keys(small.files)) {
    const others = Object.fromEntries(Object.entries(small.files).filter(([other]) => other !== path));
    if (Object.keys(others).length > 0 && fails({ ...small, files: others })) small = { ...small, files: others };
  }
  for (let at = 0; 'ops' in small && small.ops.length > 1 && at < small.ops.length;) {
    const candidate: FuzzCase = { ...small, ops: small.ops.filter((_, index) => index !== at) };
    if (fails(candidate)) small = candidate;
    else at++;
  }
  for (const path of Object.keys(small.files)) {
    const withText = (text: string): FuzzCase => ({ ...small, files: { ...small.files, [path]: text } });
    small = withText(reduceText(small.files[path]!, text => fails(withText(text))));
  }
  return small;
}

function tell(message: Message): Promise<void> {
  return new Promise(resolve => process.send!(message, () => resolve()));
}
