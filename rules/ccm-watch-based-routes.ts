import { defineRule } from '../src/core/rule.ts';
import { imageOf, lastFlag, routeController, routeGate } from '../src/kubernetes/cloud-controller-manager.ts';
import { cloudControllerManagers, ROUTE_CONTROLLER_WORDS } from '../src/kubernetes/cloud-controller-managers.ts';
import { ROUTE_GATE } from '../src/kubernetes/route-gate.ts';
import { mayBePatched } from '../src/repository/patched-objects.ts';

export default defineRule({
  id: 'ccm-watch-based-routes',
  severity: 'info',
  fixable: 'sometimes',
  words: ROUTE_CONTROLLER_WORDS,

  docs: {
    summary: 'A cloud controller manager that reconciles routes at a fixed interval and could watch nodes instead',
    why: `
      The route controller asks the cloud for its routes every \`--route-reconciliation-period\`, 10 seconds by default, whether a node has changed or
      not. In a large project that alone can use up the rate limit of the cloud's API. With the gate
      \`${ROUTE_GATE}\`, which k8s.io/cloud-provider has from 1.35 on, it reconciles when a node
      is added, deleted, or gets other addresses or Pod networks, and every 12 to 24 hours besides.

      The gate is one of the library that the image is built with, not of the cluster: an image that is older does not start with it.
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
                    image: registry.k8s.io/provider-os/openstack-cloud-controller-manager:v1.36.0
                    args:
                      - /bin/openstack-cloud-controller-manager
                      - --cloud-provider=openstack
                      - --cluster-cidr=10.244.0.0/16
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
                    image: registry.k8s.io/provider-os/openstack-cloud-controller-manager:v1.36.0
                    args:
                      - /bin/openstack-cloud-controller-manager
                      - --cloud-provider=openstack
                      - --cluster-cidr=10.244.0.0/16
                      - --feature-gates=${ROUTE_GATE}=true
        `,
      },
      {
        text: `
          apiVersion: apps/v1
          kind: DaemonSet
          metadata:
            name: aws-cloud-controller-manager
          spec:
            template:
              spec:
                containers:
                  - name: aws-cloud-controller-manager
                    image: registry.k8s.io/provider-aws/cloud-controller-manager:v1.36.1
                    args:
                      - --cloud-provider=aws
                      - --cluster-cidr=10.244.0.0/16
                      - --configure-cloud-routes=false
        `,
      },
    ],
    advice: `
      A route that somebody deletes in the cloud comes back only with the periodic pass, and alerts on a steady rate of
      \`route_controller_route_sync_total\` fire where nothing is wrong: change those first. In a cluster, \`running_managed_controllers{name="route"}\` says
      whether the route controller runs.
    `,
    fixSafety: `
      Unsafe: it restarts the manager, which then reconciles less often. Written only where the image is known to know the gate.
    `,
    references: [
      'https://kep.k8s.io/5237',
      'https://kubernetes.io/blog/2025/12/30/kubernetes-v1-35-watch-based-route-reconciliation-in-ccm/',
    ],
  },

  query: cloudControllerManagers,

  check(manager, { facts, report }) {
    const { knowsRouteGate } = imageOf(manager);
    // Where the chart turns the gate on, it was turned off by what is written: another rule says so.
    if (knowsRouteGate === 'no' || manager.routeGateByDefault !== 'off') return;
    if (routeController(manager).state !== 'runs' || routeGate(manager).state !== 'unset') return;
    if (manager.object && mayBePatched(manager.object, facts, /feature-gates|configure-cloud-routes/)) return;
    const period = lastFlag(manager, 'route-reconciliation-period')?.value;
    report({
      at: manager.at,
      message: `the cloud controller manager of ${manager.title} reconciles routes at a fixed interval, and could watch nodes instead`,
      label: `it asks the cloud for its routes every ${period === undefined ? '10 seconds' : `\`${period}\``}, whether a node has changed or not`,
      help:
        knowsRouteGate === 'yes'
          ? `set \`--feature-gates=${ROUTE_GATE}=true\`, after alerts on a steady rate of route syncs are changed`
          : `set \`--feature-gates=${ROUTE_GATE}=true\` once its image is built with k8s.io/cloud-provider 1.35 or later: an older one does not start with it`,
      resource: manager.resource,
    });
  },
});
