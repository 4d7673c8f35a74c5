import { defineRule } from '../src/core/rule.ts';
import { imageOf } from '../src/kubernetes/cloud-controller-manager.ts';
import { cloudControllerManagers } from '../src/kubernetes/cloud-controller-managers.ts';
import { ROUTE_GATE, routeGateOf } from '../src/kubernetes/route-gate.ts';

export default defineRule({
  id: 'ccm-unknown-route-gate',
  severity: 'error',
  fixable: 'never',
  words: [ROUTE_GATE],

  docs: {
    summary: `The gate \`${ROUTE_GATE}\` on an image that is too old to know it`,
    why: `
      The gate came with k8s.io/cloud-provider 1.35, and which version of that library runs is decided by the image, whatever the version of the
      cluster. A manager that does not know a gate stops at once, with the gate set to false as well: "unrecognized feature gate". Then no node is
      initialised and no load balancer is kept up to date.
    `,
    bad: [
      {
        text: `
          apiVersion: apps/v1
          kind: DaemonSet
          metadata:
            name: openstack-cloud-controller-manager
          spec:
            template:
              spec:
                containers:
                  - name: openstack-cloud-controller-manager
                    image: registry.k8s.io/provider-os/openstack-cloud-controller-manager:v1.34.1
                    args:
                      - /bin/openstack-cloud-controller-manager
                      - --cluster-cidr=10.244.0.0/16
                      - --feature-gates=${ROUTE_GATE}=true
        `,
      },
    ],
    good: [
      {
        text: `
          apiVersion: apps/v1
          kind: DaemonSet
          metadata:
            name: openstack-cloud-controller-manager
          spec:
            template:
              spec:
                containers:
                  - name: openstack-cloud-controller-manager
                    image: registry.k8s.io/provider-os/openstack-cloud-controller-manager:v1.35.0
                    args:
                      - /bin/openstack-cloud-controller-manager
                      - --cluster-cidr=10.244.0.0/16
                      - --feature-gates=${ROUTE_GATE}=true
        `,
      },
    ],
    advice: `
      Use an image that is built with k8s.io/cloud-provider 1.35 or later, or leave the gate out until then. Which one an image is built with stands in the
      \`go.mod\` of its project, and in its log: it prints its gates with \`--help\`.
    `,
    references: ['https://kep.k8s.io/5237', 'https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates/'],
  },

  query: cloudControllerManagers,

  check(manager, { report }) {
    const { setting } = routeGateOf(manager.flags);
    if (setting?.name !== ROUTE_GATE || imageOf(manager).knowsRouteGate !== 'no') return;
    report({
      at: setting.at,
      message: `\`${manager.image ?? ''}\` does not know the gate \`${ROUTE_GATE}\`, and does not start with it`,
      label: 'unrecognized feature gate',
      help: 'use an image that is built with k8s.io/cloud-provider 1.35 or later, or leave the gate out',
      resource: manager.resource,
    });
  },
});
