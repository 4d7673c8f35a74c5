import { defineFact } from '../core/fact.ts';
import { IMPLEMENTATIONS, type GatewayImplementation } from '../kubernetes/gateway-implementations.ts';
import { releasesOf } from '../kubernetes/releases.ts';

/** That a chart installs an implementation of the Gateway API. */
export interface GatewayInstallation {
  readonly implementation: GatewayImplementation;
  /** Of the chart, which those that are listed share with their program; nothing where it is not written here. */
  readonly release: string | undefined;
}

/** The releases of charts that install what serves Gateways. */
export const gatewayInstallations = defineFact<GatewayInstallation>({
  id: 'gateway-installations',
  words: IMPLEMENTATIONS.flatMap(({ charts }) => charts),
  *read(document) {
    for (const { release, at } of releasesOf(document)) {
      const implementation = IMPLEMENTATIONS.find(({ charts }) => release.chart !== undefined && charts.includes(release.chart));
      if (implementation) yield { value: { implementation, release: release.version }, file: document.file, range: at.range };
    }
  },
});
