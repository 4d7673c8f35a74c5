import { isRefusal, type Refusal } from '../core/document.ts';
import type { Facts } from '../core/fact.ts';
import { below, layersOver, layersThrough, objectKey, rootsOf, servicesTakenBy, type Taken } from './kustomization-layers.ts';
import { documentsAt, kustomizationsOf, type KustomizationIndex, type PatchUse } from './kustomizations.ts';
import type { Kustomization } from './kustomize.ts';
import { isMissing, missingEntries, sentenceOf } from './missing-entries.ts';
import type { KubernetesObject } from './object.ts';
import { mayBeService } from './patch-target.ts';

/** The Service that a patch changes. */
export interface PatchedService {
  readonly object: KubernetesObject;
  /** Whether it has annotations when the patch is applied. */
  readonly hasAnnotations: 'yes' | 'no' | 'unknown';
}

/** How a patch calls the Service it is for. */
interface OwnName {
  readonly name: string | undefined;
  readonly namespace: string | undefined;
}

/**
 * The Service that a patch is for, found through the kustomizations that use it; or why it is not known what the patch meets.
 *
 * Not known either where another patch that meets the same Service may change how it is reached: which comes first is for kustomize to say.
 */
export function patchedService(uses: readonly PatchUse[], own: OwnName, facts: Facts): PatchedService | Refusal {
  const all = kustomizationsOf(facts, 'all');
  // Asked for each field of each patch.
  const byUses = found.get(all) ?? new WeakMap<readonly PatchUse[], Map<string, PatchedService | Refusal>>();
  found.set(all, byUses);
  const byName = byUses.get(uses) ?? new Map<string, PatchedService | Refusal>();
  byUses.set(uses, byName);
  const key = `${own.namespace ?? ''}/${own.name ?? ''}`;
  const result = byName.get(key) ?? findPatched(uses, own, all, facts);
  byName.set(key, result);
  return result;
}

/** Why what is written into the manifest of a whole Service is not all: a patch may change how it is reached. */
export function patchedElsewhere(object: KubernetesObject, facts: Facts): Refusal | undefined {
  const { file } = object.node.document;
  const all = kustomizationsOf(facts, 'all');
  const layers = [...layersOver(file.path, all)];
  const names = layers.reduce(
    (known, layer) => [...new Set([...known, ...known.map(name => layer.namePrefix + name + layer.nameSuffix)])].slice(0, MAX_NAMES),
    object.name === undefined ? [] : [object.name],
  );
  const by = layers.find(layer => all.usesBy.get(layer)?.some(use => saysOf(use, names, facts, REACH)));
  if (by)
    return {
      code: 'PATCHED',
      refused: `a patch named in ${by.title} may change how the Service is reached: move both by hand`,
    };
  return missingPatch(layers, names, facts);
}

const found = new WeakMap<KustomizationIndex, WeakMap<readonly PatchUse[], Map<string, PatchedService | Refusal>>>();

/** More names than prefixes and suffixes give a Service in any real repository. */
const MAX_NAMES = 64;

