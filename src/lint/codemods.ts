import { isRewrite, type Codemod, type CodemodContext } from '../core/codemod.ts';
import type { Assumption, Diagnostic, Fix } from '../core/diagnostic.ts';
import { reasonOf, type Document, type Refusal } from '../core/document.ts';
import type { Facts, Scope } from '../core/fact.ts';
import { placeOf } from '../core/rule.ts';
import { positionAt } from '../core/text.ts';
import type { KubernetesVersion } from '../core/version.ts';
import type { Failure } from './lint.ts';
import type { Matches } from './matches.ts';

/** Something a codemod is about, with the document it is in. */
export interface CodemodMatch {
  readonly codemod: Codemod;
  readonly match: unknown;
  readonly document: Document;
}

/** What a codemod offers for the finding at one place. */
type Offer = { readonly fix: Fix } | Pick<Diagnostic, 'skip' | 'followUps'>;

/** What codemods are given, and what keeps them from a place. */
export interface OfferContext extends Omit<CodemodContext, 'target'> {
  readonly targetAt: (path: string) => KubernetesVersion;
  /** Why a place is not to be touched, and with it whatever would have to change together with it. */
  readonly heldBack?: (match: CodemodMatch) => HeldBack | undefined;
  /** What is taken for granted by choosing this codemod for a place. */
  readonly choiceAssumes?: (match: CodemodMatch) => Assumption | undefined;
}

/** `isTold`: at the place itself as well; else only to what goes together with it. */
export interface HeldBack extends Refusal {
  readonly isTold?: boolean;
}

/** What codemods are about in some documents. */
export interface FoundMatches {
  readonly matches: readonly CodemodMatch[];
  readonly failures: readonly Failure[];
}

/** What codemods are about in a document. */
export function matchesOf(found: Matches, codemods: readonly Codemod[]): FoundMatches {
  const { document } = found;
  const matches: CodemodMatch[] = [];
  const failures: Failure[] = [];
  for (const codemod of codemods) {
    try {
      for (const match of found.of(codemod.query)) matches.push({ codemod, match, document });
    } catch (error) {
      failures.push({ of: 'codemod', id: codemod.id, path: document.file.path, error });
    }
  }
  return { matches, failures };
}

/** Gives the findings that a codemod resolves its fix, or the reason why there is none. */
export function offerCodemods(
  diagnostics: readonly Diagnostic[],
  matches: readonly CodemodMatch[],
  { facts, settings, targetAt, heldBack, choiceAssumes }: OfferContext,
): readonly Diagnostic[] {
  const offers = new Map<string, Offer>();
  for (const group of groupsOf(matches, facts)) {
    const { codemod, document: first } = group[0]!;
    const held = heldIn(group, heldBack);
    if (held.size > 0) {
      for (const one of group) {
        const refusal = held.get(one) ?? togetherWith(held);
        if (refusal.isTold !== false)
          offers.set(placeKey(codemod, one.document, placeOf(codemod.at(one.match)).start), { skip: reasonOf(refusal) });
      }
      continue;
    }
    const result = codemod.rewrite(
      group.map(({ match }) => match),
      { facts, settings, target: targetAt(first.file.path) },
    );
    if (!isRewrite(result)) {
      for (const { at, code, reason, followUps } of result)
        offers.set(placeKey(codemod, at.document, placeOf(at).start), {
          skip: reasonOf({ refused: reason, code }),
          ...(followUps && { followUps: { codemod: codemod.id, items: followUps } }),
        });
      continue;
    }
    const { applicability = 'unsafe', ...rewrite } = result;
    const choices = group.flatMap(one => choiceAssumes?.(one) ?? []);
    const plan = choices.length > 0 ? { ...rewrite, assumes: [...choices, ...(rewrite.assumes ?? [])] } : rewrite;
    for (const { match, document } of group) {
      const fix: Fix = { title: codemod.title(match), applicability, plan, codemod: codemod.id };
      offers.set(placeKey(codemod, document, placeOf(codemod.at(match)).start), { fix });
    }
  }
  const codemods = new Set(matches.map(({ codemod }) => codemod));
  return diagnostics.map(diagnostic => {
    const ours = [...codemods].filter(({ resolves }) => resolves.includes(diagnostic.rule));
    const offer = ours
      .map(codemod => offers.get(placeKey(codemod, diagnostic.document, diagnostic.primary.range.start)))
      .find(found => found !== undefined);
    if (!offer) return diagnostic;
    // That a codemod moves it is no help where the codemod just said why it does not.
    return { ...diagnostic, ...offer, ...('skip' in offer && ours.some(({ askedBy }) => askedBy !== 'unsafe') && { help: undefined }) };
  });
}

