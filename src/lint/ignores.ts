import type { Document, Node } from '../core/document.ts';
import type { ModelOp } from '../core/model.ts';
import { lineAt, type SourceFile, type TextRange } from '../core/text.ts';
import { parseVersion, type KubernetesVersion } from '../core/version.ts';

/** The annotation that hides findings where comments do not survive. */
export const IGNORE_ANNOTATION = 'kubemend/ignore';

/** `# kubemend-ignore`, and what follows where it is meant as one and not only spoken of. */
const COMMENT = /^(?:#+|\/\/+)\s*kubemend-ignore(-file)?(?=\s*(?:[[:]|$))(.*)$/s;

/** `[rule-a, rule-b] until 1.40: reason`. */
const BODY = /^\s*\[([^\]]*)\](?:\s+until\s+([^\s:]+))?\s*(?::(.*))?$/s;

const SKIPPED_LINE = /^\s*(?:#.*|\/\/.*|---\s*(?:#.*)?)$/;

/** A comment or annotation that hides findings. */
export interface Ignore {
  readonly document: Document;
  readonly range: TextRange;
  /** As it is written, without the rules: `kubemend-ignore-file`. */
  readonly name: string;
  readonly rules: readonly string[];
  readonly end?: End;
  /** Why it hides nothing, whatever is found. */
  readonly flaw?: 'form' | 'until' | 'reason';
  /** Where it hides findings; all of the file where not given. */
  readonly covers?: readonly TextRange[];
  /** Takes it away, or leaves it for some of its rules only. */
  change(left: readonly string[]): ModelOp;
}

/** What ends it: a version moved to, or a day. */
export type End = { readonly version: KubernetesVersion } | { readonly day: string };

/** Something that a comment above its first line speaks of as a whole. */
export interface Resource {
  readonly range: TextRange;
  /** The value of `kubemend/ignore`. */
  readonly annotation: Node | undefined;
}

/** What is hidden by comments and annotations of a document. */
export function ignoresIn(document: Document, resources: readonly Resource[]): readonly Ignore[] {
  const reach = new Reach(document.file, resources);
  return [
    ...document.comments().flatMap(({ text, range }, index) => {
      const [, file, body] = COMMENT.exec(text) ?? [];
      if (body === undefined) return [];
      return {
        document,
        range,
        name: `kubemend-ignore${file ?? ''}`,
        ...meaningOf(body),
        ...(file === undefined && { covers: reach.of(range) }),
        change: (left: readonly string[]): ModelOp => ({
          op: 'comment',
          path: [],
          index,
          text: left.length > 0 ? withRules(text, left) : undefined,
        }),
      };
    }),
    ...resources.flatMap(({ range, annotation }) => {
      const text = annotation?.value;
      if (!annotation || typeof text !== 'string') return [];
      return {
        document,
        range: annotation.keyRange ?? annotation.range,
        name: IGNORE_ANNOTATION,
        ...meaningOf(`[${text.slice(0, endOfRules(text))}]${text.slice(endOfRules(text))}`),
        covers: [range],
        change: (left: readonly string[]): ModelOp =>
          left.length > 0
            ? { op: 'set', path: annotation.path, value: left.join(', ') + text.slice(endOfRules(text)) }
            : { op: 'remove', path: annotation.path, comments: 'stay' },
      };
    }),
  ];
}

/** Whether it hides a finding of a rule at a place. */
export const hides = (ignore: Ignore, rule: string, file: SourceFile, { start }: TextRange): boolean =>
  ignore.flaw === undefined &&
  ignore.rules.includes(rule) &&
  ignore.document.file.path === file.path &&
  (ignore.covers?.some(range => range.start <= start && start < range.end) ?? true);

/** The ignores of a file by the places that they cover: there may be thousands of them, and as many findings. */
export class IgnoresByPlace {
  readonly #everywhere: readonly Ignore[];
  /** In the order of their starts, and how far those up to each one reach. */
  readonly #spans: readonly (TextRange & { readonly ignore: Ignore })[];
  readonly #reach: readonly number[];

  constructor(ignores: readonly Ignore[]) {
    this.#everywhere = ignores.filter(({ covers }) => covers === undefined);
    this.#spans = ignores
      .flatMap(ignore => (ignore.covers ?? []).map(({ start, end }) => ({ start, end, ignore })))
      .sort((a, b) => a.start - b.start);
    let reach = 0;
    this.#reach = this.#spans.map(({ end }) => (reach = Math.max(reach, end)));
  }

  /** Those that may hide what begins at an offset. */
  at(offset: number): readonly Ignore[] {
    const found = [...this.#everywhere];
    for (let index = this.#lastUpTo(offset); index >= 0 && this.#reach[index]! > offset; index--)
      if (this.#spans[index]!.end > offset) found.push(this.#spans[index]!.ignore);
    return found;
  }

  /** The last span that starts at an offset or before; -1 where there is none. */
  #lastUpTo(offset: number): number {
    let [low, high] = [-1, this.#spans.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#spans[middle]!.start <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

function meaningOf(text: string): Pick<Ignore, 'rules' | 'end' | 'flaw'> {
  const [, names, until, reason = ''] = BODY.exec(text) ?? [];
  const rules =
    names
      ?.split(',')
      .map(name => name.trim())
      .filter(name => name !== '') ?? [];
  if (rules.length === 0) return { rules, flaw: 'form' };
  const end = until === undefined ? undefined : endOf(until);
  if (until !== undefined && !end) return { rules, flaw: 'until' };
  return { rules, ...(end && { end }), ...(reason.trim() === '' && { flaw: 'reason' }) };
}

function endOf(text: string): End | undefined {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return Number.isNaN(Date.parse(text)) ? undefined : { day: text };
  const version = parseVersion(text);
  return version && { version };
}

/** How far the names of rules reach in an annotation: up to `until`, a colon, or the end. */
function endOfRules(text: string): number {
  const [names = ''] = text.split(':', 1);
  const until = names.search(/\suntil\s/);
  return (until === -1 ? names : names.slice(0, until)).trimEnd().length;
}

const withRules = (comment: string, rules: readonly string[]): string =>
  comment.replace(/^([^[]*)\[[^\]]*\]/, (_all, before: string) => `${before}[${rules.join(', ')}]`);

/** What a comment speaks of: its own line, or the next one that says something, with all of a resource that begins there. */
class Reach {
  readonly #file: SourceFile;
  readonly #resources: ReadonlyMap<number, readonly Resource[]>;
  /** Where the next line that says something begins, by the lines above it: comments may stand one below the other as far as the file goes. */
  readonly #next = new Map<number, TextRange>();

  constructor(file: SourceFile, resources: readonly Resource[]) {
    this.#file = file;
    const begun = new Map<number, Resource[]>();
    for (const resource of resources) {
      const { start } = lineAt(file, resource.range.start);
      const others = begun.get(start);
      if (others) others.push(resource);
      else begun.set(start, [resource]);
    }
    this.#resources = begun;
  }

  of({ start }: TextRange): readonly TextRange[] {
    const line = lineAt(this.#file, start);
    if (this.#file.text.slice(line.start, start).trim() !== '') return [line];
    const next = this.#nextBelow(line);
    return [next, ...(this.#resources.get(next.start)?.map(({ range }) => range) ?? [])];
  }

  #nextBelow(line: TextRange): TextRange {
    const { length } = this.#file.text;
    const above: number[] = [];
    let next = line;
    do {
      above.push(next.start);
      next = this.#next.get(next.start) ?? (next.end < length ? lineAt(this.#file, next.end) : { start: length, end: length });
    } while (next.end > next.start && SKIPPED_LINE.test(this.#file.text.slice(next.start, next.end).trimEnd()));
    for (const start of above) this.#next.set(start, next);
    return next;
  }
}
