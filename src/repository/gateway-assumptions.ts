import type { CodemodContext } from '../core/codemod.ts';
import type { Assumption } from '../core/diagnostic.ts';
import { isRelease } from '../kubernetes/gateway-implementations.ts';
import type { Backend } from '../kubernetes/gateway-manifests.ts';
import { placeOfAssumption } from '../kubernetes/load-balancer-assumptions.ts';
import { nodesAreKnown } from './node-addresses.ts';
import type { ServiceExposure } from '../kubernetes/service-exposure.ts';
import type { GatewaySetup } from './gateway-setup.ts';
import { policiesFor } from './network-policies.ts';

/** What no file shows about a Service that a new Gateway is to serve. */
export function gatewayAssumptions(
  exposure: ServiceExposure,
  { name, listeners }: Backend,
  setup: GatewaySetup,
  stage: 'prepare' | 'finish' | 'all',
  { settings, facts }: CodemodContext,
): readonly Assumption[] {
  const at = placeOfAssumption(exposure);
  const { implementation, className, hasClass, bundle, isBundleShown } = setup;
  const kinds = new Set(listeners.map(({ route }) => route));
  const say = (text: string, subject?: string): Assumption => ({ at, text, ...(subject !== undefined && { subject }) });
  return [
    ...(hasClass ? [] : [say(`the GatewayClass {} is in the cluster, and ${implementation.name} serves it`, className)]),
    ...leastReleases(setup, kinds).map(text => say(text)),
    ...(isBundleShown
      ? []
      : [
          say(
            bundle === undefined
              ? 'the Gateway API is installed in the cluster'
              : `the Gateway API 1.${bundle} or later is installed in the cluster`,
          ),
        ]),
    ...exposure.addresses.flatMap(address => [
      say(
        stage === 'prepare'
          ? 'two own {} until `--stage finish`: kube-proxy answers for it on every node, so the Gateway gets its traffic only then'
          : 'who announces {} today must stop when the Gateway takes over; in between there is no answer',
        address.text,
      ),
      say(setup.addresses.needs, address.text),
      ...(address.kind === 'placeholder'
        ? [say('{} stands for one IP address; whether it is one of a node, or another Gateway has it, was not checked', address.text)]
        : !nodesAreKnown(exposure.document.file, { facts, settings })
          ? [say('no node owns {}: the Gateway would take it away from that node', address.text)]
          : []),
    ]),
    ...listeners.flatMap(({ protocol, port }) =>
      protocol === 'HTTP' ? [say('clients speak HTTP without TLS at {}: the Gateway passes on nothing else there', `${name}:${port}`)] : [],
    ),
    ...(kinds.has('UDPRoute') && kinds.has('TCPRoute')
      ? [say('the Gateway listens on TCP and on UDP at once for {}, which is left to implementations', name)]
      : []),
    ...policiesFor(exposure, facts).map(policy =>
      say('the NetworkPolicy {} lets the gateway reach the pods, which do not see the address of the client any more', policy.name ?? ''),
    ),
  ];
}

/** What no file shows where externalIPs go because a Gateway is there already. */
export const finishAssumptions = (exposure: ServiceExposure): readonly Assumption[] =>
  exposure.addresses.map(({ text }) => ({
    at: placeOfAssumption(exposure),
    subject: text,
    text: 'the Gateway is programmed in the cluster and answers at {}: without `externalIPs` nothing else does',
  }));

/** The releases that are needed, where it is not known which one is installed. */
function leastReleases(
  { implementation: { name }, addresses: { since, routes }, release }: GatewaySetup,
  kinds: ReadonlySet<string>,
): readonly string[] {
  const needed = [since, ...(['TCPRoute', 'UDPRoute'] as const).map(kind => (kinds.has(kind) ? routes[kind] : undefined))];
  const least = [...new Set(needed)].filter(its => its !== undefined && isRelease(release, its) === 'unknown');
  return least.map(its => `${name} ${its} or later runs in the cluster: an older one leaves the Gateway without its addresses or routes`);
}
