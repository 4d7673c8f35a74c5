import process from 'node:process';

/** A signal ended a run. What was written before is whole. */
export class Interrupted extends Error {
  readonly signal: NodeJS.Signals;

  constructor(signal: NodeJS.Signals, what: string) {
    super(`${signal} ended the run: ${what}`);
    this.signal = signal;
  }
}

const ENDING = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const satisfies readonly NodeJS.Signals[];

/** Keeps the signals that end a process from ending this one half-way, as long as some work lasts, which may ask for them. */
export async function holdingSignals<T>(work: (received: () => Promise<NodeJS.Signals | undefined>) => Promise<T>): Promise<T> {
  let first: NodeJS.Signals | undefined;
  const note = (signal: NodeJS.Signals): void => {
    first ??= signal;
  };
  for (const signal of ENDING) process.on(signal, note);
  try {
    return await work(async () => {
      // Signals are told of between two turns of the event loop.
      await new Promise(setImmediate);
      return first;
    });
  } finally {
    for (const signal of ENDING) process.off(signal, note);
  }
}
