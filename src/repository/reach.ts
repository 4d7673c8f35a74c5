import { posix } from 'node:path';
import type { KustomizationIndex } from '../kubernetes/kustomizations.ts';

const KUSTOMIZATION = /^(?:kustomization\.ya?ml|Kustomization)$/;

/** The files that a folder of the repository brings to a cluster. */
export class Reach {
  readonly kustomizations: KustomizationIndex;
  /** Names by folder; those of folders end with a slash. */
  readonly #names = new Map<string, Set<string>>();

  constructor(kustomizations: KustomizationIndex, paths: Iterable<string>) {
    this.kustomizations = kustomizations;
    for (const path of paths) this.#list(path, '');
  }

  /** Through its kustomization if it has one, else all below it: Flux makes a kustomization of that, Argo CD takes it as it is, or it is a chart. */
  of(folder: string, found = new Set<string>()): ReadonlySet<string> {
    const seen = new Set<string>();
    if (this.#isKustomized(folder)) this.#take(folder, found, seen);
    else this.#takeAll(folder, found, seen);
    return found;
  }

  #take(folder: string, found: Set<string>, seen: Set<string>): void {
    if (seen.has(folder)) return;
    seen.add(folder);
    for (const name of this.#names.get(folder) ?? []) if (KUSTOMIZATION.test(name)) found.add(posix.join(folder, name));
    for (const { entries } of this.kustomizations.inFolder.get(folder) ?? []) {
      for (const { path } of entries) {
        if (this.#isKustomized(path)) this.#take(path, found, seen);
        else found.add(path);
      }
    }
  }

  /** Below a folder without a kustomization one that has one counts as what that takes in. */
  #takeAll(folder: string, found: Set<string>, seen: Set<string>): void {
    for (const name of this.#names.get(folder) ?? []) {
      const path = posix.join(folder, name);
      if (!name.endsWith('/')) found.add(path);
      else if (this.#isKustomized(path.slice(0, -1))) this.#take(path.slice(0, -1), found, seen);
      else this.#takeAll(path.slice(0, -1), found, seen);
    }
  }

  #isKustomized(folder: string): boolean {
    return ['kustomization.yaml', 'kustomization.yml', 'Kustomization'].some(name => this.#names.get(folder)?.has(name));
  }

  #list(path: string, slash: string): void {
    const end = path.lastIndexOf('/');
    const folder = end === -1 ? '.' : path.slice(0, end);
    const name = path.slice(end + 1) + slash;
    const names = this.#names.get(folder);
    if (names) {
      names.add(name);
      return;
    }
    this.#names.set(folder, new Set([name]));
    if (folder !== '.') this.#list(folder, '/');
  }
}
