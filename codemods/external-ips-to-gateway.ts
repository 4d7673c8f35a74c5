import { defineCodemod } from '../src/core/codemod.ts';
import { addressKey } from '../src/kubernetes/address-sharing.ts';
import {
  acceptClientIPLoss,
  gatewayBundle,
  gatewayClass,
  gatewayImplementation,
  gatewayRoutes,
} from '../src/kubernetes/gateway-settings.ts';
import { listedNodes } from '../src/kubernetes/node-addresses.ts';
import { ignoredBecause } from '../src/kubernetes/service-exposure.ts';
import { EXPOSURE_WORDS, serviceExposures } from '../src/kubernetes/service-exposures.ts';
import { stage } from '../src/kubernetes/stage.ts';
import { gatewayClasses } from '../src/repository/gateway-classes.ts';
import { gatewayInstallations } from '../src/repository/gateway-installations.ts';
import { moveToGateway } from '../src/repository/gateway-move.ts';
import { gatewayInstalled } from '../src/repository/installed-targets.ts';

export default defineCodemod({
  id: 'external-ips-to-gateway',
  resolves: ['service-external-ips'],
  askedBy: { to: 'gateway', installed: gatewayInstalled },
  words: EXPOSURE_WORDS,
  facts: [gatewayClasses, gatewayInstallations],
  settings: [stage, gatewayClass, gatewayImplementation, gatewayBundle, gatewayRoutes, acceptClientIPLoss, listedNodes],

  docs: {
    summary: 'Serves the addresses of `externalIPs` through a Gateway',
    before: `
      apiVersion: v1
      kind: Service
      metadata:
        name: web
        namespace: shop
      spec:
        selector: {app: web}
        ports:
          - name: http
            port: 80
            targetPort: 8080
        externalIPs:
          - 192.0.2.4 # office uplink
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: GatewayClass
      metadata:
        name: edge
      spec:
        controllerName: io.cilium/gateway-controller
    `,
    after: `
      apiVersion: v1
      kind: Service
      metadata:
        name: web
        namespace: shop
      spec:
        selector: {app: web}
        ports:
          - name: http
            port: 80
            targetPort: 8080
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: GatewayClass
      metadata:
        name: edge
      spec:
        controllerName: io.cilium/gateway-controller
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata:
        name: web-external
        namespace: shop
      spec:
        gatewayClassName: edge
        addresses:
          - type: IPAddress
            value: 192.0.2.4 # office uplink
        listeners:
          - name: http-80
            protocol: HTTP
            port: 80
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata:
        name: web-http-80
        namespace: shop
      spec:
        parentRefs:
          - name: web-external
            sectionName: http-80
        rules:
          - backendRefs:
              - name: web
                port: 80
    `,
    assumes: [
      'the GatewayClass is in the cluster, and what serves it gives a Gateway the addresses that it asks for',
      'the Gateway API is installed in the cluster, from 1.6 on where ports get a TCPRoute or UDPRoute',
      'clients speak HTTP without TLS at ports that get an HTTPRoute',
      'NetworkPolicies let the gateway reach the pods',
      'who announces the addresses today stops when the Gateway takes them; in between they do not answer',
      'no address is one of a node',
    ],
    refuses: [
      'NO_CLASS: no GatewayClass is named, and the repository has none or several',
      'IMPLEMENTATION_UNKNOWN: no file shows what serves the GatewayClass, or whether that gives a Gateway the addresses it asks for is not known',
      'ADDR_UNSUPPORTED: what serves the GatewayClass does not give a Gateway the addresses it asks for',
      'EG_EXTERNALIPS, NGF_EXTERNALIPS: Envoy Gateway and NGINX Gateway Fabric would write the addresses into `externalIPs` of their own Services',
      'ISTIO_MULTI_ADDR: Istio takes one address of a Gateway',
      'NO_L4_ROUTE: a port needs a TCPRoute or UDPRoute, and the Gateway API or what serves the class has none, or no file shows it',
      'CLIENT_IP_LOST: the pods see the address of the client, which a gateway hides; lifted by `gateway.acceptClientIPLoss`',
      'SCTP: a Gateway has no listener for it',
      'PORTS_UNKNOWN: the ports of the Service are not written out',
      'NAME: what the Service is called is not written here, as in values of a chart; a name is too long or taken; a kustomization changes names',
      'NAMESPACE: a kustomization gives the Service a namespace that the new objects would not get',
      'PLACE: new objects have no place beside the Service, as in a template or a string',
      'ADDR_MAX, LISTENER_MAX: more than 16 addresses, or more than 64 ports',
      'IP_SPANS_GATEWAYS: Services at one address have others besides, or are of several namespaces, or a Gateway has the address already',
      'NODE_IP: an address is one of a node',
      'REQUESTED: the Service, or another one, asks a load balancer for an address already',
      'NOT_LITERAL: an address is no IP address in its normal form, or an expression',
      'TYPE_UNKNOWN: the type of the Service is not known',
      'BASE_UNKNOWN: a kustomize patch of a Service that is not found in the repository, or that other patches change as well',
      'PATCHED: a kustomize patch and its base are one unit: the patch changes how the Service of the base is reached',
      'PARTIAL_OP: a JSON Patch operation changes a part of a list that is written elsewhere',
      'MERGED: a task of Ansible leaves on the Service in the cluster what is taken out of its definition',
      'HALF_DEAD: an IPv4 and an IPv6 address on a Service that is not dual-stack, so only one works today',
      'DEAD_IP: the family of an address is not one of the Service, so it serves nothing today',
      'NOT_PREPARED: `--stage finish` takes externalIPs away only where Gateway and routes are in the repository',
      'PORT_CONFLICT: another Service claims one address, protocol and port as well, by externalIPs or from a load balancer',
      'SHARED_GROUP: another Service at the same address cannot move',
      'SYNTAX: the change cannot be spelled where the addresses are written',
    ],
    references: [
      'https://gateway-api.sigs.k8s.io/reference/spec/#gatewayspec',
      'https://github.com/kubernetes-sigs/gateway-api/tree/main/conformance/reports',
      'https://kep.k8s.io/5707',
    ],
  },

  query: serviceExposures,
  title: ({ addresses }) => `serve ${addresses.map(({ text }) => `\`${text}\``).join(' and ')} through a Gateway instead`,
  at: ({ externalIPs }) => externalIPs,
  ties: exposure => (ignoredBecause(exposure) ? [] : exposure.addresses.map(addressKey)),
  identity: ({ identity }) => identity,
  rewrite: moveToGateway,
});
