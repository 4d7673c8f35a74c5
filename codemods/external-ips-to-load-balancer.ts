import { defineCodemod } from '../src/core/codemod.ts';
import { addressKey } from '../src/kubernetes/address-sharing.ts';
import { clusterStatus } from '../src/kubernetes/cluster-status.ts';
import { loadBalancerClass, runbook } from '../src/kubernetes/load-balancer-settings.ts';
import { ignoredBecause } from '../src/kubernetes/service-exposure.ts';
import { EXPOSURE_WORDS, serviceExposures } from '../src/kubernetes/service-exposures.ts';
import { stage } from '../src/kubernetes/stage.ts';
import { moveToStatus } from '../src/repository/status-move.ts';
import { composeRunbook } from '../src/repository/status-runbook.ts';

export default defineCodemod({
  id: 'external-ips-to-load-balancer',
  resolves: ['service-external-ips'],
  askedBy: { to: 'load-balancer' },
  words: EXPOSURE_WORDS,
  settings: [stage, clusterStatus, loadBalancerClass, runbook],
  handover: { file: runbook, title: 'to run once the Services have their class in the cluster', compose: composeRunbook },

  docs: {
    summary: 'Has the addresses of `externalIPs` written into the status of the Service, by commands that it prints',
    before: `
      apiVersion: v1
      kind: Service
      metadata:
        name: web
        namespace: shop
      spec:
        selector: {app: web}
        ports:
          - port: 80
        externalIPs:
          - 192.0.2.10 # node-a
    `,
    after: `
      apiVersion: v1
      kind: Service
      metadata:
        name: web
        namespace: shop
      spec:
        type: LoadBalancer
        # no controller may serve this class: the IPs are written to .status by hand
        loadBalancerClass: non-existent-class
        allocateLoadBalancerNodePorts: false
        selector: {app: web}
        ports:
          - port: 80
        externalIPs:
          - 192.0.2.10 # node-a
    `,
    assumes: [
      'nothing in the cluster serves Services of the class',
      'somebody runs the commands once the Services have it, and again for a Service that is made anew',
      'Helm does not wait for a Service without `externalIPs`, nor Argo CD for its health, before its status is written',
      'a chart renders `type` and `loadBalancerClass` of the values that it takes `externalIPs` from',
    ],
    refuses: [
      'NOT_LITERAL: an address is no IP address in its normal form, or an expression',
      'TYPE_UNKNOWN: the type of the Service is not known, as where a chart decides it',
      'CLASS_IMMUTABLE: it is a LoadBalancer already, and the class of one can be neither added nor changed',
      'SERVICE_LB: ServiceLB of k3s overwrites the status of every LoadBalancer, and no file shows that it is switched off',
      'SOURCE_RANGES_NARROW: `loadBalancerSourceRanges` filters the load balancer but not externalIPs, so clients would lose their way',
      'NO_LOAD_BALANCER: the operator behind a custom resource has no class there, or no chart in the repository shows that it takes one',
      'NOT_PREPARED: `--stage finish` takes externalIPs away only where the Service has its class',
      'STATUS_UNKNOWN: `--cluster-status` does not show that the addresses are in the status of the Service',
      'BASE_UNKNOWN: a kustomize patch of a Service that is not found in the repository, or that other patches change as well',
      'PATCHED: a kustomize patch and its base are one unit: the patch changes how the Service of the base is reached',
      'PARTIAL_OP: a JSON Patch operation changes a part of a list that is written elsewhere',
      'MERGED: a task of Ansible leaves on the Service in the cluster what is taken out of its definition',
      'HALF_DEAD: an IPv4 and an IPv6 address on a Service that is not dual-stack, so only one works today',
      'DEAD_IP: the family of an address is not one of the Service, so it serves nothing today',
      'PORT_CONFLICT: another Service claims one address, protocol and port as well, by externalIPs or from a load balancer',
      'SHARED_GROUP: another Service at the same address cannot move',
      'ANCHOR_OWNED: an alias stands for what would change, or for a part of it, so another place would change as well',
      'MERGE_KEY: a merge key (`<<`) brings in what would change',
      'SYNTAX: the change cannot be spelled where the addresses are written',
    ],
    references: [
      'https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/#ServiceStatus',
      'https://kubernetes.io/docs/concepts/services-networking/service/#load-balancer-class',
      'https://kep.k8s.io/5707',
    ],
  },

  query: serviceExposures,
  title: () => 'make it a LoadBalancer whose addresses are written by hand',
  at: ({ externalIPs }) => externalIPs,
  ties: exposure => (ignoredBecause(exposure) ? [] : exposure.addresses.map(addressKey)),
  identity: ({ identity }) => identity,
  rewrite: moveToStatus,
});
