import type { Codemod } from '../core/codemod.ts';
import type { Assumption, Label } from '../core/diagnostic.ts';
import type { Refusal } from '../core/document.ts';
import { wholeRepository, type Facts, type Located, type Scope } from '../core/fact.ts';
import { positionAt, type SourceFile } from '../core/text.ts';

const WAY_ON = 'name the one that is meant with `--to`, or as `externalIPs.to` in `kubemend.yaml`';

/** A target of `--to` that is installed, with the place that shows it. */
export interface InstalledTarget {
  readonly codemod: Codemod;
  readonly to: string;
  readonly shownBy: Located<unknown>;
}

/** What `--to auto` stands for in a file: the one target that is installed in each of its scopes; or why none is taken. */
export function autoTarget(file: SourceFile, codemods: readonly Codemod[], facts: Facts): InstalledTarget | Refusal {
  const byScope = facts.scopesOf(file).map(scope => ({ scope, installed: installedIn(scope, codemods, facts) }));
  const found: InstalledTarget[] = [];
  for (const target of byScope.flatMap(({ installed }) => installed)) if (!found.some(({ to }) => to === target.to)) found.push(target);
  const [only, other] = found;
  if (!only)
    return noTarget(`nothing ${scopeWord(byScope.map(({ scope }) => scope))} shows which load balancer or gateway is installed: ${WAY_ON}`);
  if (other)
    return {
      code: 'SEVERAL_TARGETS',
      refused: `${enumerated(found.map(targetWord))} are installed, and \`auto\` does not choose among several: ${WAY_ON}`,
    };
  const without = byScope.find(({ installed }) => installed.length === 0);
  return without
    ? noTarget(`the file is for several clusters, and ${targetWord(only)} is not installed in \`${without.scope.name}\`: ${WAY_ON}`)
    : only;
}

/** What is taken for granted where a target was chosen by what is installed. */
export const chosenByAuto = ({ to, shownBy }: InstalledTarget, at: Label): Assumption => ({
  at,
  text: `\`auto\` chose \`${to}\`, as ${placeWord(shownBy)} shows it installed: it runs in the cluster, and is where the addresses are meant to go`,
});

const installedIn = (scope: Scope, codemods: readonly Codemod[], facts: Facts): readonly InstalledTarget[] =>
  codemods.flatMap(codemod => {
    const { askedBy } = codemod;
    const shownBy = askedBy === 'unsafe' ? undefined : askedBy.installed?.(scope, facts);
    return askedBy !== 'unsafe' && shownBy ? [{ codemod, to: askedBy.to, shownBy }] : [];
  });

const noTarget = (refused: string): Refusal => ({ code: 'NO_TARGET', refused });

const scopeWord = (scopes: readonly Scope[]): string =>
  scopes.includes(wholeRepository) ? 'in the repository' : `in the files of ${enumerated(scopes.map(({ name }) => `\`${name}\``))}`;

const targetWord = ({ to, shownBy }: InstalledTarget): string => `\`${to}\` (${placeWord(shownBy)})`;

const placeWord = ({ file, range }: Located<unknown>): string => `${file.path}:${positionAt(file, range.start).line}`;

/** As `a, b and c`. */
const enumerated = (words: readonly string[]): string =>
  words.length > 1 ? `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}` : words.join('');
