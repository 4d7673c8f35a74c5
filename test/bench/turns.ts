import { measure, type Command, type Sample } from './measure.ts';
import { median, medianRatio } from './statistics.ts';
import type { Cell, Column } from './table.ts';
import { tell } from './tell.ts';

/** One of those that run in turns. */
export interface Contender {
  readonly name: string;
  readonly command: Command;
  /** Looks at what a run wrote, and throws if it did something else than it should. */
  readonly check?: (sample: Sample) => void;
  /** Brings back what a run changed. */
  readonly restore?: () => void;
}

/** Runs each once to warm up, then all in turns, A B C A B C: what slows the machine down slows all of them. The samples of each, a round after the other. */
export async function inTurns(contenders: readonly Contender[], rounds: number): Promise<readonly (readonly Sample[])[]> {
  const samples = contenders.map((): Sample[] => []);
  for (let round = 0; round <= rounds; round++) {
    tell(round === 0 ? `warming up: ${contenders.map(({ name }) => name).join(', ')}` : `round ${round} of ${rounds}`);
    for (const [index, { command, check, restore }] of contenders.entries()) {
      const sample = await measure(command);
      check?.(sample);
      restore?.();
      if (round > 0) samples[index]!.push(sample);
    }
  }
  return samples;
}

export const wallOf = (samples: readonly Sample[]): readonly number[] => samples.map(({ wall }) => wall);

/** The most of all rounds, in units of 1,000,000 bytes. */
export function peakOf(samples: readonly Sample[]): number | undefined {
  const peaks = samples.flatMap(({ peak }) => (peak === undefined ? [] : [peak]));
  return peaks.length === 0 ? undefined : Math.max(...peaks) / 1e6;
}

/** Not a number where it could not be measured. */
export const cpuOf = (samples: readonly Sample[]): readonly number[] => samples.map(({ cpu = Number.NaN }) => cpu);

/** The columns of what `timesOf` gives. */
export const TIMES: readonly Column[] = [
  { name: 'median ms' },
  { name: 'min ms' },
  { name: 'max ms' },
  { name: 'user+sys ms' },
  { name: 'peak MB' },
  { name: 'ratio', digits: 2 },
  { name: 'user+sys ratio', digits: 2 },
];

/** What the runs of one took, and the medians of its ratios to another in the same rounds. */
export function timesOf(samples: readonly Sample[], base: readonly Sample[]): readonly Cell[] {
  const wall = wallOf(samples);
  return [
    median(wall),
    Math.min(...wall),
    Math.max(...wall),
    median(cpuOf(samples)),
    peakOf(samples),
    medianRatio(wall, wallOf(base)),
    medianRatio(cpuOf(samples), cpuOf(base)),
  ];
}
