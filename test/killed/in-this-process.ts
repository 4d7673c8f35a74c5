import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import process from 'node:process';
import type { LintOptions } from '../../src/cli/commands.ts';
import { readArguments } from '../../src/cli/options.ts';
import { run, type RunResult } from '../../src/main.ts';
import { policyFor } from '../../src/policy-of-run.ts';
import { readText } from '../../src/read-text.ts';
import { bytesBelow } from '../cli/kubemend.ts';

/** What the command does in a folder, but for reports: fast enough to be done for every call of the file system. */
export async function runIn(root: string, args: readonly string[]): Promise<RunResult> {
  const before = process.cwd();
  process.chdir(root);
  try {
    const options = (await readArguments(args, { inActions: false, readText })) as LintOptions;
    const { paths, unsafe, codemod, skipRules, rules } = options;
    return await run({
      cwd: root,
      paths,
      policy: await policyFor(options),
      fix: options.diff ? 'plan' : options.fix ? 'write' : 'no',
      unsafe,
      codemod,
      skipRules,
      ...(rules && { rules }),
      tool: { name: 'kubemend', version: '0' },
    });
  } finally {
    process.chdir(before);
  }
}

/** Whether a file is a new text that was not given its name yet. */
export const isTemporary = (path: string): boolean => path.endsWith('.kubemend');

/** The files below a folder, by path. */
export type State = Readonly<Record<string, string>>;

/** Calls after which a process that comes later may see something else. */
const CALLS = ['openSync', 'writeSync', 'mkdirSync', 'renameSync', 'linkSync', 'rmSync', 'chmodSync'] as const;

/**
 * Works, and answers with each state that the files below a folder are in meanwhile, the first and the last included: those that a process
 * leaves which is killed. Of a call to write there is a state in which half is written.
 */
export async function statesDuring(root: string, work: () => Promise<unknown>): Promise<readonly State[]> {
  const states = new Map<string, State>();
  let isLooking = false;
  const look = (): void => {
    isLooking = true;
    const state = bytesBelow(root);
    isLooking = false;
    states.set(JSON.stringify(state), state);
  };
  const originals = Object.fromEntries(CALLS.map(name => [name, fs[name]])) as Record<string, (...args: readonly unknown[]) => unknown>;
  for (const name of CALLS)
    Object.assign(fs, {
      [name]: (...args: readonly unknown[]): unknown => {
        if (isLooking || (name === 'openSync' && args[1] !== 'wx')) return originals[name]!(...args);
        look();
        const result = name === 'writeSync' ? halves(args[0] as number, args[1] as Buffer) : originals[name]!(...args);
        look();
        return result;
      },
    });
  syncBuiltinESMExports();
  try {
    await work();
  } finally {
    Object.assign(fs, originals);
    syncBuiltinESMExports();
  }
  look();
  return [...states.values()];

  function halves(file: number, bytes: Buffer): number {
    const half = bytes.length >> 1;
    originals['writeSync']!(file, bytes, 0, half);
    look();
    originals['writeSync']!(file, bytes, half);
    return bytes.length;
  }
}

/** Lets nothing wait for the disk: that takes more time than all the rest, and what is on it after a power failure is not to be seen here. */
export function withoutWaiting(): void {
  Object.assign(fs, { fsyncSync: () => undefined });
  syncBuiltinESMExports();
}
