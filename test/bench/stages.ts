import { median } from './statistics.ts';

/** A row as `--stats` prints it: `list    12.3 ms`. */
const STAGE = /^(\S.*?) {2,}([\d,]+(?:\.\d+)?) ms$/;

/** A stage of a run. */
export interface Stage {
  readonly name: string;
  readonly milliseconds: number;
}

/** The stages in what a run with `--stats` wrote to standard error, in their order, whatever they are called. */
export const readStages = (text: string): readonly Stage[] =>
  text.split('\n').flatMap(line => {
    const [, name, number] = STAGE.exec(line) ?? [];
    return name === undefined ? [] : [{ name, milliseconds: Number(number!.replaceAll(',', '')) }];
  });

/** What each stage took in all runs, as the first run names them. */
export function timesByStage(runs: readonly (readonly Stage[])[]): ReadonlyMap<string, readonly number[]> {
  const names = (runs[0] ?? []).map(({ name }) => name);
  return new Map(
    names.map(name => [name, runs.flatMap(stages => stages.filter(stage => stage.name === name).map(({ milliseconds }) => milliseconds))]),
  );
}

/** The part of a whole that a stage took, in percent. */
export const shareOf = (times: readonly number[], totals: readonly number[]): number => (100 * median(times)) / median(totals);
