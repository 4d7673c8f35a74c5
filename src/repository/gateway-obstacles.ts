import { posix } from 'node:path';
import type { CodemodContext } from '../core/codemod.ts';
import { isRefusal, wordFor, type Refusal } from '../core/document.ts';
import type { Facts } from '../core/fact.ts';
import { addressKey } from '../kubernetes/address-sharing.ts';
import { listenerFor, type Backend, type Listener } from '../kubernetes/gateway-manifests.ts';
import { acceptClientIPLoss, gatewayRoutes } from '../kubernetes/gateway-settings.ts';
import { patchUses } from '../kubernetes/kustomizations.ts';
import { patchedService } from '../kubernetes/patched-service.ts';
import { requestedAddresses } from '../kubernetes/load-balancer.ts';
import { addressObstacle, familyObstacle, type Obstacle } from '../kubernetes/migration.ts';
import { nodeObstacle } from './node-addresses.ts';
import { typeOf, type ServiceExposure } from '../kubernetes/service-exposure.ts';

/** As many addresses as a Gateway takes, and as many listeners (kubernetes-sigs/gateway-api config/crd/standard, gateways). */
const MOST_ADDRESSES = 16;
const MOST_LISTENERS = 64;

/** A label of DNS (RFC 1035), as which the API server takes the name of a Service. */
const SERVICE_NAME = /^[a-z](?:[-a-z0-9]{0,61}[a-z0-9])?$/;

/** A Service as routes name it, with a listener for each of its ports; or why it cannot be named, or not be listened for. */
export function backendOf(exposure: ServiceExposure, { settings, facts }: CodemodContext): Backend | Refusal {
  const named = nameOf(exposure, facts);
  if (isRefusal(named)) return named;
  const { ports } = exposure;
  if (!ports || ports.length === 0)
    return { code: 'PORTS_UNKNOWN', refused: 'the ports of the Service are not known, and each needs a listener of its own' };
  const routes = settings.of(gatewayRoutes, exposure.document.file);
  const listeners: Listener[] = [];
  for (const port of ports) {
    const listener = listenerFor(port, routes);
    if (port.protocol === 'SCTP')
      return { code: 'SCTP', refused: 'a Gateway has no listener for SCTP: move the Service to a load balancer' };
    if (!listener)
      return {
        code: 'PORTS_UNKNOWN',
        refused: `the port \`${wordFor(port.port)}\` of protocol \`${port.protocol}\` is none that a Gateway can listen on`,
      };
    if (listeners.some(({ port: its, protocol }) => its === listener.port && (protocol === 'UDP') === (listener.protocol === 'UDP')))
      return { code: 'PORT_CONFLICT', refused: `the port ${listener.port} is listed twice` };
    listeners.push(listener);
  }
  return { ...named, listeners };
}

/** Why a Gateway cannot take over the addresses of a Service, whatever serves it. */
export function obstacleToGateway(exposure: ServiceExposure, { facts, settings }: CodemodContext): Obstacle | undefined {
  const { file } = exposure.document;
  const written = addressObstacle(exposure, { perFamily: 'many', familiesMustMatch: false });
  if (written) return written;
  const type = exposure.field('type');
  if (typeOf(exposure) === 'unknown')
    return {
      code: (type.state === 'unknown' ? type.code : undefined) ?? 'TYPE_UNKNOWN',
      reason: `the type of the Service is not known${type.state === 'unknown' ? `: ${type.why}` : ''}`,
    };
  const families = familyObstacle(exposure, { perFamily: 'many', familiesMustMatch: false });
  if (families) return families;
  const wanted = new Set(exposure.addresses.map(addressKey));
  const requested = requestedAddresses(exposure).find(address => wanted.has(addressKey(address)));
  if (requested)
    return {
      code: 'REQUESTED',
      reason: `\`${requested.text}\` is requested from a load balancer already, and a Gateway would be a second owner: finish that move with its own target, or take the request away first`,
    };
  const node = nodeObstacle(exposure, { facts, settings });
  if (node) return node;
  if (exposure.addresses.length > MOST_ADDRESSES)
    return {
      code: 'ADDR_MAX',
      reason: `a Gateway takes ${MOST_ADDRESSES} addresses, and the Service has ${exposure.addresses.length}: spread them over several Services`,
    };
  const [field, value] =
    [
      ['externalTrafficPolicy', 'Local'],
      ['sessionAffinity', 'ClientIP'],
    ].find(([name, its]) => {
      const found = exposure.field(name as 'sessionAffinity');
      return found.state === 'set' && found.value === its;
    }) ?? [];
  return field === undefined || settings.of(acceptClientIPLoss, file)
    ? undefined
    : {
        code: 'CLIENT_IP_LOST',
        reason: `\`${field}: ${value ?? ''}\` needs the address of the client, which a gateway hides from the pods: choose a load balancer, or accept it with \`--set gateway.acceptClientIPLoss=true\``,
      };
}

