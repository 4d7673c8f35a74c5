import { defineRule } from '../src/core/rule.ts';
import { lastFlag, routeController, routeGate } from '../src/kubernetes/cloud-controller-manager.ts';
import { cloudControllerManagers } from '../src/kubernetes/cloud-controller-managers.ts';
import { ROUTE_GATE } from '../src/kubernetes/route-gate.ts';

export default defineRule({
  id: 'ccm-route-gate-overridden',
  severity: 'warning',
  fixable: 'never',
  words: ['feature-gates'],

  docs: {
    summary: "Values of a chart that replace the chart's own `feature-gates`, and so turn watch-based routes off",
    why: `
      The chart hcloud-cloud-controller-manager, from 1.27 on, turns \`${ROUTE_GATE}\` on by its value
      \`args.feature-gates\`. That value is one string: Helm does not merge it, so another gate written there takes its place, and the route controller goes back to
      asking the cloud for its routes at a fixed interval. Nothing tells.
    `,
    bad: [
      {
        text: `
          apiVersion: helm.toolkit.fluxcd.io/v2
          kind: HelmRelease
          metadata:
            name: hcloud-cloud-controller-manager
          spec:
            chart:
              spec:
                chart: hcloud-cloud-controller-manager
                version: 1.35.0
            values:
              args:
                feature-gates: ContextualLogging=true
        `,
      },
    ],
    good: [
      {
        text: `
          apiVersion: helm.toolkit.fluxcd.io/v2
          kind: HelmRelease
          metadata:
            name: hcloud-cloud-controller-manager
          spec:
            chart:
              spec:
                chart: hcloud-cloud-controller-manager
                version: 1.35.0
            values:
              args:
                feature-gates: ContextualLogging=true,${ROUTE_GATE}=true
        `,
      },
      {
        text: `
          apiVersion: helm.toolkit.fluxcd.io/v2
          kind: HelmRelease
          metadata:
            name: hcloud-cloud-controller-manager
          spec:
            chart:
              spec:
                chart: hcloud-cloud-controller-manager
                version: 1.35.0
            values:
              args:
                feature-gates: ${ROUTE_GATE}=false
        `,
      },
    ],
    references: ['https://github.com/hetznercloud/hcloud-cloud-controller-manager/blob/main/chart/values.yaml', 'https://kep.k8s.io/5237'],
  },

  query: cloudControllerManagers,

  check(manager, { report }) {
    const gates = lastFlag(manager, 'feature-gates');
    if (!gates || manager.routeGateByDefault === 'off' || routeGate(manager).state !== 'unset') return;
    if (routeController(manager).state === 'off') return;
    report({
      at: gates.node,
      message: `\`feature-gates\` replaces the value of the chart, which turns \`${ROUTE_GATE}\` on, so the gate is off`,
      label: 'routes are reconciled at a fixed interval again',
      help: `write \`${ROUTE_GATE}=true\` here as well, or \`${ROUTE_GATE}=false\` where that is meant`,
      resource: manager.resource,
    });
  },
});
