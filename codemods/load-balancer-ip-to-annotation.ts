import { defineCodemod } from '../src/core/codemod.ts';
import { LOAD_BALANCER_IP_WORDS, loadBalancerServices } from '../src/kubernetes/load-balancer-services.ts';
import { moveToAnnotation } from '../src/repository/annotation-move.ts';

export default defineCodemod({
  id: 'load-balancer-ip-to-annotation',
  resolves: ['service-load-balancer-ip'],
  askedBy: 'unsafe',
  words: LOAD_BALANCER_IP_WORDS,

  docs: {
    summary: 'Asks for the address of `loadBalancerIP` through the annotation of the load balancer',
    before: `
      apiVersion: metallb.io/v1beta1
      kind: IPAddressPool
      metadata:
        name: edge
        namespace: metallb-system
      spec:
        addresses:
          - 192.0.2.0/26
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: web
        namespace: shop
      spec:
        type: LoadBalancer
        loadBalancerIP: 192.0.2.4 # office uplink
        ports:
          - port: 80
    `,
    after: `
      apiVersion: metallb.io/v1beta1
      kind: IPAddressPool
      metadata:
        name: edge
        namespace: metallb-system
      spec:
        addresses:
          - 192.0.2.0/26
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: web
        namespace: shop
        annotations:
          metallb.io/loadBalancerIPs: 192.0.2.4 # office uplink
      spec:
        type: LoadBalancer
        ports:
          - port: 80
    `,
    assumes: ['the load balancer of the repository is what serves the Service, in a release that reads the annotation'],
    refuses: [
      'IMPLEMENTATION_UNKNOWN: the repository shows no load balancer, or several of MetalLB, Cilium and kube-vip',
      'OTHER_CLASS: the class of the Service is not the one that the load balancer serves',
      'ASKED_TWICE: an annotation asks for another address',
      'NOT_LITERAL: the address is none in its normal form',
      'PATCHED: a kustomize patch and its base are one unit',
    ],
    references: [
      'https://metallb.io/usage/#requesting-specific-ips',
      'https://docs.cilium.io/en/stable/network/lb-ipam/#requesting-ips',
      'https://kube-vip.io/docs/usage/kubernetes-services/',
    ],
  },

  query: loadBalancerServices,
  title: () => 'ask for it through the annotation of the load balancer instead',
  at: ({ loadBalancerIP, object }) => loadBalancerIP ?? object.node,
  // Without ties each is a group of its own.
  rewrite: ([service], context) => moveToAnnotation(service!, context),
});
