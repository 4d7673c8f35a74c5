/** What the name of a file that kubemend reads ends in, in lower case. */
export const READABLE_ENDINGS: readonly string[] = [
  ...['.yaml', '.yml', '.json', '.bu', '.tpl', '.gotmpl', '.tf'],
  // Of these only programs that make manifests are parsed.
  ...['.ts', '.mts', '.cts', '.js', '.mjs'],
];

const ENDINGS: ReadonlySet<string> = new Set(READABLE_ENDINGS);

/** Whether a file is of a kind that kubemend reads, as far as its name tells. */
export function isReadable(path: string): boolean {
  const dot = path.lastIndexOf('.');
  return dot !== -1 && ENDINGS.has(path.slice(dot).toLowerCase());
}
