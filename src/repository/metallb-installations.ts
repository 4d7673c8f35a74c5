import { defineFact } from '../core/fact.ts';
import { installationsOf, METALLB, type Installation } from '../kubernetes/installations.ts';
import { textOf } from '../kubernetes/object.ts';

/** What installs MetalLB in the repository. */
export const metallbInstallations = defineFact<Installation>({
  id: 'metallb-installations',
  words: METALLB.words,
  *read(document) {
    for (const installation of installationsOf(METALLB, document))
      yield { value: installation, file: document.file, range: installation.at.range };
  },
});

/** A pool of a MetalLB up to 0.12, which reads them from a ConfigMap. */
export interface OldPool {
  readonly name: string;
  readonly addresses: readonly string[];
}

/** The pools of MetalLB up to 0.12: in its ConfigMap, or as `configInline` in the values of its chart (https://metallb.io/release-notes/#version-0-13-2). */
export const oldMetalLBPools = defineFact<OldPool>({
  id: 'old-metallb-pools',
  words: ['address-pools'],
  *read(document) {
    const { root, file } = document;
    const holders = [
      root,
      root?.get('configInline'),
      ...(root ? [...installationsOf(METALLB, document)].flatMap(({ values }) => values.map(node => node.get('configInline'))) : []),
    ];
    for (const holder of holders)
      for (const pool of holder?.get('address-pools')?.items() ?? []) {
        const addresses =
          pool
            .get('addresses')
            ?.items()
            .flatMap(item => textOf(item) ?? []) ?? [];
        yield { value: { name: textOf(pool.get('name')) ?? '', addresses }, file, range: pool.range };
      }
  },
});
