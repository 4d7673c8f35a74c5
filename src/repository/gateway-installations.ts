import { defineFact } from '../core/fact.ts';
import { IMPLEMENTATIONS, type GatewayImplementation } from '../kubernetes/gateway-implementations.ts';
import { nodesAt, objects, textOf, type Pattern } from '../kubernetes/object.ts';

/** That a chart installs an implementation of the Gateway API. */
export interface GatewayInstallation {
  readonly implementation: GatewayImplementation;
  /** Of the chart, which those that are listed share with their program; nothing where it is not written here. */
  readonly release: string | undefined;
}

/** Where objects name a chart, and its version beside it. */
const PLACES: readonly { readonly kind: RegExp; readonly at: Pattern; readonly version: string }[] = [
  { kind: /^HelmRelease$/, at: ['spec', 'chart', 'spec'], version: 'version' },
  { kind: /^HelmChart$/, at: ['spec'], version: 'version' },
  ...[['source'], ['sources', '*']].flatMap(source => [
    { kind: /^Application$/, at: ['spec', ...source], version: 'targetRevision' },
    { kind: /^ApplicationSet$/, at: ['spec', 'template', 'spec', ...source], version: 'targetRevision' },
  ]),
];

/** HelmReleases of Flux, Applications of Argo CD and HelmCharts of k3s that install what serves Gateways. */
export const gatewayInstallations = defineFact<GatewayInstallation>({
  id: 'gateway-installations',
  words: IMPLEMENTATIONS.flatMap(({ charts }) => charts),
  rare: false,
  *read(document) {
    for (const { kind, node } of objects(document)) {
      for (const place of PLACES.filter(candidate => candidate.kind.test(kind))) {
        for (const found of nodesAt(node, place.at)) {
          const chart = textOf(found.get('chart'))?.split('/').at(-1);
          const implementation = IMPLEMENTATIONS.find(({ charts }) => chart !== undefined && charts.includes(chart));
          const value = implementation && { implementation, release: textOf(found.get(place.version)) };
          if (value) yield { value, file: document.file, range: node.range };
        }
      }
    }
  },
});
