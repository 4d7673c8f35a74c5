import { posix } from 'node:path';
import type { Document, Node } from '../core/document.ts';
import { defineFact, wholeRepository, type Facts } from '../core/fact.ts';
import { isBelow } from '../core/model.ts';
import type { SourceFile } from '../core/text.ts';
import { isKustomization } from './kustomize.ts';
import { nodesAt, objects, textOf } from './object.ts';
import { isValuesName } from './helm-values.ts';
import { fromFile, fromRoot, releasesOf, type FoundRelease, type Release } from './releases.ts';
import { isTerraformFile } from './terraform/resources.ts';

/** What names a document as values: a release, or a generator of ConfigMaps where it does so by the name of a key. */
export interface ValuesReference {
  readonly release: Release | undefined;
  /** Whether it names a file of this path. */
  readonly namesFile: (path: string) => boolean;
}

/** Keys of a ConfigMap or Secret; all of them where none is named. */
interface KeysOfObject {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
  readonly keys: readonly string[] | undefined;
}

/** A file that kustomize makes a key of a ConfigMap or Secret. */
interface GeneratedKey {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
  readonly key: string;
  readonly path: string;
}

interface Reference extends ValuesReference {
  readonly release: Release;
  readonly objects: readonly KeysOfObject[];
}

/** Of a HelmRelease without `valuesKey`, fluxcd/helm-controller api/v2/reference_types.go. */
const DEFAULT_KEY = 'values.yaml';

