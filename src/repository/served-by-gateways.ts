import type { Node } from '../core/document.ts';
import type { Facts } from '../core/fact.ts';
import { addressKey } from '../kubernetes/address-sharing.ts';
import { readAddress } from '../kubernetes/address.ts';
import type { Backend, RouteKind } from '../kubernetes/gateway-manifests.ts';
import { textOf, type KubernetesObject } from '../kubernetes/object.ts';
import type { ServiceExposure } from '../kubernetes/service-exposure.ts';
import { isOfCopy } from './copies.ts';
import { objectsOfKind } from './objects-of-kind.ts';

const ROUTE_KINDS: readonly RouteKind[] = ['HTTPRoute', 'GRPCRoute', 'TCPRoute', 'UDPRoute'];

/** The Gateways of the scopes of a Service that ask for one of its addresses. */
export function gatewaysAt(exposure: ServiceExposure, facts: Facts): readonly KubernetesObject[] {
  const wanted = new Set(exposure.addresses.map(addressKey));
  return objectsOf('Gateway', exposure, facts).filter(gateway => addressesOf(gateway).some(address => wanted.has(address)));
}

/** Whether a Gateway of the repository serves all ports of a Service at all its addresses. */
export function isServedByGateway(exposure: ServiceExposure, { name, namespace, listeners }: Backend, facts: Facts): boolean {
  return gatewaysAt(exposure, facts).some(gateway => {
    const asked = new Set(addressesOf(gateway));
    if (gateway.namespace !== namespace || !exposure.addresses.every(address => asked.has(addressKey(address)))) return false;
    if (
      isOfCopy(
        gateway,
        { kind: 'Service', name: exposure.resource.name, namespace: exposure.resource.namespace, file: exposure.document.file },
        facts,
      )
    )
      return false;
    return listeners.every(({ port, protocol }) => {
      const sections = new Set(
        listenersOf(gateway)
          .filter(listener => listener.get('port')?.value === port && (protocol === 'UDP') === (listener.get('protocol')?.value === 'UDP'))
          .map(listener => listener.get('name')?.value),
      );
      return ROUTE_KINDS.filter(kind => (kind === 'UDPRoute') === (protocol === 'UDP')).some(kind =>
        objectsOf(kind, exposure, facts).some(
          route =>
            route.namespace === namespace &&
            itemsOf(route, 'parentRefs').some(
              parent => textOf(parent.get('name')) === gateway.name && sections.has(parent.get('sectionName')?.value),
            ) &&
            itemsOf(route, 'rules')
              .flatMap(rule => rule.get('backendRefs')?.items() ?? [])
              .some(backend => textOf(backend.get('name')) === name && backend.get('port')?.value === port),
        ),
      );
    });
  });
}

const objectsOf = (kind: string, { document }: ServiceExposure, facts: Facts): readonly KubernetesObject[] =>
  facts
    .around(objectsOfKind(kind), document.file)
    .map(({ value }) => value)
    .filter(({ apiVersion }) => apiVersion.startsWith('gateway.networking.k8s.io/'));

const itemsOf = ({ node }: KubernetesObject, key: string): readonly Node[] => node.get('spec', key)?.items() ?? [];

const listenersOf = (gateway: KubernetesObject): readonly Node[] => itemsOf(gateway, 'listeners');

const addressesOf = (gateway: KubernetesObject): readonly string[] =>
  itemsOf(gateway, 'addresses').flatMap(item => {
    const value = item.get('value');
    return value ? [addressKey(readAddress(value))] : [];
  });
