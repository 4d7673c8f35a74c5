import type { Installed } from '../core/codemod.ts';
import type { Fact } from '../core/fact.ts';
import { kubeVipOptions } from '../kubernetes/kube-vip.ts';
import { ciliumPools } from './cilium-pools.ts';
import { gatewayClasses } from './gateway-classes.ts';
import { kubeVipInstallations } from './installed.ts';
import { ipAddressPools } from './ip-address-pools.ts';
import { metallbInstallations, oldMetalLBPools } from './metallb-installations.ts';

const anyOf =
  (...all: readonly Fact<unknown>[]): Installed =>
  (scope, facts) =>
    all.map(fact => facts.all(fact, scope)[0]).find(located => located !== undefined);

export const metallbInstalled = anyOf(ipAddressPools, metallbInstallations, oldMetalLBPools);

/** LB IPAM sleeps in every Cilium until there is a pool (https://docs.cilium.io/en/stable/network/lb-ipam/). */
export const ciliumInstalled = anyOf(ciliumPools);

/** A program that could serve Gateways may be there for something else: the class is what says that it does. */
export const gatewayInstalled = anyOf(gatewayClasses);

/** Many run kube-vip for the control plane alone. */
export const kubeVipInstalled: Installed = (scope, facts) =>
  facts.all(kubeVipInstallations, scope).find(({ value }) => kubeVipOptions(value).servesServices === true);
