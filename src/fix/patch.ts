import { diffArrays } from 'diff';

/** Lines that stand unchanged around a change. */
const CONTEXT = 3;

/** A file as it is and as it would be. */
export interface PatchedFile {
  /** From the root of the work tree, with `/`. */
  readonly path: string;
  /** Nothing for a new file. */
  readonly before: string | undefined;
  readonly after: string;
}

/** One patch in the form of Git, for `git apply` at the root of the work tree. */
export const formatPatch = (files: readonly PatchedFile[]): string => files.map(formatFile).join('');

function formatFile({ path, before, after }: PatchedFile): string {
  const [a, b] = [quote(`a/${path}`), quote(`b/${path}`)];
  const header =
    before === undefined
      ? [`diff --git ${a} ${b}`, 'new file mode 100644', '--- /dev/null', `+++ ${endName(b)}`]
      : [`diff --git ${a} ${b}`, `--- ${endName(a)}`, `+++ ${endName(b)}`];
  return `${header.join('\n')}\n${hunksOf(compare(linesOf(before ?? ''), linesOf(after)))
    .map(formatHunk)
    .join('')}`;
}

/** A line of either text, with its line break where it has one. */
interface Line {
  readonly sign: ' ' | '-' | '+';
  readonly text: string;
}

interface Hunk {
  /** Lines before it, in the old and in the new text. */
  readonly oldStart: number;
  readonly newStart: number;
  readonly lines: readonly Line[];
}

const linesOf = (text: string): readonly string[] => (text === '' ? [] : text.split(/(?<=\n)/));

/** Both texts in one. Between lines that each of them has once, so that the time for a thousand changes is not a million times that of one. */
function compare(before: readonly string[], after: readonly string[]): readonly Line[] {
  const lines: Line[] = [];
  let [old, now] = [0, 0];
  for (const [nextOld, nextNow] of [...anchors(before, after), [before.length, after.length] as const]) {
    for (const { value, added, removed } of diffArrays(before.slice(old, nextOld), after.slice(now, nextNow)))
      for (const text of value) lines.push({ sign: added ? '+' : removed ? '-' : ' ', text });
    if (nextOld < before.length) lines.push({ sign: ' ', text: before[nextOld]! });
    [old, now] = [nextOld + 1, nextNow + 1];
  }
  return lines;
}

/** Where lines stand that occur once in each text: as many as are in the same order in both. */
function anchors(before: readonly string[], after: readonly string[]): readonly (readonly [old: number, now: number])[] {
  const places = onlyPlaces(after);
  const pairs = [...onlyPlaces(before)].flatMap(([line, old]) => {
    const now = places.get(line);
    return now === undefined ? [] : [{ old, now }];
  });
  // The longest rising row: of all rows of one length only the one that ends lowest can be the best.
  interface Link {
    readonly old: number;
    readonly now: number;
    readonly previous: Link | undefined;
  }
  const ends: Link[] = [];
  for (const { old, now } of pairs) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ends[middle]!.now < now) low = middle + 1;
      else high = middle;
    }
    ends[low] = { old, now, previous: ends[low - 1] };
  }
  const row: [number, number][] = [];
  for (let link = ends.at(-1); link; link = link.previous) row.push([link.old, link.now]);
  return row.reverse();
}

/** The lines that occur once, in their order. */
function onlyPlaces(lines: readonly string[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  for (const [place, line] of lines.entries()) places.set(line, places.has(line) ? -1 : place);
  return new Map([...places].filter(([, place]) => place !== -1));
}

function hunksOf(lines: readonly Line[]): readonly Hunk[] {
  const hunks: Hunk[] = [];
  let [oldStart, newStart, at] = [0, 0, 0];
  for (let change = nextChange(lines, 0); change !== -1; change = nextChange(lines, at)) {
    const start = Math.max(at, change - CONTEXT);
    let last = change;
    for (let next = change; next !== -1 && next <= last + 2 * CONTEXT + 1; next = nextChange(lines, next + 1)) last = next;
    const end = Math.min(lines.length, last + 1 + CONTEXT);
    // What no hunk shows is the same in both.
    [oldStart, newStart] = [oldStart + start - at, newStart + start - at];
    const shown = lines.slice(start, end);
    hunks.push({ oldStart, newStart, lines: shown });
    [oldStart, newStart, at] = [oldStart + count(shown, '-'), newStart + count(shown, '+'), end];
  }
  return hunks;
}

const nextChange = (lines: readonly Line[], from: number): number => {
  for (let at = from; at < lines.length; at++) if (lines[at]!.sign !== ' ') return at;
  return -1;
};

/** How many of some lines the old text has (`-`), or the new one (`+`). */
const count = (lines: readonly Line[], side: '-' | '+'): number => lines.filter(({ sign }) => sign === ' ' || sign === side).length;

function formatHunk({ oldStart, newStart, lines }: Hunk): string {
  const body = lines.map(({ sign, text }) => (text.endsWith('\n') ? sign + text : `${sign}${text}\n\\ No newline at end of file\n`));
  return `@@ -${range(oldStart, count(lines, '-'))} +${range(newStart, count(lines, '+'))} @@\n${body.join('')}`;
}

/** Counted from 1; an empty range begins on the line before it. */
const range = (before: number, lines: number): string => `${lines === 0 ? before : before + 1},${lines}`;

/** A name that holds a space ends with a tab, so that it is not taken for a name and a date. */
const endName = (name: string): string => (name.includes(' ') && !name.startsWith('"') ? `${name}\t` : name);

/** A name as Git quotes it: bytes beyond ASCII and control characters in octal, in the style of C. */
function quote(name: string): string {
  if (/^[\x20-\x7e]*$/.test(name) && !/["\\]/.test(name)) return name;
  const bytes = [...Buffer.from(name, 'utf8')].map(byte => {
    if (byte === 0x22 || byte === 0x5c) return `\\${String.fromCharCode(byte)}`;
    return byte < 0x20 || byte > 0x7e ? `\\${byte.toString(8).padStart(3, '0')}` : String.fromCharCode(byte);
  });
  return `"${bytes.join('')}"`;
}