/** What is filled in before the path is one: by an ApplicationSet, a helmfile, Flux. */
const FILLED_IN = /\{\{(?:(?!\{\{).)*?\}\}|\$\{(?:(?!\$\{)[^}])*\}/g;

const read = function* (document: Document) {
  for (const found of releasesOf(document)) {
    const { release, at } = found;
    const paths = [...pathsOf(found, document.file)];
    const objectsOf = [...keysOfObjects(found)];
    if (paths.length === 0 && objectsOf.length === 0) continue;
    const value: Reference = { release, objects: objectsOf, namesFile: isOneOf(paths) };
    yield { value, file: document.file, range: at.range };
  }
};

/** Releases that name values by a word of its own. */
export const valuesReferences = defineFact<Reference>({
  id: 'values-references',
  words: ['valueFiles', 'valuesFile', 'ValuesFiles', 'valuesFrom', 'valuesSecrets'],
  read,
});

/** Those of helmfiles, whose words are common. */
const helmfileReferences = defineFact<Reference>({
  id: 'values-references-of-helmfiles',
  words: ['values'],
  paths: path => /helmfile/.test(path),
  read,
});

/** Those of Terraform. */
const terraformReferences = defineFact<Reference>({
  id: 'values-references-of-terraform',
  words: ['helm_release'],
  paths: isTerraformFile,
  read,
});

/** kubernetes-sigs/kustomize api/types/kvpairsources.go: `files`, each a path or `key=path`. */
const generatedKeys = defineFact<GeneratedKey>({
  id: 'generated-keys',
  words: ['configMapGenerator', 'secretGenerator'],
  paths: path => /(?:^|\/)kustomization\.ya?ml$/i.test(path),
  *read(document) {
    if (!isKustomization(document)) return;
    for (const [field, kind] of [
      ['configMapGenerator', 'ConfigMap'],
      ['secretGenerator', 'Secret'],
    ] as const) {
      for (const generator of document.root?.get(field)?.items() ?? []) {
        const name = textOf(generator.get('name'));
        const namespace = textOf(generator.get('namespace')) ?? textOf(document.root?.get('namespace'));
        for (const text of generator
          .get('files')
          ?.items()
          .flatMap(item => textOf(item) ?? []) ?? []) {
          const [, key, path = text] = /^([^=]+)=(.+)$/.exec(text) ?? [];
          if (name === undefined) continue;
          const value = { kind, name, namespace, key: key ?? posix.basename(path), path: fromFile(document.file.path, path) };
          yield { value, file: document.file, range: generator.range };
        }
      }
    }
  },
});

/** What names a document, which does not look like values by itself, as values. */
export function valuesReferencesTo(document: Document, facts: Facts): readonly ValuesReference[] {
  const known = [valuesReferences, helmfileReferences, terraformReferences]
    .flatMap(fact => facts.all(fact, wholeRepository))
    .map(({ value }) => value);
  const direct = known.filter(reference => names(reference, document));
  if (document.within) return direct;
  const generated = facts
    .all(generatedKeys, wholeRepository)
    .map(({ value }) => value)
    .filter(({ path }) => path === document.file.path);
  return [
    ...direct,
    ...known.filter(({ objects: keys }) => keys.some(wanted => generated.some(key => isKeyOf(key, wanted)))),
    ...generated
      .filter(({ key }) => isValuesName(key))
      .map(() => ({ release: undefined, namesFile: (path: string) => path === document.file.path })),
  ];
}

/** Where a file of values may stand: at a path, or at any whose parts stand around what is filled in. */
type Place = string | readonly string[];

function isOneOf(places: readonly Place[]): (path: string) => boolean {
  const whole = new Set(places.filter(place => typeof place === 'string'));
  const inParts = places.filter(place => typeof place !== 'string');
  return path => whole.has(path) || inParts.some(parts => hasParts(path, parts));
}

/** Whether a path begins with the first part and ends with the last, with all others between them in this order, and something between each two. */
function hasParts(path: string, parts: readonly string[]): boolean {
  const [first = '', last = ''] = [parts[0], parts.at(-1)];
  if (!path.startsWith(first) || !path.endsWith(last)) return false;
  let end = first.length;
  for (const part of parts.slice(1, -1)) {
    const start = path.indexOf(part, end + 1);
    if (start === -1) return false;
    end = start + part.length;
  }
  return end + 1 + last.length <= path.length;
}

function names({ objects: keys, namesFile }: Reference, { file, within }: Document): boolean {
  if (!within) return namesFile(file.path);
  if (within.holds !== 'file' || keys.length === 0) return false;
  const object = [...objects(within.node.document)].find(({ node }) => isBelow(within.node.path, node.path));
  const { kind, name = '', namespace } = object ?? {};
  return kind !== undefined && keys.some(wanted => isKeyOf({ kind, name, namespace, key: String(within.node.path.at(-1)) }, wanted));
}

const isKeyOf = ({ kind, name, namespace, key }: Omit<GeneratedKey, 'path'>, wanted: KeysOfObject): boolean =>
  kind === wanted.kind &&
  name === wanted.name &&
  (namespace === undefined || wanted.namespace === undefined || namespace === wanted.namespace) &&
  (wanted.keys?.includes(key) ?? true);

/** The places that the files of values may have, as far as the path is not filled in later. */
function* pathsOf({ table: { valuesFiles, folder }, at }: FoundRelease, file: SourceFile): Generator<Place> {
  const named = valuesFiles?.at
    .flatMap(pattern => [...nodesAt(at, pattern)])
    .flatMap(node => (node.kind === 'list' ? node.items() : [node]));
  const pathIn = valuesFiles?.pathIn ?? (text => text);
  for (const text of named?.flatMap(node => pathIn(textOf(node) ?? '') ?? []).filter(text => text !== '') ?? []) {
    // What is fetched from elsewhere (`https://`, `git::`) or stands elsewhere on the machine is not in the repository.
    if (/:\/\/|::/.test(text) || (valuesFiles?.from === 'file' && text.startsWith('/'))) continue;
    const chart = folder && textOf(at.get(...(folder.at[0] ?? [])));
    const path = valuesFiles?.from === 'chart' ? inSource(text, chart) : text;
    if (path === undefined) continue;
    const places = valuesFiles?.from === 'file' ? [fromFile(file.path, hidden(path))] : fromRoot(file.path, hidden(path));
    for (const place of places) {
      if (!place.includes('\0')) yield place;
      else if (isTelling(place)) yield place.split('\0');
    }
  }
}

/** Argo CD: relative to the chart, or to the root of the source that `$ref` names, or with a slash to that of its own. */
function inSource(text: string, chart: string | undefined): string | undefined {
  if (/^\$[^{]/.test(text)) return text.includes('/') ? text.slice(text.indexOf('/')) : undefined;
  if (text.startsWith('/')) return text;
  return chart === undefined ? undefined : posix.join(hidden(chart), hidden(text));
}

/** Nothing of what is filled in may be taken for a part of the path. */
const hidden = (path: string): string => path.replace(FILLED_IN, '\0');

/** What has no words of its own but the ending would match any file. */
const isTelling = (place: string): boolean => /[^\0/.-]/.test(place.replace(/\.\w+$/, ''));

function* keysOfObjects({ table: { valuesFrom }, release: { object }, at }: FoundRelease): Generator<KeysOfObject> {
  for (const item of (valuesFrom && at.get(...valuesFrom)?.items()) ?? []) {
    const [configMap, secret] = [item.get('configMapKeyRef'), item.get('secretKeyRef')];
    const node: Node = configMap ?? secret ?? item;
    // Only k3s lists keys, and takes no values but those of Secrets.
    const kind = configMap ? 'ConfigMap' : secret || item.get('keys') ? 'Secret' : textOf(item.get('kind'));
    const name = textOf(node.get('name'));
    // With a path for a target it is one value, not a map of values.
    if (kind === undefined || name === undefined || item.get('targetPath')) continue;
    yield { kind, name, namespace: textOf(node.get('namespace')) ?? object?.namespace, keys: keysIn(item, node, object?.kind) };
  }
}

/** Sveltos takes all keys; the rest names one, or several, or takes the one that is called as a values file. */
function keysIn(item: Node, node: Node, kind: string | undefined): readonly string[] | undefined {
  const listed = item.get('keys');
  if (listed) return listed.items().flatMap(key => textOf(key) ?? []);
  if (kind === 'ClusterProfile' || kind === 'Profile') return undefined;
  return [textOf(item.get('valuesKey')) ?? textOf(node.get('key')) ?? DEFAULT_KEY];
}
