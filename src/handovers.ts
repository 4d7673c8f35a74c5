import type { Codemod } from './core/codemod.ts';
import type { Diagnostic } from './core/diagnostic.ts';
import type { Asked } from './fix/fix.ts';
import type { Report } from './reporters/report.ts';

/** The assumptions of each plan, once. */
export function assumptionsOf(diagnostics: readonly Diagnostic[]): Report['assumptions'] {
  const plans = new Map(diagnostics.flatMap(({ fix }) => (fix ? [[fix.plan, fix.codemod ?? ''] as const] : [])));
  return [...plans].flatMap(([{ assumes = [] }, codemod]) => assumes.map(assumption => ({ codemod, assumption })));
}

/** What the codemods that were asked for leave to do by hand, where they mended something and where they had nothing to write. */
export function handoversOf(
  codemods: readonly Codemod[],
  asked: Asked,
  mended: readonly Diagnostic[],
  left: readonly Diagnostic[],
): Report['handovers'] {
  return codemods.flatMap(({ id, handover }) => {
    if (!handover) return [];
    const plans = new Set(mended.flatMap(({ fix }) => (fix?.codemod === id ? [fix.plan] : [])));
    const items = [
      ...[...plans].flatMap(({ followUps = [] }) => followUps),
      ...(asked.codemods.has(id) ? left : []).flatMap(({ followUps }) => (followUps?.codemod === id ? followUps.items : [])),
    ];
    return items.length > 0 ? [{ codemod: id, handover, followUps: [...new Set(items)] }] : [];
  });
}
