import { defineFact, wholeRepository, type Facts } from '../core/fact.ts';
import { chartsOf, subcharts, type ChartFolder, type Charts } from './chart-folders.ts';

/** A value that a template of a chart puts into the externalIPs of a Service. */
export interface RenderedPath {
  /** Of the chart. */
  readonly folder: string;
  readonly path: readonly string[];
  /** What the template makes nothing of: values of these names change nothing. */
  readonly lacks: readonly ('type' | 'annotations')[];
  /** The values that the same Service takes its `loadBalancerClass` from. */
  readonly classes: readonly (readonly string[])[];
  /** Whether it is the value itself that is put there; else it only decides whether something is. */
  readonly isPutThere: boolean;
}

const TEMPLATE = /^(?:(.*)\/)?templates\//;

/** The folder of the chart that a file is a template of, as far as its path tells. */
export function chartOfTemplate(path: string): string | undefined {
  const found = TEMPLATE.exec(path);
  return found ? (found[1] ?? '') : undefined;
}

/** A reference to a value by its full path. */
const VALUE = /\.Values((?:\.[A-Za-z_][A-Za-z0-9_]*)+)/g;

/** What brings annotations to the Service of a template, by themselves or with all of its metadata. */
const ANNOTATIONS = /annotations|(?:include|template)\s+"[^"]*metadata/i;

