import type { Write } from './fix/write.ts';
import type { SkippedFile } from './reporters/report.ts';
import type { FixOutcome } from './session.ts';
import type { WorkTree } from './work-tree.ts';

/** What fixes did, without the files that another reader of their format reads otherwise, and those that must be written together with them. */
export async function confirmed(
  outcome: FixOutcome,
  tree: WorkTree,
): Promise<{ readonly outcome: FixOutcome; readonly doubted: readonly SkippedFile[] }> {
  const doubted: SkippedFile[] = [];
  for (const { path, before, after } of outcome.writes) {
    if (before === undefined) continue;
    const refusal = await tree.languageOf({ path, text: after }).confirm?.({ path, text: before }, { path, text: after });
    if (refusal) doubted.push({ path, reason: refusal.refused });
  }
  if (doubted.length === 0) return { outcome, doubted };
  const isDoubted = ({ path }: Write): boolean => doubted.some(other => other.path === path);
  const units = outcome.units.filter(unit => !unit.some(isDoubted));
  return { outcome: { ...outcome, units, writes: units.flat() }, doubted };
}
