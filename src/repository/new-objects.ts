import { posix } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { FixPlan } from '../core/diagnostic.ts';
import { isRefusal, type Document, type Node, type Refusal } from '../core/document.ts';
import type { Facts } from '../core/fact.ts';
import { plainOf, type NewValue } from '../core/model.ts';
import { patchUses } from '../kubernetes/kustomizations.ts';
import { objects, textOf, type KubernetesObject } from '../kubernetes/object.ts';
import { making } from '../kubernetes/program-statements.ts';
import { isProgram } from '../kubernetes/programs.ts';
import { newBlock } from '../kubernetes/terraform/new-block.ts';
import { terraformAround } from '../kubernetes/terraform/resources.ts';
import {
  kustomizationFilesOf,
  layersOver,
  layersUnder,
  obstacleInLayers,
  registration,
  takersOf,
  type KustomizationFile,
} from './kustomization-files.ts';
import { isOfCopy } from './copies.ts';
import { objectsOfKind } from './objects-of-kind.ts';

/** An object that is to be made. */
export type NewManifest = {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
} & { readonly [key: string]: NewValue };

/** Objects that are to be added beside another one. */
export interface NewObjects {
  /** The object beside which they stand, or anything in it. */
  readonly neighbour: Node;
  readonly objects: readonly NewManifest[];
  /** The name of a file for them, where that of the neighbour takes no further documents. */
  readonly fileName: string;
  /** Always in that file, in the folder of the neighbour. */
  readonly apart?: boolean;
  /** Whether they are of use only in the namespace that they name. */
  readonly keepNamespace?: boolean;
}

/** How new objects come into the repository. */
export type Placement = Required<Pick<FixPlan, 'changes' | 'create'>>;

/**
 * Where new objects go: behind their neighbour as further documents of its file, or into a file of their own in its folder, which is listed
 * where that of the neighbour is. In a file of Terraform they are blocks of it. What is there already, in the same words, is not made again.
 */
export function placeBeside(wanted: NewObjects, facts: Facts): Placement | Refusal {
  const { neighbour, objects: manifests, keepNamespace = false } = wanted;
  const { file } = neighbour.document;
  const missing = missingOf(wanted, facts);
  if (isRefusal(missing)) return missing;
  const terraform = terraformAround(neighbour.document);
  if (terraform)
    return {
      changes: missing.length === 0 ? [] : [{ document: terraform, ops: missing.map(manifest => newBlock(terraform, manifest)) }],
      create: [],
    };
  const all = kustomizationFilesOf(facts);
  const site = siteOf(wanted, all, facts);
  if (isRefusal(site)) return site;
  const { path, takers, layers, under } = site;
  const namespaces = manifests.map(({ metadata }) => metadata.namespace);
  const obstacle = obstacleInLayers(layers, keepNamespace ? namespaces : []) ?? obstacleInLayers(under, namespaces);
  if (obstacle) return obstacle;
  const makes = path === file.path && isProgram(neighbour.document) ? making(neighbour) : undefined;
  if (makes && isRefusal(makes)) return nowhere(makes.refused);
  const takenIn = makes && { document: neighbour.document, by: makes };
  return {
    changes: path === file.path || missing.length === 0 ? [] : takers.flatMap(taker => registration(taker, path, file.path)),
    // What is written after one statement stands there the other way round.
    create: (takenIn ? missing.toReversed() : missing).map(object => ({ path, object, ...(takenIn && { takenIn }) })),
  };
}

