import { posix } from 'node:path';
import type { Document } from '../core/document.ts';
import { isFilledIn } from './filled-in.ts';
import { objects, textOf } from './object.ts';

/** A Kustomization of Flux: a folder that it applies to the cluster. */
export interface FluxKustomization {
  readonly name: string;
  readonly namespace: string | undefined;
  /** Nothing where it is filled in later. */
  readonly folder: string | undefined;
}

/** The Kustomizations of Flux in a document: https://fluxcd.io/flux/components/kustomize/kustomizations/ */
export function* fluxKustomizations(document: Document): Generator<FluxKustomization> {
  for (const { apiVersion, kind, name = '', namespace, node } of objects(document)) {
    if (kind !== 'Kustomization' || !apiVersion.startsWith('kustomize.toolkit.fluxcd.io/')) continue;
    const path = textOf(node.get('spec', 'path')) ?? '.';
    yield { name, namespace, folder: document.isTemplate || isFilledIn(path) ? undefined : folderOf(path) };
  }
}

/** Relative to the root of the source, with or without a slash in front. */
export const folderOf = (path: string): string => posix.join('.', path.replace(/^\/+/, '')).replace(/(?<=.)\/$/, '');
