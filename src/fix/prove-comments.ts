import type { Comment, Refusal } from '../core/document.ts';
import type { MemberComments, ModelOp } from '../core/model.ts';

/** Comments that left one document of a file, and those that came into one: whoever lets one go must find it here. */
export interface PassingComments {
  readonly gone: string[];
  readonly come: string[];
}

/**
 * Comments neither lost nor added, but for those that came with a new member: brackets have no place for them. Before one of what
 * was removed may stand words that say what it was about.
 */
export function proveComments(
  before: readonly Comment[],
  after: readonly Comment[],
  ops: readonly ModelOp[],
  passing: PassingComments,
): Refusal | undefined {
  const added = new Map<string, number>();
  for (const { text } of after) count(added, text, 1);
  const brought = new Map<string, number>();
  for (const op of ops) if (op.op === 'set') for (const text of op.comments ?? []) count(brought, text, 1);

  const rewritten = new Set<number>();
  for (const op of ops) {
    if (op.op !== 'comment') continue;
    rewritten.add(op.index);
    if (op.text === undefined) continue;
    if ((added.get(op.text) ?? 0) === 0) return lost(op.text);
    count(added, op.text, -1);
  }
  const missing: string[] = [];
  for (const { text } of before.filter((_, index) => !rewritten.has(index))) {
    if ((added.get(text) ?? 0) > 0) count(added, text, -1);
    else missing.push(text);
  }
  const removals = ops.filter(op => op.op === 'remove');
  const mayLeave = removals.some(
    ({ comments }) => comments === 'leave' || (typeof comments === 'object' && comments.leaving !== undefined),
  );
  const candidates = removals.length > 0 && missing.length > 0 ? byEnding(added) : new Map<string, string[]>();
  for (const text of missing) {
    const ending = text.replace(/^#+\s*/, '');
    const found = firstLeft(candidates.get(ending) ?? [], added);
    if (found !== undefined) count(added, found, -1);
    else if (mayLeave) passing.gone.push(text);
    else return lost(text);
  }
  for (const [text, times] of added) passing.come.push(...Array.from({ length: times }, () => text));
  const [extra] = [...added].find(([text, times]) => times > (brought.get(text) ?? 0)) ?? [];
  return extra === undefined ? undefined : { refused: `the comment \`${extra}\` would appear from nowhere` };
}

/** The comments of a new object are those that come along, each once. */
export function proveNewComments(
  after: readonly Comment[],
  wanted: readonly MemberComments[],
  { come }: PassingComments,
): Refusal | undefined {
  const brought = wanted.flatMap(({ above, trailing }) => (trailing === undefined ? above : [...above, trailing]));
  const texts = after.map(({ text }) => text);
  come.push(...texts);
  const extra = texts.find(text => countOf(texts, text) > countOf(brought, text));
  return extra === undefined ? undefined : { refused: `the comment \`${extra}\` would appear from nowhere` };
}

const countOf = (texts: readonly string[], text: string): number => texts.filter(other => other === text).length;

/** Whether a comment left one document of a file, and came into none. */
export function unclaimedComment({ gone, come }: PassingComments): Refusal | undefined {
  const unclaimed = new Map<string, number>();
  for (const text of come) count(unclaimed, text, 1);
  for (const text of gone) {
    if ((unclaimed.get(text) ?? 0) === 0) return lost(text);
    count(unclaimed, text, -1);
  }
  return undefined;
}

const lost = (comment: string): Refusal => ({ refused: `the comment \`${comment}\` would be lost` });

/** The first of some new comments, which come last one first, that nothing stands for yet; those before it are done with. */
function firstLeft(candidates: string[], added: ReadonlyMap<string, number>): string | undefined {
  while (candidates.length > 0 && (added.get(candidates.at(-1)!) ?? 0) <= 0) candidates.pop();
  return candidates.at(-1);
}

/** New comments by all that stands in them after a colon, the last one first. */
function byEnding(comments: ReadonlyMap<string, number>): ReadonlyMap<string, string[]> {
  const endings = new Map<string, string[]>();
  for (const [text, times] of [...comments].toReversed()) {
    for (let at = times > 0 ? text.indexOf(': ') : -1; at !== -1; at = text.indexOf(': ', at + 1)) {
      const ending = text.slice(at + 2);
      const known = endings.get(ending);
      if (known) known.push(text);
      else endings.set(ending, [text]);
    }
  }
  return endings;
}

const count = (counts: Map<string, number>, text: string, by: number): unknown => counts.set(text, (counts.get(text) ?? 0) + by);