/** Why several Services cannot stand behind one Gateway, which listens for all of them at all its addresses. */
export function obstacleToOneGateway(group: readonly ServiceExposure[], backends: readonly Backend[]): Refusal | undefined {
  const [first, ...others] = group;
  const keys = (exposure: ServiceExposure | undefined): string => (exposure?.addresses.map(addressKey) ?? []).toSorted().join(' ');
  if (backends.some(({ namespace }) => namespace !== backends[0]?.namespace))
    return {
      code: 'IP_SPANS_GATEWAYS',
      refused:
        'Services of several namespaces share its address, and a Gateway for all of them is for people to plan: move them to a load balancer, or write it by hand',
    };
  const folders = new Set(group.map(({ document }) => posix.dirname(document.file.path)));
  if (backends[0]?.namespace === undefined && folders.size > 1)
    return {
      code: 'IP_SPANS_GATEWAYS',
      refused:
        'Services in several folders share its address, and none says its namespace: say it in their manifests, or move them to a load balancer',
    };
  if (others.some(exposure => keys(exposure) !== keys(first)))
    return {
      code: 'IP_SPANS_GATEWAYS',
      refused:
        'Services that share an address have others besides that they do not share, and a Gateway listens at all of its addresses: give all the same ones, or move them to a load balancer',
    };
  const names = backends.map(({ name }) => name);
  if (new Set(names).size < names.length)
    return {
      code: 'IP_SPANS_GATEWAYS',
      refused: 'several manifests of one Service share their address with another Service: say in `clusters` which belong together',
    };
  const listeners = backends.reduce((sum, backend) => sum + backend.listeners.length, 0);
  return listeners > MOST_LISTENERS
    ? {
        code: 'LISTENER_MAX',
        refused: `a Gateway takes ${MOST_LISTENERS} listeners, and the ports of the Services are ${listeners}: spread them over several addresses`,
      }
    : undefined;
}

/** What a Service is called in the cluster, so that routes can name it. */
function nameOf(exposure: ServiceExposure, facts: Facts): Pick<Backend, 'name' | 'namespace'> | Refusal {
  const { kind, name, namespace } = exposure.resource;
  if (kind !== 'Service' || exposure.renderer)
    return {
      code: 'NAME',
      refused:
        'what the Service is called is not written here, and a route must name it: move it to a load balancer, or write Gateway and routes by hand',
    };
  if (name === undefined || !SERVICE_NAME.test(name))
    return {
      code: 'NAME',
      refused: `\`${name ?? ''}\` is not what the Service is called in the cluster, and a route must name it: write Gateway and routes by hand`,
    };
  const uses = patchUses(exposure.document, facts);
  if (uses.length === 0) return { name, namespace };
  const base = patchedService(uses, { name, namespace }, facts);
  return isRefusal(base) ? base : { name, namespace: base.object.namespace ?? namespace };
}
