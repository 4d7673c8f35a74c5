import { posix } from 'node:path';
import { defineFact } from '../core/fact.ts';
import { objects, textOf } from './object.ts';
import { isFilledIn } from './filled-in.ts';

/** A Kustomization of Flux: a folder that it applies to the cluster. */
export interface FluxKustomization {
  readonly name: string;
  readonly namespace: string | undefined;
  /** Nothing where it is filled in later. */
  readonly folder: string | undefined;
  /** The namespace of all that it applies. */
  readonly targetNamespace: string | undefined;
}

/** The Kustomizations of Flux: https://fluxcd.io/flux/components/kustomize/kustomizations/ */
export const fluxKustomizations = defineFact<FluxKustomization>({
  id: 'flux-kustomizations',
  words: ['kustomize.toolkit.fluxcd.io'],
  rare: false,
  *read(document) {
    const { file, isTemplate } = document;
    for (const { apiVersion, kind, name = '', namespace, node } of objects(document)) {
      if (kind !== 'Kustomization' || !apiVersion.startsWith('kustomize.toolkit.fluxcd.io/')) continue;
      const path = textOf(node.get('spec', 'path')) ?? '.';
      const folder = isTemplate || isFilledIn(path) ? undefined : folderOf(path);
      const value = { name, namespace, folder, targetNamespace: textOf(node.get('spec', 'targetNamespace')) };
      yield { value, file, range: node.range };
    }
  },
});

/** Relative to the root of the source, with or without a slash in front. */
export const folderOf = (path: string): string => posix.join('.', path.replace(/^\/+/, '')).replace(/(?<=.)\/$/, '');
