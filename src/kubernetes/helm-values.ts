import { posix } from 'node:path';
import type { Document, Node } from '../core/document.ts';
import { nodesAt, textOf } from './object.ts';
import { releaseAround, releasesOf, type Release } from './releases.ts';

/** The values of a chart, or a part of them. */
export interface ChartValues {
  readonly release: Release;
  /** A map. */
  readonly root: Node;
}

/** A value that is given by its path, as `helm --set` takes it: `service.externalIPs[0]`. */
export interface ChartParameter {
  readonly release: Release;
  readonly name: string;
  /** Where the name is written: a value, or that which has the name for its key. */
  readonly at: Node;
  readonly value: Node;
}

/** `values.yaml`, `values-prod.yml`, `web.values.yaml`, `default_values.yaml`, `values.yaml.gotmpl`; a schema of values is none. */
const VALUES_NAME = /(?:^|[-._])values[-._]/i;

const VALUES_ENDING = /(?<!\.schema)\.(?:ya?ml|json|gotmpl)$/i;

const VALUES_FOLDER = /(?:^|\/)(?:[^/]+[-_.])?values\/(?!.*\.(?:schema\.(?:ya?ml|json)|[cm]?[jt]s)$)/i;

/** The values of charts in a document, as far as the document and the name of its file tell. */
export function* chartValues(document: Document): Generator<ChartValues> {
  const { root, within } = document;
  if (root && isOwnValues(document))
    yield { root, release: within?.holds === 'helm-values' ? releaseAround(within.node) : ownRelease(document) };
  for (const { table, release, at } of releasesOf(document))
    for (const pattern of table.values) for (const map of nodesAt(at, pattern)) if (map.kind === 'map') yield { release, root: map };
}

/** The values that a document gives to charts one by one. */
export function* chartParameters(document: Document): Generator<ChartParameter> {
  for (const { table, release, at } of releasesOf(document)) {
    for (const parameters of (table.parameters ?? []).flatMap(steps => at.get(...steps) ?? [])) {
      for (const item of parameters.items()) {
        const name = item.get('name');
        const text = textOf(name);
        const value = item.get('value');
        // A list for one name: `values` of a helmfile, `value` of Terraform's `set_list`.
        const values = [value?.kind === 'list' ? value.items() : (value ?? []), item.get('values')?.items() ?? []].flat();
        if (name && text !== undefined) for (const value of values) yield { release, name: text, at: name, value };
      }
      for (const [name, value] of parameters.entries()) yield { release, name, at: value, value };
    }
  }
}

/** Whether the document is a map that is no object, as all values are. */
export const mayBeValues = ({ root }: Document): boolean =>
  root?.kind === 'map' && (root.get('kind')?.kind !== 'scalar' || root.get('apiVersion')?.kind !== 'scalar');

/** Whether a file, or a key of a ConfigMap, has the name of a file of values. */
export const isValuesName = (path: string): boolean => VALUES_ENDING.test(path) && VALUES_NAME.test(path.slice(path.lastIndexOf('/') + 1));

/** Whether a document is values itself: a file, or a string that is known to hold some. */
export function isOwnValues(document: Document): boolean {
  const { within, file } = document;
  if (!mayBeValues(document)) return false;
  if (!within) return isValuesName(file.path) || VALUES_FOLDER.test(file.path);
  return within.holds === 'helm-values' || (within.holds === 'file' && isValuesName(String(within.node.path.at(-1))));
}

/** The release of values that do not say it. */
export function ownRelease({ within, file, index }: Document): Release {
  const id = [file.path, index, ...(within ? [...within.node.path, within.part] : [])].join(' ');
  return { title: undefined, object: undefined, id, chart: undefined, folders: within ? [] : [posix.dirname(file.path)] };
}