/** What brings a type to it, by itself or with all of its spec. */
const TYPE = [
  /\btype:(?:(?!\btype:).)*\{\{/i,
  /spec:\s*\{\{/i,
  /toYaml\s+\.Values[.\w]*\.(?:service|svc|spec)\b(?!\.)/i,
  /(?:include|template)\s+"[^"]*(?:spec|type)/i,
];

/** More ways from a chart to Services with addresses than any real repository has: where each brings the next one along twice, they double with each. */
const MOST_WAYS = 1000;

/** An action that gives the next lines their dot. */
const DOT = /\{\{-?\s*(?:with|range)\b/;

/** One that gives them their condition. */
const CONDITION = /\{\{-?\s*if\b/;

/** The dot itself, or a member of it. */
const OF_DOT = /[\s({]\.(?:(?!Values\b)([A-Za-z_]\w*(?:\.\w+)*))?(?=[\s)}|])/;

/**
 * The values that the charts of the repository show to reach a Service.
 *
 * What they do not show says nothing: helpers, libraries and whole maps bring values to a Service under other names.
 */
const renderedExternalIPs = defineFact<RenderedPath>({
  id: 'rendered-external-ips',
  words: ['externalIPs'],
  paths: path => chartOfTemplate(path) !== undefined,
  strings: false,
  *read({ file, range }) {
    const folder = chartOfTemplate(file.path) ?? '';
    const text = file.text.slice(range.start, range.end);
    if (!/^kind:\s*["']?Service["']?\s*$/m.test(text)) return;
    const lines = text.split('\n');
    const lacks = [
      ...(TYPE.some(type => type.test(text)) ? [] : ['type' as const]),
      ...(ANNOTATIONS.test(text) ? [] : ['annotations' as const]),
    ];
    const classes = lines.flatMap((line, index) =>
      /^\s*loadBalancerClass:/.test(line) ? valuesAt(lines, index).flatMap(({ path, isPutThere }) => (isPutThere ? [path] : [])) : [],
    );
    for (const [index, line] of lines.entries()) {
      if (!/^\s*externalIPs:/.test(line)) continue;
      for (const found of valuesAt(lines, index)) yield { value: { folder, lacks, classes, ...found }, file, range };
    }
  },
});

/** The values that are known to become externalIPs in the charts of some folders, and in those that they bring along. */
export function renderedPaths(folders: readonly string[], facts: Facts): readonly RenderedPath[] {
  const known = folders.length === 0 ? [] : renderedBy(facts);
  if (known.length === 0) return [];
  const charts = chartsOf(facts);
  const leading = leadingTo(known, charts);
  return [...new Set(folders.map(folder => (folder === '.' ? '' : folder)))].flatMap(folder => [
    ...known.filter(value => value.folder === folder),
    ...ofSubcharts(charts.byFolder.get(folder), charts, { known, leading, left: MOST_WAYS }),
  ]);
}

/** The names under which the charts of the repository take addresses of a Service. */
export const renderedNames = (facts: Facts): ReadonlySet<string> =>
  new Set(renderedBy(facts).flatMap(({ path, isPutThere }) => (isPutThere ? (path.at(-1) ?? []) : [])));

const renderedBy = (facts: Facts): readonly RenderedPath[] => facts.all(renderedExternalIPs, wholeRepository).map(({ value }) => value);

/** The folders of the charts that render a value, and of those that bring one of these along, over whatever many others. */
function leadingTo(known: readonly RenderedPath[], charts: Charts): ReadonlySet<string> {
  const before = leadingIn.get(charts);
  if (before) return before;
  const above = new Map<string, string[]>();
  for (const chart of charts.byFolder.values())
    for (const { chart: brought } of subcharts(chart, charts)) {
      const all = above.get(brought.folder);
      if (all) all.push(chart.folder);
      else above.set(brought.folder, [chart.folder]);
    }
  const leading = new Set(known.map(({ folder }) => folder));
  for (const folder of leading) for (const one of above.get(folder) ?? []) leading.add(one);
  leadingIn.set(charts, leading);
  return leading;
}

/** By the charts as they were read, as what they render is read again whenever they are. */
const leadingIn = new WeakMap<Charts, ReadonlySet<string>>();

/** What is looked for in subcharts, and how many more ways to it are followed. */
interface Search {
  readonly known: readonly RenderedPath[];
  readonly leading: ReadonlySet<string>;
  left: number;
}

/** Below the key of a chart stand the values for it; only those that are global have one place for all (https://helm.sh/docs/chart_template_guide/subcharts_and_globals/). */
function* ofSubcharts(
  above: ChartFolder | undefined,
  charts: Charts,
  search: Search,
  seen: ReadonlySet<string> = new Set(),
): Generator<RenderedPath> {
  if (!above || seen.has(above.folder)) return;
  for (const { key, chart } of subcharts(above, charts)) {
    if (!search.leading.has(chart.folder)) continue;
    if (search.left-- <= 0) return;
    const own = search.known.filter(({ folder }) => folder === chart.folder);
    for (const rendered of [...own, ...ofSubcharts(chart, charts, search, new Set([...seen, above.folder]))])
      yield { ...rendered, path: below(rendered.path, key), classes: rendered.classes.map(path => below(path, key)) };
  }
}

const below = (path: readonly string[], key: string): readonly string[] => (path[0] === 'global' ? path : [key, ...path]);

/** The values in the lines of a member: its own, and where those name none what the two lines above make the dot, or the condition. */
function valuesAt(lines: readonly string[], index: number): readonly Pick<RenderedPath, 'path' | 'isPutThere'>[] {
  const after = lines.slice(index + 1);
  const end = after.findIndex(line => /^\s*[A-Za-z]+:/.test(line) || /\{\{-?\s*end\b/.test(line));
  const own = [lines[index]!, ...after.slice(0, end === -1 ? after.length : end)];
  const found = pathsIn(own);
  if (found.length > 0) return found.map(path => ({ path, isPutThere: true }));
  const above = lines.slice(Math.max(0, index - 2), index);
  const dot = pathsIn(above.filter(line => DOT.test(line))).at(-1);
  const member = OF_DOT.exec(own.join('\n'));
  if (dot && member) return [{ path: [...dot, ...(member[1]?.split('.') ?? [])], isPutThere: true }];
  return pathsIn(above.filter(line => CONDITION.test(line) || DOT.test(line))).map(path => ({ path, isPutThere: false }));
}

const pathsIn = (lines: readonly string[]): readonly (readonly string[])[] =>
  lines.flatMap(line => [...line.matchAll(VALUE)].map(([, path]) => path!.slice(1).split('.')));
