/** Lines of a file, counted from 1; the last one is among them. */
export interface LineRange {
  readonly first: number;
  readonly last: number;
}

const HUNK = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/;

/** The lines that a patch of Git without context brings, by file, as `named` spells its path. What it only takes away is on no line. */
export function changedLines(patch: string, named: (path: string) => string): ReadonlyMap<string, readonly LineRange[]> {
  const files = new Map<string, LineRange[]>();
  const lines = patch.split('\n');
  let ranges: LineRange[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!;
    if (line.startsWith('+++ ')) {
      ranges = [];
      const path = pathIn(line.slice('+++ '.length));
      if (path !== undefined) files.set(named(path), ranges);
    }
    const hunk = HUNK.exec(line);
    if (!hunk) continue;
    const [removed, start, added] = [Number(hunk[1] ?? 1), Number(hunk[2]), Number(hunk[3] ?? 1)];
    if (added > 0) ranges.push({ first: start, last: start + added - 1 });
    // What a line holds is nobody's header.
    for (let body = removed + added; body > 0;) if (!lines[++at]?.startsWith('\\')) body--;
  }
  return files;
}

/** The path of a header: quoted in the style of C where a byte of it is unusual, and with a tab behind it where it holds a space. */
function pathIn(header: string): string | undefined {
  if (header === '/dev/null') return undefined;
  const name = header.startsWith('"') ? unquoted(header.slice(1, header.lastIndexOf('"'))) : header.replace(/\t$/, '');
  return name.slice('b/'.length);
}

const ESCAPES: Readonly<Record<string, string>> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** Source: `quote_c_style` of quote.c in Git. */
const unquoted = (text: string): string =>
  Buffer.from(
    text.replace(/\\(?:([0-7]{3})|(.))/g, (_, octal: string | undefined, letter: string) =>
      octal === undefined ? (ESCAPES[letter] ?? letter) : String.fromCharCode(parseInt(octal, 8)),
    ),
    'latin1',
  ).toString('utf8');
