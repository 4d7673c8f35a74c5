import { defineCodemod } from '../src/core/codemod.ts';
import type { Assumption } from '../src/core/diagnostic.ts';
import { addressKey } from '../src/kubernetes/address-sharing.ts';
import { moveToLoadBalancer, placeOfAssumption, type LoadBalancerController } from '../src/kubernetes/load-balancer-move.ts';
import { ignoredBecause, type ServiceExposure } from '../src/kubernetes/service-exposure.ts';
import { EXPOSURE_WORDS, serviceExposures } from '../src/kubernetes/service-exposures.ts';

/** kube-vip (pkg/instance/instance.go, pkg/kubevip/annotations.go): Services at one address share its interface without being told to. */
const KUBE_VIP: LoadBalancerController = {
  name: 'kube-vip',
  request: ['kube-vip.io/loadbalancerIPs'],
  addresses: { perFamily: 'many', familiesMustMatch: false },
  assumes,
};

export default defineCodemod({
  id: 'external-ips-to-kube-vip',
  resolves: ['service-external-ips'],
  askedBy: { to: 'kube-vip' },
  words: EXPOSURE_WORDS,

  docs: {
    summary: 'Asks kube-vip for the addresses of `externalIPs`',
    before: `
      apiVersion: v1
      kind: Service
      metadata:
        name: smtp
        namespace: mail
      spec:
        externalTrafficPolicy: Local # keep client addresses for SPF
        selector:
          app: smtp
        ports:
          - port: 25
        externalIPs:
          # primary MX
          - 192.0.2.10
          - 192.0.2.11 # backup MX
    `,
    after: `
      apiVersion: v1
      kind: Service
      metadata:
        name: smtp
        namespace: mail
        annotations:
          # primary MX
          # 192.0.2.11: backup MX
          kube-vip.io/loadbalancerIPs: "192.0.2.10,192.0.2.11"
      spec:
        type: LoadBalancer
        allocateLoadBalancerNodePorts: false
        externalTrafficPolicy: Local # keep client addresses for SPF
        selector:
          app: smtp
        ports:
          - port: 25
    `,
    assumes: [
      'kube-vip runs with Services switched on, and nothing else serves Services without a class',
      'a chart renders `type` and `annotations` of the values that it takes `externalIPs` from',
      'who announces the addresses today stops when kube-vip starts; in between they do not answer',
      'no address is one of a node',
    ],
    refuses: [
      'NOT_LITERAL: an address is no IP address in its normal form, or an expression',
      'TYPE_UNKNOWN: the type of the Service is not known',
      'BASE_UNKNOWN: a kustomize patch of a Service that is not found in the repository, or that other patches change as well',
      'PATCHED: a kustomize patch and its base are one unit: the patch changes how the Service of the base is reached',
      'PARTIAL_OP: a JSON Patch operation changes a part of a list that is written elsewhere',
      'MERGED: a task of Ansible leaves on the Service in the cluster what is taken out of its definition',
      'NO_LOAD_BALANCER: the operator behind a custom resource, or the chart in the repository, has no way to ask for a load balancer there',
      'CLASS_IMMUTABLE: `loadBalancerClass` is set, and cannot change on a LoadBalancer',
      'SOURCE_RANGES_NARROW: `loadBalancerSourceRanges` filters the load balancer but not externalIPs, so clients would lose their way',
      'STATUS_UNKNOWN: an address is requested already; whether it is assigned is written in no file',
      'HALF_DEAD: an IPv4 and an IPv6 address on a Service that is not dual-stack, so only one works today',
      'DEAD_IP: the family of an address is not one of the Service, so it serves nothing today',
      'PORT_CONFLICT: two Services claim one address, protocol and port',
      'SHARED_GROUP: another Service at the same address cannot move',
    ],
    references: ['https://kube-vip.io/docs/usage/kubernetes-services/', 'https://kep.k8s.io/5707'],
  },

  query: serviceExposures,
  title: exposure => `request ${exposure.addresses.map(({ text }) => `\`${text}\``).join(' and ')} from kube-vip instead`,
  at: ({ externalIPs }) => externalIPs,
  ties: exposure => (ignoredBecause(exposure) ? [] : exposure.addresses.map(addressKey)),
  identity: ({ identity }) => identity,

  rewrite: (group, { facts }) => moveToLoadBalancer(group, KUBE_VIP, facts),
});

function assumes(exposure: ServiceExposure): readonly Assumption[] {
  const at = placeOfAssumption(exposure);
  return [
    { at, text: 'kube-vip runs in the cluster with Services switched on (`svc_enable`), and serves Services without a class' },
    ...exposure.addresses.map(({ text: subject }) => ({ at, subject, text: 'kube-vip may announce {} on the interface that it was given' })),
  ];
}
