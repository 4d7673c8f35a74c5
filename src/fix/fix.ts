import type { Diagnostic, FileEdit, Fix, FixPlan } from '../core/diagnostic.ts';
import { isRefusal, reasonOf } from '../core/document.ts';
import type { SourceFile } from '../core/text.ts';
import { applyPlans, spellPlan, type Workspace } from './apply.ts';

/** Which fixes a user asked for. */
export interface Asked {
  /** Unsafe fixes of warnings and errors as well. */
  readonly unsafe: boolean;
  /** Rules asked for by name: their unsafe fixes count whatever their severity. */
  readonly rules: ReadonlySet<string>;
  /** Rules that are off by default: their unsafe fixes count by name only, even where a configuration turns them on. */
  readonly byName?: ReadonlySet<string>;
  /** Codemods asked for by name or by target. */
  readonly codemods: ReadonlySet<string>;
  /** Nothing but these codemods. */
  readonly nothingElse?: boolean;
}

/** Whether `--fix` writes the fix of a finding. */
export function isAsked({ rule, severity, fix }: Diagnostic, asked: Asked): boolean {
  if (!fix || fix.applicability === 'manual') return false;
  if (asked.nothingElse === true) return fix.codemod !== undefined && asked.codemods.has(fix.codemod);
  if (fix.applicability === 'safe') return true;
  if (fix.codemod !== undefined && asked.codemods.has(fix.codemod)) return true;
  return asked.unsafe && (asked.rules.has(rule) || (severity !== 'info' && asked.byName?.has(rule) !== true));
}

export interface ProvenFixes {
  /** The findings; a fix that cannot be spelled or proven is replaced by the reason. */
  readonly diagnostics: readonly Diagnostic[];
  readonly edits: ReadonlyMap<Diagnostic, readonly FileEdit[]>;
}

/** Spells and proves the fix of every finding, so that nothing is offered that could not be written. */
export function proveFixes(diagnostics: readonly Diagnostic[], tree: Workspace): ProvenFixes {
  const workspace = readingOnce(tree);
  const plans = new Set(diagnostics.flatMap(({ fix }) => (fix ? [fix.plan] : [])));
  const edits = new Map<FixPlan, readonly FileEdit[]>();
  const reasons = new Map<FixPlan, string>();
  for (const plan of plans) {
    const spelled = spellPlan(plan, workspace);
    if (isRefusal(spelled)) reasons.set(plan, reasonOf(spelled));
    else edits.set(plan, spelled);
  }
  for (let open = [...edits.keys()]; open.length > 0;) {
    const { withheld, deferred } = applyPlans(open, workspace);
    for (const [plan, reason] of withheld) reasons.set(plan, reason);
    open = [...deferred];
  }

  const byDiagnostic = new Map<Diagnostic, readonly FileEdit[]>();
  const proven = diagnostics.map(diagnostic => {
    const reason = diagnostic.fix && reasons.get(diagnostic.fix.plan);
    if (reason !== undefined) return { ...diagnostic, fix: undefined, skip: reason };
    if (diagnostic.fix) byDiagnostic.set(diagnostic, edits.get(diagnostic.fix.plan) ?? []);
    return diagnostic;
  });
  return { diagnostics: proven, edits: byDiagnostic };
}

/** The same files, each read once for all plans: nothing is written meanwhile. */
function readingOnce(workspace: Workspace): Workspace {
  const files = new Map<string, SourceFile | undefined>();
  return {
    read(path) {
      if (!files.has(path)) files.set(path, workspace.read(path));
      return files.get(path);
    },
    languageOf: file => workspace.languageOf(file),
  };
}

/** The plans of some fixes, each once. */
export const plansOf = (fixes: readonly Fix[]): readonly FixPlan[] => [...new Set(fixes.map(({ plan }) => plan))];