/** Those that the repository does not hold yet. One of the same name that says something else is in the way. */
function missingOf({ objects: wanted, neighbour }: NewObjects, facts: Facts): readonly NewManifest[] | Refusal {
  const { file } = neighbour.document;
  const holder = holderOf(neighbour);
  const own = { kind: holder?.kind, name: holder?.name, namespace: holder?.namespace, file };
  const missing: NewManifest[] = [];
  for (const manifest of wanted) {
    const { kind, metadata, apiVersion } = manifest;
    const taken = facts
      .around(objectsOfKind(kind), file)
      .find(
        ({ value }) =>
          value.name === metadata.name &&
          value.namespace === metadata.namespace &&
          groupOf(value.apiVersion) === groupOf(apiVersion) &&
          !isOfCopy(value, own, facts),
      );
    if (!taken) missing.push(manifest);
    else if (!isDeepStrictEqual(taken.value.node.value, plainOf(manifest)))
      return {
        code: 'NAME',
        refused: `there is a ${kind} \`${metadata.name}\` already, which says something else (${taken.file.path}): rename or remove it first`,
      };
  }
  return missing;
}

const groupOf = (apiVersion: string): string => apiVersion.slice(0, Math.max(apiVersion.indexOf('/'), 0));

/** The file that takes new objects. */
interface Site {
  readonly path: string;
  /** The kustomizations that list the neighbour. */
  readonly takers: readonly KustomizationFile[];
  /** All that meet the neighbour and the new objects. */
  readonly layers: readonly KustomizationFile[];
  /** Those that meet the neighbour and not the new objects. */
  readonly under: readonly KustomizationFile[];
}

function siteOf(wanted: NewObjects, all: readonly KustomizationFile[], facts: Facts): Site | Refusal {
  const { neighbour, fileName, apart = false } = wanted;
  const { document, path } = neighbour;
  const { file, within, root } = document;
  const newFile = posix.join(posix.dirname(file.path), fileName);
  const uses = patchUses(document, facts);
  if (uses.length > 0) {
    // A patch is no resource: what stands beside it is one of the kustomization that names it.
    const [taker, other] = all.filter(({ path: its }) => uses.some(({ by }) => by.path === its));
    if (!taker || other) return nowhere('the patch is not named in one kustomization of the repository');
    const layers = layersOver([taker], all);
    // A component patches what those take in that use it.
    const patching = taker.isComponent ? layers : [taker];
    return { path: newFile, takers: [taker], layers, under: patching.flatMap(layer => layersUnder(layer, all)) };
  }
  if (within) return nowhere('it is written in a string, and what is written beside that goes elsewhere');
  if (isProgram(document)) return { path: file.path, takers: [], layers: [], under: [] };
  const holder = holderOf(neighbour);
  const isItem = holder?.node.path.length === 2 && path[0] === 'items' && textOf(root?.get('kind'))?.endsWith('List') === true;
  if (!holder || (holder.node.path.length > 0 && !isItem))
    return nowhere('another object holds it, and what is written beside that goes elsewhere');
  if (document.isTemplate) return nowhere('it is a template, to which nothing can be added');
  const takers = takersOf(file.path, all);
  return { path: apart || isItem || isBraced(document) ? newFile : file.path, takers, layers: layersOver(takers, all), under: [] };
}

const nowhere = (why: string): Refusal => ({
  code: 'PLACE',
  refused: `new objects have no place beside it, as ${why}: write them by hand`,
});

/** The objects of a document by path: each of thousands may get a new one beside it. */
const objectsByPath = new WeakMap<Document, ReadonlyMap<string, KubernetesObject>>();

/** The innermost object that a node is part of. */
function holderOf({ document, path }: Node): KubernetesObject | undefined {
  const byPath =
    objectsByPath.get(document) ?? new Map(Array.from(objects(document), object => [JSON.stringify(object.node.path), object]));
  objectsByPath.set(document, byPath);
  const depths = Array.from({ length: path.length + 1 }, (_, above) => path.length - above);
  return depths.map(depth => byPath.get(JSON.stringify(path.slice(0, depth)))).find(object => object !== undefined);
}

/** JSON, or a whole document in braces: no further document can follow. */
const isBraced = ({ file: { text } }: Document): boolean => /^\s*[{[]/.test(text);
