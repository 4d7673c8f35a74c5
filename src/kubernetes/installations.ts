import type { Document, Node } from '../core/document.ts';
import { imageName } from './image.ts';
import { nodesAt, objects, textOf } from './object.ts';
import { isKustomization } from './kustomize.ts';
import { releasesOf } from './releases.ts';

/** A program that runs in a cluster, by what installs it. */
export interface Program {
  readonly name: string;
  /** A document without any of these installs nothing of it. */
  readonly words: readonly [string, ...string[]];
  /** The names of its charts, without their repository. */
  readonly charts: RegExp;
  /** Its images, without registry and tag. */
  readonly images: RegExp;
  /** The addresses of its manifests, of which a kustomization takes one. */
  readonly manifests: RegExp;
}

/** That a document installs a program; each part as far as it says. */
export interface Installation {
  readonly document: Document;
  /** Where it says so. */
  readonly at: Node;
  /** Of the program, where the chart has the same version or the image tells: `0.14.9`, without a `v`. A range of versions is none. */
  readonly version: string | undefined;
  readonly namespace: string | undefined;
  /** The values of its chart. */
  readonly values: readonly Node[];
}

export const METALLB: Program = {
  name: 'MetalLB',
  words: ['metallb'],
  charts: /^metallb$/,
  images: /(?:^|\/)metallb\/controller$|(?:^|\/)metallb-controller$/,
  manifests: /\bmetallb\/metallb\b/,
};

const IMAGES = ['containers', 'initContainers'].flatMap(name => [
  ['spec', 'template', 'spec', name, '*', 'image'],
  ['spec', name, '*', 'image'],
]);

/** Where a document installs a program: by a chart, by the address of its manifests, or by a workload with its image. */
export function* installationsOf(program: Program, document: Document): Generator<Installation> {
  for (const { table, release, at } of releasesOf(document)) {
    const { chart, version, namespace } = release;
    if (chart === undefined || !program.charts.test(chart)) continue;
    yield { document, at, version: versionIn(version), namespace, values: table.values.flatMap(pattern => [...nodesAt(at, pattern)]) };
  }
  const { root } = document;
  if (root && isKustomization(document))
    for (const entry of [...(root.get('resources')?.items() ?? []), ...(root.get('bases')?.items() ?? [])]) {
      const address = textOf(entry);
      if (address !== undefined && /\/\/|^github\.com\//.test(address) && program.manifests.test(address))
        yield { document, at: entry, version: versionIn(address), namespace: textOf(root.get('namespace')), values: [] };
    }
  for (const { node, namespace } of objects(document))
    for (const pattern of IMAGES)
      for (const image of nodesAt(node, pattern)) {
        const { repository, tag } = imageName(textOf(image) ?? '');
        if (program.images.test(repository)) yield { document, at: image, version: versionIn(tag), namespace, values: [] };
      }
}

/** The one release that a text names: `v0.14.9`, `0.14.9`, `…/v0.14.9/config/…`, `…?ref=v0.14.9`. */
function versionIn(text: string | undefined): string | undefined {
  if (text === undefined || /[<>=~^*|]\s*\d|\.x\b|\.\*/.test(text.replace(/[?&]\w+=/g, ' '))) return undefined;
  return /(?:^|[^\w.])v?(\d+\.\d+\.\d+)(?![\w.])/.exec(text)?.[1];
}

/** Whether a version is another one or later; both as `0.14.9`. */
export function isSince(version: string, least: string): boolean {
  const [a, b] = [version, least].map(text => text.split('.').map(Number));
  const index = a!.findIndex((part, at) => part !== b![at]);
  return index === -1 || a![index]! > (b![index] ?? 0);
}
