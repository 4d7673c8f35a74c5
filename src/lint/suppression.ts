import type { Diagnostic } from '../core/diagnostic.ts';
import type { Document } from '../core/document.ts';
import { UNUSED_IGNORE, type Rule } from '../core/rule.ts';
import { formatVersion, isAtLeast, type KubernetesVersion } from '../core/version.ts';
import { hides, IgnoresByPlace, type End, type Ignore } from './ignores.ts';

/** What suppression is judged by. */
export interface Judge {
  /** Of each file that was linted, and of others where a finding points to. */
  readonly ignoresOf: (path: string) => readonly Ignore[];
  readonly targetAt: (path: string) => KubernetesVersion;
  /** Today in UTC, as `2026-08-26`. */
  readonly today: string;
}

/** Findings that are left, and those that are hidden. */
export interface Suppressed {
  readonly shown: readonly Diagnostic[];
  readonly hidden: readonly Diagnostic[];
  /** Which rules each ignore hid. */
  readonly used: ReadonlyMap<Ignore, ReadonlySet<string>>;
}

/** Tells findings that somebody hid, at their own place or at one that they point to, from the others. */
export function suppress(diagnostics: readonly Diagnostic[], judge: Judge): Suppressed {
  const [shown, hidden]: [Diagnostic[], Diagnostic[]] = [[], []];
  const used = new Map<Ignore, Set<string>>();
  const known = new Map<string, IgnoresByPlace>();
  const ignoresAt = (path: string, offset: number): readonly Ignore[] => {
    const byPlace = known.get(path) ?? new IgnoresByPlace(judge.ignoresOf(path));
    known.set(path, byPlace);
    return byPlace.at(offset);
  };
  for (const diagnostic of diagnostics) {
    const ignores = [diagnostic.primary, ...diagnostic.related].flatMap(({ file, range }) =>
      ignoresAt(file.path, range.start).filter(ignore => hides(ignore, diagnostic.rule, file, range) && !hasEnded(ignore, judge)),
    );
    for (const ignore of ignores) used.set(ignore, (used.get(ignore) ?? new Set()).add(diagnostic.rule));
    (ignores.length > 0 ? hidden : shown).push(diagnostic);
  }
  return { shown, hidden, used };
}

export const hasEnded = ({ end, document }: Ignore, { targetAt, today }: Judge): boolean =>
  end !== undefined && ('day' in end ? today > end.day : isAtLeast(targetAt(document.file.path), end.version.minor));

/** What is asked of ignores that may be in vain. */
export interface Vain extends Judge {
  readonly used: Suppressed['used'];
  /** Whether there is such a rule. */
  readonly isRule: (id: string) => boolean;
  /** Whether a rule ran over a file: what did not run cannot tell. */
  readonly ran: (id: string, path: string) => boolean;
}

/** The findings of `unused-ignore`: what hides nothing, has ended, or is not understood. All fixes of a document are one plan, as they touch its comments. */
export function unusedIgnores(ignores: readonly Ignore[], rule: Rule, vain: Vain): readonly Diagnostic[] {
  const found = ignores.flatMap(ignore => {
    const verdict = verdictOn(ignore, vain);
    return verdict ? [{ ignore, ...verdict }] : [];
  });
  const plans = new Map<
    Document,
    { readonly changes: readonly [{ readonly document: Document; readonly ops: ReturnType<Ignore['change']>[] }] }
  >();
  return found.map(({ ignore, message, label, help, left }) => {
    const { document, range } = ignore;
    if (left) {
      const plan = plans.get(document) ?? { changes: [{ document, ops: [] }] };
      plans.set(document, plan);
      plan.changes[0].ops.push(ignore.change(left));
    }
    const plan = left && plans.get(document);
    return {
      rule: rule.id,
      severity: rule.severity === 'by-version' ? 'warning' : rule.severity,
      message,
      primary: { file: document.file, range, text: label },
      related: [],
      document,
      help,
      url: rule.docs.references[0],
      fix: plan && { title: left.length > 0 ? 'leave out what hides nothing' : 'remove it', applicability: 'safe', plan },
    };
  });
}

interface Verdict {
  readonly message: string;
  readonly label: string;
  readonly help?: string;
  /** The rules that it is still for; nothing where a person has to mend it. */
  readonly left?: readonly string[];
}

const FLAWS: Readonly<Record<NonNullable<Ignore['flaw']>, Omit<Verdict, 'left'>>> = {
  form: { message: 'is not understood, so it hides nothing', label: 'names no rule', help: 'write it as `kubemend-ignore[rule]: reason`' },
  until: {
    message: 'is not understood, so it hides nothing',
    label: '`until` takes a version of Kubernetes or a date, as `1.40` or `2026-12-31`',
  },
  reason: { message: 'gives no reason, so it hides nothing', label: 'hides nothing', help: 'say why, after a colon' },
};

function verdictOn(ignore: Ignore, vain: Vain): Verdict | undefined {
  const { name, rules, end, flaw, document } = ignore;
  if (flaw) return { ...FLAWS[flaw], message: `\`${name}\` ${FLAWS[flaw].message}` };
  if (end && hasEnded(ignore, vain))
    return { message: `\`${name}\` has ended ${endWords(end)}`, label: 'hides nothing any more', left: [] };
  const unknown = rules.filter(rule => !vain.isRule(rule));
  const idle = rules.filter(
    rule => rule !== UNUSED_IGNORE && vain.isRule(rule) && vain.ran(rule, document.file.path) && vain.used.get(ignore)?.has(rule) !== true,
  );
  if (unknown.length > 0)
    return {
      message: `\`${name}\` names ${quoted(unknown)}, which is no rule`,
      label: 'hides nothing',
      help: '`kubemend rules` lists the rules',
    };
  if (idle.length === 0) return undefined;
  return {
    message: `\`${name}\` hides nothing of ${quoted(idle)}`,
    label: 'nothing of that kind is found here',
    left: rules.filter(rule => !idle.includes(rule)),
  };
}

const endWords = (end: End): string => ('day' in end ? `after ${end.day}` : `with Kubernetes ${formatVersion(end.version)}`);

const quoted = (words: readonly string[]): string => words.map(word => `\`${word}\``).join(', ');
