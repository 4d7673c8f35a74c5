import type { Document, Node } from '../core/document.ts';
import type { Facts } from '../core/fact.ts';
import { addressesAt } from './chart-keys.ts';
import { chartOfTemplate, renderedNames } from './charts.ts';
import { isOwnValues, mayBeValues, ownRelease, type ChartValues } from './helm-values.ts';
import type { Release } from './releases.ts';
import { valuesReferencesTo } from './values-references.ts';

/** What charts outside of the repository call the value. */
const NAMES = ['externalIPs', 'externalIP'];

/** The values in a document that only a reference elsewhere tells to be some: a file of any name, a key of a ConfigMap. */
export function referencedValues(document: Document, facts: Facts): ChartValues | undefined {
  const { root, within, file } = document;
  if (
    !root ||
    !mayBeValues(document) ||
    isOwnValues(document) ||
    (within && within.holds !== 'file') ||
    chartOfTemplate(file.path) !== undefined
  )
    return undefined;
  // Who names what is read from the whole work tree, so it is asked last.
  if (!holdsAddresses(root, new Set([...NAMES, ...renderedNames(facts)]), new Set())) return undefined;
  const found = valuesReferencesTo(document, facts);
  return found.length === 0
    ? undefined
    : {
        root,
        release: releaseOf(
          found.flatMap(({ release }) => release ?? []),
          document,
        ),
      };
}

/** The one release that takes the values; of several, what they have in common. */
function releaseOf(releases: readonly Release[], document: Document): Release {
  const own = ownRelease(document);
  const ids = new Set(releases.map(({ id }) => id));
  const [first] = releases;
  if (first && ids.size === 1) return { ...first, object: undefined, id: first.id ?? own.id };
  const charts = new Set(releases.map(({ chart }) => chart));
  return { ...own, chart: charts.size === 1 ? first?.chart : undefined, folders: releases.flatMap(({ folders }) => folders) };
}

/** `seen`: where maps and lists begin that were looked into; aliases may lead back to them. */
function holdsAddresses(node: Node, names: ReadonlySet<string>, seen: Set<number>): boolean {
  const entries = [...node.entries()];
  const children = node.kind === 'list' ? node.items() : entries.map(([, value]) => value);
  const [first] = children;
  if (!first || seen.has((first.keyRange ?? first.range).start)) return false;
  seen.add((first.keyRange ?? first.range).start);
  return (
    entries.some(([key, value]) => names.has(key) && addressesAt(value).length > 0) ||
    children.some(child => holdsAddresses(child, names, seen))
  );
}