/** The matches of a group that must not be touched, in their order. */
function heldIn(group: readonly CodemodMatch[], heldBack: OfferContext['heldBack']): ReadonlyMap<CodemodMatch, HeldBack> {
  return new Map(
    group.flatMap(one => {
      const held = heldBack?.(one);
      return held ? [[one, { isTold: false, ...held }]] : [];
    }),
  );
}

/** What to say of the others of a group: where the first one stands that is left alone, and why it is. */
function togetherWith(held: ReadonlyMap<CodemodMatch, HeldBack>): HeldBack {
  const [[{ match, codemod, document }, { refused }]] = [...held] as [[CodemodMatch, HeldBack]];
  const { line } = positionAt(document.file, placeOf(codemod.at(match)).start);
  return {
    code: 'SHARED_GROUP',
    refused: `it goes together with \`${document.file.path}\`, line ${line}, which is left alone: ${refused}`,
  };
}

/** Matches of one codemod and scope that are tied, directly or through others, form a group. */
function groupsOf(matches: readonly CodemodMatch[], facts: Facts): readonly (readonly CodemodMatch[])[] {
  const groupOf = new Map<CodemodMatch, Set<CodemodMatch>>();
  /** Of each tie one match of all files that are in the same scopes. */
  const firstOfTie = new Map<string, Map<readonly Scope[], CodemodMatch>>();
  for (const match of matches) {
    groupOf.set(match, new Set([match]));
    const { file } = match.document;
    for (const tie of match.codemod.ties?.(match.match) ?? []) {
      const key = [match.codemod.id, tie].join('\0');
      const tied = firstOfTie.get(key) ?? new Map<readonly Scope[], CodemodMatch>();
      firstOfTie.set(key, tied);
      const scopes = facts.scopesOf(file);
      const first = tied.get(scopes);
      if (first) {
        merge(groupOf, first, match);
        continue;
      }
      for (const other of tied.values())
        if (groupOf.get(other) !== groupOf.get(match) && facts.areTogether(file.path, other.document.file.path))
          merge(groupOf, other, match);
      tied.set(scopes, match);
    }
  }
  return [...new Set(groupOf.values())].flatMap(group =>
    isOneThing(group) ? [...group].map(match => [match]) : [[...group].toSorted(inSourceOrder)],
  );
}

/** Whether all matches are copies of one thing, which have nothing to do with each other. */
function isOneThing(group: ReadonlySet<CodemodMatch>): boolean {
  const identities = new Set([...group].map(identityOf));
  return identities.size === 1 && !identities.has(undefined);
}

/** What a match is, as far as its codemod can tell. */
export const identityOf = ({ codemod, match }: CodemodMatch): string | undefined => codemod.identity?.(match);

function merge(groupOf: Map<CodemodMatch, Set<CodemodMatch>>, a: CodemodMatch, b: CodemodMatch): void {
  const [large, small] = [groupOf.get(a)!, groupOf.get(b)!].toSorted((x, y) => y.size - x.size) as [Set<CodemodMatch>, Set<CodemodMatch>];
  if (large === small) return;
  for (const member of small) {
    large.add(member);
    groupOf.set(member, large);
  }
}

function inSourceOrder(a: CodemodMatch, b: CodemodMatch): number {
  const [first, second] = [a, b].map(({ document, match, codemod }) => ({
    path: document.file.path,
    start: placeOf(codemod.at(match)).start,
  }));
  return first!.path < second!.path ? -1 : first!.path > second!.path ? 1 : first!.start - second!.start;
}

const placeKey = (codemod: Codemod, { file }: Document, start: number): string => [codemod.id, file.path, start].join('\0');
