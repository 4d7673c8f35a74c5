import { structuredPatch } from 'diff';

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
  const header = before === undefined
    ? [`diff --git ${a} ${b}`, 'new file mode 100644', '--- /dev/null', `+++ ${endName(b)}`]
    : [`diff --git ${a} ${b}`, `--- ${endName(a)}`, `+++ ${endName(b)}`];
  const { hunks } = structuredPatch('', '', before ?? '', after, undefined, undefined, { context: 3 });
  const body = hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines }) => [`@@ -${range(oldStart, oldLines)} +${range(newStart, newLines)} @@`, ...lines]);
  return `${[...header, ...body].join('\n')}\n`;
}

/** An empty range begins on the line before it. */
const range = (start: number, lines: number): string => `${lines === 0 ? Math.max(0, start - 1) : start},${lines}`;

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