/** A patch that says none of these changes nothing about how a Service is reached, or where the annotations are. */
const REACH =
  /externalIPs|externalName|externalTrafficPolicy|\btype\b|[lL]oadBalancer|clusterIP|ipFamil|\$patch|annotations["']?:\s*(?:null|~)|\/(?:annotations|spec)["']?\s*(?:$|[,}#])/m;

function findPatched(uses: readonly PatchUse[], own: OwnName, all: KustomizationIndex, facts: Facts): PatchedService | Refusal {
  const found = servicesMetBy(uses, own, all, facts);
  if (isRefusal(found)) return found;
  const {
    taken: { object, names, layers },
    roots,
  } = found;
  const around = [...new Set([...roots].flatMap(root => layersThrough(root, object.node.document.file.path, all)))];
  const opaque = around.find(layer => layer.opaque !== undefined);
  if (opaque) return unknown(`\`${opaque.opaque ?? ''}\` in ${opaque.title} may change the Service as well`);
  // The first one that counts is enough: there may be thousands, and each of them asks about the others.
  const anotherSaying = (words: RegExp): PatchUse | undefined =>
    firstOf(around, layer =>
      all.usesBy.get(layer)?.find(use => !uses.some(({ entry }) => isSameEntry(entry, use.entry)) && saysOf(use, names, facts, words)),
    );
  const other = anotherSaying(REACH);
  if (other) return unknown(`another patch of the Service is named in ${other.by.title}`);
  const missing = missingPatch(around, names, facts);
  if (missing) return missing;
  const hasOwn = (object.node.get('metadata', 'annotations')?.kind ?? 'scalar') === 'map';
  const mayGet = [...layers, ...around].some(({ annotates }) => annotates) || anotherSaying(/annotations/) !== undefined;
  return { object, hasAnnotations: hasOwn ? 'yes' : mayGet ? 'unknown' : 'no' };
}

function firstOf<T, Found>(all: readonly T[], find: (item: T) => Found | undefined): Found | undefined {
  for (const item of all) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The one Service that a patch meets, with the kustomizations under which it does. */
function servicesMetBy(
  uses: readonly PatchUse[],
  own: OwnName,
  all: KustomizationIndex,
  facts: Facts,
): { readonly taken: Taken; readonly roots: ReadonlySet<Kustomization> } | Refusal {
  const met = new Map<string, { readonly taken: Taken; readonly roots: Set<Kustomization> }>();
  for (const { entry, by } of uses) {
    const { name, namespace } = entry.target ?? own;
    if (by.source === 'chart') return notFound(uses, all, facts);
    if (name === undefined || entry.target?.isOne === false) return unknown('which Services it patches is not said by name');
    for (const root of rootsOf(by, all)) {
      const candidates = servicesTakenBy(root, all, facts).filter(
        taken => taken.names.includes(name) && sameNamespace(taken.object.namespace, namespace),
      );
      for (const taken of candidates) {
        const key = objectKey(taken.object);
        met.set(key, { taken, roots: (met.get(key)?.roots ?? new Set()).add(root) });
      }
    }
  }
  const [first, second] = [...met.values()];
  if (second && first) return unknown(`it patches several Services: one in ${fileOf(first.taken)} and one in ${fileOf(second.taken)}`);
  return first ?? notFound(uses, all, facts);
}

/** Why the Service is not found, with the way on. */
function notFound(uses: readonly PatchUse[], all: KustomizationIndex, facts: Facts): Refusal {
  for (const { by } of uses) {
    if (by.source === 'chart')
      return unknown(
        `the chart of ${by.title} renders the Service that it patches, and no file shows it: ask for the address in the values of the chart, and remove \`externalIPs\` from the patch`,
      );
    const roots = rootsOf(by, all);
    const [missing] = [...new Set([by, ...roots, ...roots.flatMap(root => [...below(root, all)])])]
      .flatMap(layer => missingEntries(layer, facts))
      .filter(({ entry }) => !entry.key.startsWith('patches'));
    if (missing) return unknown(`the Service that it patches is not found in the repository: ${sentenceOf(missing)}`);
    if (by.source !== 'files')
      return unknown(
        `the Service that ${by.title} patches is not found in the repository: move the address where the manifest of the Service is, and remove \`externalIPs\` from the patch`,
      );
  }
  return unknown('the Service that it patches is not found in the repository');
}

/** A patch that is named and not there may say anything. */
function missingPatch(layers: readonly Kustomization[], names: readonly string[], facts: Facts): Refusal | undefined {
  for (const layer of layers) {
    const use = layer.patches.find(
      ({ file, target }) =>
        file !== undefined && mayBeService(target) && !(target?.isOne && !names.includes(target.name ?? '')) && isMissing(file, facts),
    );
    const missing = use && missingEntries(layer, facts).find(({ entry }) => entry.path === use.file);
    if (missing) return unknown(`${sentenceOf(missing)}, and may change the Service as well`);
  }
  return undefined;
}

const unknown = (why: string): Refusal => ({ refused: why, code: 'BASE_UNKNOWN' });

const isSameEntry = (a: PatchUse['entry'], b: PatchUse['entry']): boolean =>
  a === b ||
  (a.inline !== undefined && a.inline.range.start === b.inline?.range.start && a.inline.document.file.path === b.inline.document.file.path);

const sameNamespace = (a: string | undefined, b: string | undefined): boolean => a === undefined || b === undefined || a === b;

const fileOf = ({ object }: Taken): string => object.node.document.file.path;

/** Whether a patch may be for a Service of these names and say some words. Its text is asked, as a patch in a string is not read here. */
function saysOf({ entry: { target, inline, file } }: PatchUse, names: readonly string[], facts: Facts, words: RegExp): boolean {
  if (!mayBeService(target)) return false;
  if (target?.isOne === true && !names.includes(target.name ?? '')) return false;
  return patchTexts({ inline, file }, facts).some(
    text => words.test(text) && (target !== undefined || (text.includes('Service') && names.some(name => says(text, name)))),
  );
}

/** Whether a text holds a name that is no part of another word, as `api` of `apiVersion`. */
function says(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1))
    if (!/[\w.-]/.test(text.charAt(at - 1)) && !/[\w.-]/.test(text.charAt(at + name.length))) return true;
  return false;
}

/** What a patch says, document by document. */
export const patchTexts = ({ inline, file }: Pick<PatchUse['entry'], 'inline' | 'file'>, facts: Facts): readonly string[] =>
  file === undefined
    ? [inline?.source ?? '']
    : documentsAt(file, ['kind', 'path'], facts).map(({ file: { text }, range }) => text.slice(range.start, range.end));
