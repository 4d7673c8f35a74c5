import { defineFact, type Facts } from '../core/fact.ts';
import type { SourceFile } from '../core/text.ts';

/** A value that a template of a chart puts into the externalIPs of a Service. */
export interface RenderedPath {
  /** Of the chart. */
  readonly folder: string;
  readonly path: readonly string[];
  /** What the template makes nothing of: values of these names change nothing. */
  readonly lacks: readonly ('type' | 'annotations')[];
}

const TEMPLATE = /^(?:(.*)\/)?templates\//;

/** Whether a file is a template of a chart, as far as its path tells. */
export const isChartTemplate = (path: string): boolean => TEMPLATE.test(path);

/** A reference to a value by its full path. */
const VALUE = /\.Values((?:\.[A-Za-z_][A-Za-z0-9_]*)+)/g;

/** What brings annotations to the Service of a template, by themselves or with all of its metadata. */
const ANNOTATIONS = /annotations|(?:include|template)\s+"[^"]*metadata[^"]*"/i;

/** What brings a type to it, by itself or with all of its spec. */
const TYPE =
  /\btype:.*\{\{|spec:\s*\{\{|toYaml\s+\.Values[.\w]*\.(?:service|svc|spec)\b(?!\.)|(?:include|template)\s+"[^"]*(?:spec|type)[^"]*"/i;

/** An action that gives the next lines their dot, or their condition. */
const AROUND = /\{\{-?\s*(?:with|range|if)\b/;

/**
 * The values that the charts of the repository show to reach a Service.
 *
 * What they do not show says nothing: helpers, libraries and whole maps bring values to a Service under other names.
 */
const renderedExternalIPs = defineFact<RenderedPath>({
  id: 'rendered-external-ips',
  words: ['externalIPs'],
  rare: false,
  paths: path => TEMPLATE.test(path),
  *read({ file, range, within }) {
    const folder = TEMPLATE.exec(file.path)?.[1] ?? '';
    const text = file.text.slice(range.start, range.end);
    if (within || !/^kind:\s*["']?Service["']?\s*$/m.test(text)) return;
    const lines = text.split('\n');
    const lacks = [...(TYPE.test(text) ? [] : ['type' as const]), ...(ANNOTATIONS.test(text) ? [] : ['annotations' as const])];
    for (const [index, line] of lines.entries()) {
      if (!/^\s*externalIPs:/.test(line)) continue;
      for (const path of valuesAt(lines, index)) yield { value: { folder, path, lacks }, file, range };
    }
  },
});

/** The values that are known to become externalIPs in the charts of some folders. */
export function renderedPaths(file: SourceFile, folders: readonly string[], facts: Facts): readonly RenderedPath[] {
  if (folders.length === 0) return [];
  const known = facts.scopesOf(file).flatMap(scope => facts.all(renderedExternalIPs, scope));
  return known.filter(({ value }) => folders.some(folder => value.folder === (folder === '.' ? '' : folder))).map(({ value }) => value);
}

/** The values in the lines of a member: its own, and where those name none the two above that it stands in. */
function valuesAt(lines: readonly string[], index: number): readonly (readonly string[])[] {
  const after = lines.slice(index + 1);
  const end = after.findIndex(line => /^\s*[A-Za-z]+:/.test(line) || /\{\{-?\s*end\b/.test(line));
  const own = [lines[index]!, ...after.slice(0, end === -1 ? after.length : end)];
  const found = pathsIn(own);
  return found.length > 0 ? found : pathsIn(lines.slice(Math.max(0, index - 2), index).filter(line => AROUND.test(line)));
}

const pathsIn = (lines: readonly string[]): readonly (readonly string[])[] =>
  lines.flatMap(line => [...line.matchAll(VALUE)].map(([, path]) => path!.slice(1).split('.')));
