import type { Fact } from '../core/fact.ts';
import { valuesReferences } from '../kubernetes/values-references.ts';
import { deployers } from './deployers.ts';
import { gatewayInstallations } from './gateway-installations.ts';
import { ciliumInstallations, kubeVipInstallations } from './installed.ts';
import { metallbInstallations } from './metallb-installations.ts';
import { nodeAddresses } from './node-addresses.ts';

/** What many rules and codemods come to ask by way of others. */
export const commonFacts: readonly Fact<unknown>[] = [
  ciliumInstallations,
  deployers,
  gatewayInstallations,
  kubeVipInstallations,
  metallbInstallations,
  nodeAddresses,
  valuesReferences,
];
