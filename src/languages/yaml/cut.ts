import { byteOrderMarkLength, type TextRange } from '../../core/text.ts';

/** A `---` with nothing beside it, and a byte order mark with something behind it. */
const MARKED = /^---[ \t]*(?:#.*)?\r?\n\ufeff./s;

/**
 * The documents of a YAML stream, in order, without parsing it.
 *
 * Sound by the specification: a `---` or `...` at the start of a line ends every scalar (YAML 1.2.2, 9.1). What stands before
 * the first `---`, if it is only comments and directives, belongs to the document that it opens. A stretch that holds
 * neither a marker nor content is no document.
 *
 * A byte order mark below a `---` that ends another document is left out, as the one at the start of a file is: files are joined like that, and
 * Kubernetes reads what follows `---` as a stream of its own (`YAMLReader.Read`, apimachinery pkg/util/yaml/decoder.go).
 */
export function cutDocuments(text: string): readonly TextRange[] {
  const documents: TextRange[] = [];
  const first = byteOrderMarkLength(text);
  let start = first;
  let opened = false;

  for (const { at, end, marker } of markers(text, first)) {
    const isDocument = opened || holdsContent(text.slice(start, at));
    if (marker === '---') {
      if (isDocument) documents.push({ start, end: at });
      if (at > first && MARKED.test(text.slice(at, end + 2))) start = end + 1;
      else if (isDocument) start = at;
      opened = true;
    } else {
      if (isDocument) documents.push({ start, end });
      start = end;
      opened = false;
    }
  }
  if (opened || holdsContent(text.slice(start))) documents.push({ start, end: text.length });
  return documents;
}

interface Marker {
  readonly at: number;
  /** The start of the next line. */
  readonly end: number;
  readonly marker: '---' | '...';
}

function* markers(text: string, from: number): Generator<Marker> {
  // Each is looked for again only once it is passed: `...` is rare, and a search for it may run to the end of the file.
  const next = { '---': from - 1, '...': from - 1 };
  const nextOf = (marker: '---' | '...', at: number): number => {
    if (next[marker] < at) next[marker] = text.indexOf(`\n${marker}`, at);
    return (next[marker] = next[marker] === -1 ? Infinity : next[marker]);
  };
  for (let at = from; at < text.length;) {
    const newline = text.indexOf('\n', at);
    const end = newline === -1 ? text.length : newline + 1;
    const marker = text.startsWith('---', at) ? '---' : text.startsWith('...', at) ? '...' : undefined;
    if (marker && (at + 3 >= text.length || ' \t\r\n'.includes(text[at + 3]!))) yield { at, end, marker };
    const newlineBefore = Math.min(nextOf('---', at), nextOf('...', at));
    if (newlineBefore === Infinity) return;
    at = newlineBefore + 1;
  }
}

/** Whether a stretch of text holds more than comments, blank lines and directives. */
function holdsContent(text: string): boolean {
  for (let at = 0; at < text.length;) {
    const newline = text.indexOf('\n', at);
    const end = newline === -1 ? text.length : newline;
    if (text[at] !== '%') {
      const first = /\S/.exec(text.slice(at, end))?.[0];
      if (first !== undefined && first !== '#') return true;
    }
    at = end + 1;
  }
  return false;
}
