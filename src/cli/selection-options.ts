import type { Selection, Shard } from '../discover/selection.ts';
import { UsageError } from './commands.ts';

/** The options that narrow what is reported, as they were given. */
interface Given {
  /** Of `--changed=main` the text. */
  readonly changed?: boolean | string;
  readonly staged?: boolean;
  readonly 'changed-lines'?: boolean;
  readonly shard?: string;
}

/** What `--changed`, `--staged`, `--changed-lines` and `--shard` say together. */
export function selectionIn(
  { changed, staged = false, 'changed-lines': lines = false, shard }: Given,
  { isBaseline, isStdin }: { readonly isBaseline: boolean; readonly isStdin: boolean },
): Selection {
  const given = [changed !== undefined && '--changed', staged && '--staged', lines && '--changed-lines', shard !== undefined && '--shard'];
  const option = given.find(name => name !== false);
  if (option !== undefined && isStdin)
    throw new UsageError(`\`${option}\` chooses among files, and \`-\` is one text: leave one of them out`);
  if (option !== undefined && isBaseline)
    throw new UsageError(`a baseline holds what is found in all files of its paths: leave out \`${option}\``);
  if (changed !== undefined && staged) throw new UsageError('`--changed` and `--staged` exclude each other');
  if (changed === '' || (typeof changed === 'string' && changed.startsWith('-')))
    throw new UsageError('`--changed=` takes a commit to compare with, as in `--changed=origin/main`');
  return {
    changed: staged
      ? 'staged'
      : typeof changed === 'string'
        ? { since: changed }
        : changed === true || lines
          ? 'since-default-branch'
          : 'all',
    lines,
    shard: shard === undefined ? undefined : shardOf(shard),
  };
}

function shardOf(text: string): Shard {
  const [, index, count] = (/^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? []).map(Number);
  if (index === undefined || count === undefined || index < 1 || index > count)
    throw new UsageError(`\`--shard\` takes the number of a share and how many there are, as \`1/4\`, not \`${text}\``);
  return { index, count };
}
