import type { Document, Node, Region } from '../../core/document.ts';
import { objects, textOf } from '../object.ts';
import { around } from './around.ts';

/** The metric, and by convention the rules that record its rate, which keep its name: https://prometheus.io/docs/practices/rules/ */
export const ROUTE_SYNC_WORDS = ['route_sync'] as const;

/** The word, or an escape that may spell a part of it. */
const MAY_HOLD_WORD = /route_sync|\\(?:x|u00|U000000|\r?\n)/;

const METRIC_NAME = /[A-Za-z_:][\w:]*/g;

/** Where ConfigMaps and Secrets keep files, which are documents in any case. */
const FILES: ReadonlySet<unknown> = new Set(['data', 'stringData']);

/** An operation of a JSON Patch that sets an expression. */
const EXPRESSION_POINTER = /\/expr$/;

/**
 * The strings of a document that are expressions on route syncs, or on what a rule of the document records of these; and the dashboards in
 * strings that hold some, as the chart of Grafana and the GrafanaDashboard of its operator have them under `json`.
 *
 * Every expression of Prometheus, VictoriaMetrics and Grafana stands under the key `expr`, in whatever it is wrapped.
 */
export function* metricStrings(document: Document): Generator<Region> {
  const { file, range, within, root } = document;
  const text = within ? (textOf(within.node) ?? '') : file.text.slice(range.start, range.end);
  if (!root || !MAY_HOLD_WORD.test(text)) return;
  const holds = [...objects(document)].some(({ kind }) => kind === 'VMRule') ? 'metricsql' : 'promql';
  const expressions: Node[] = [];
  for (const { key, node } of stringsBelow(root)) {
    if (key === 'expr' || (key === 'value' && EXPRESSION_POINTER.test(textOf(around(node, 1)?.get('path')) ?? ''))) expressions.push(node);
    else if (key === 'json' && !FILES.has(node.path.at(-2)) && mentions(node, ROUTE_SYNC_WORDS)) yield { node, holds: 'file' };
  }
  for (const node of aboutSyncs(expressions)) yield { node, holds, language: 'promql' };
}

/** Those that name the metric, or what another of them records. */
function aboutSyncs(expressions: readonly Node[]): readonly Node[] {
  const readers = new Map<string, Set<Node>>();
  for (const node of expressions) for (const [name] of (textOf(node) ?? '').matchAll(METRIC_NAME)) add(readers, name, node);
  const found = new Set(expressions.filter(node => mentions(node, ROUTE_SYNC_WORDS)));
  // What is added on the way is visited as well.
  for (const node of found) {
    const record = textOf(around(node, 1)?.get('record'));
    for (const reader of readers.get(record ?? '') ?? []) found.add(reader);
  }
  return expressions.filter(node => found.has(node));
}

function add(readers: Map<string, Set<Node>>, name: string, node: Node): void {
  const known = readers.get(name);
  if (known) known.add(node);
  else readers.set(name, new Set([node]));
}

function mentions(node: Node, words: readonly string[]): boolean {
  const text = textOf(node) ?? '';
  return words.some(word => text.includes(word));
}

/** All strings that have a key. Aliases may lead back to where they stand. */
function* stringsBelow(root: Node): Generator<{ readonly key: string; readonly node: Node }> {
  const open: { readonly key: string; readonly node: Node }[] = [{ key: '', node: root }];
  const seen = new Set<string>();
  for (let next = open.pop(); next; next = open.pop()) {
    const { node } = next;
    if (node.kind === 'scalar') {
      if (textOf(node) !== undefined) yield next;
      continue;
    }
    const place = `${node.range.start}-${node.range.end}`;
    if (seen.has(place)) continue;
    seen.add(place);
    const children = [...node.entries()].map(([key, child]) => ({ key, node: child }));
    open.push(...[...children, ...node.items().map(child => ({ key: '', node: child }))].toReversed());
  }
}
