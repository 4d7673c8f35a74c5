import type { Fact, Facts, Scope } from '../core/fact.ts';
import type { SourceFile } from '../core/text.ts';
import { kubeVipOptions } from '../kubernetes/kube-vip.ts';
import { ciliumPools } from './cilium-pools.ts';
import { kubeVipInstallations } from './installed.ts';
import { ipAddressPools } from './ip-address-pools.ts';
import { metallbInstallations, oldMetalLBPools } from './metallb-installations.ts';

/** What may give Services their addresses, as a scope shows it. */
export type Installed = (scope: Scope, facts: Facts) => SourceFile | undefined;

const anyOf =
  (...all: readonly Fact<unknown>[]): Installed =>
  (scope, facts) =>
    all.map(fact => facts.all(fact, scope)[0]?.file).find(file => file !== undefined);

export const metallbInstalled = anyOf(ipAddressPools, metallbInstallations, oldMetalLBPools);

/** LB IPAM sleeps in every Cilium until there is a pool (https://docs.cilium.io/en/stable/network/lb-ipam/). */
export const ciliumInstalled = anyOf(ciliumPools);

/** Many run kube-vip for the control plane alone. */
export const kubeVipInstalled: Installed = (scope, facts) =>
  facts.all(kubeVipInstallations, scope).find(({ value }) => kubeVipOptions(value).servesServices === true)?.file;
