import { isRefusal } from '../src/core/document.ts';
import { defineRule, placeOf } from '../src/core/rule.ts';
import { imageOf, routeGate } from '../src/kubernetes/cloud-controller-manager.ts';
import { cloudControllerManagers } from '../src/kubernetes/cloud-controller-managers.ts';
import { ROUTE_GATE } from '../src/kubernetes/route-gate.ts';

const FLAG = 'route-reconciliation-period';

export default defineRule({
  id: 'ccm-ignored-route-period',
  severity: 'info',
  fixable: 'sometimes',
  words: [FLAG, 'routeReconciliationPeriod', ROUTE_GATE],

  docs: {
    summary: '`--route-reconciliation-period` beside the gate that makes it meaningless',
    why: `
      With \`${ROUTE_GATE}\` on, the route controller reconciles when nodes change, and besides every
      12 to 24 hours: \`--min-resync-period\` times a factor between one and two. It no longer looks at \`--route-reconciliation-period\`, so the
      value tells readers of the manifest an interval that nothing keeps.
    `,
    bad: [
      {
        text: `
          apiVersion: apps/v1
          kind: Deployment
          metadata:
            name: hcloud-cloud-controller-manager
          spec:
            template:
              spec:
                containers:
                  - name: hcloud-cloud-controller-manager
                    image: docker.io/hetznercloud/hcloud-cloud-controller-manager:v1.35.0
                    args:
                      - --cloud-provider=hcloud
                      - --cluster-cidr=10.244.0.0/16
                      - --feature-gates=${ROUTE_GATE}=true
                      - --route-reconciliation-period=30s
        `,
      },
    ],
    good: [
      {
        text: `
          apiVersion: apps/v1
          kind: Deployment
          metadata:
            name: hcloud-cloud-controller-manager
          spec:
            template:
              spec:
                containers:
                  - name: hcloud-cloud-controller-manager
                    image: docker.io/hetznercloud/hcloud-cloud-controller-manager:v1.35.0
                    args:
                      - --cloud-provider=hcloud
                      - --cluster-cidr=10.244.0.0/16
                      - --feature-gates=${ROUTE_GATE}=false
                      - --route-reconciliation-period=30s
        `,
      },
    ],
    advice: `
      Remove it, or keep it with a comment if the gate may be turned off again: without either, the interval is 10 seconds.
    `,
    fixSafety: 'Safe: the flag has no effect while the gate is on.',
    references: [
      'https://kep.k8s.io/5237',
      'https://github.com/kubernetes/cloud-provider/blob/master/controllers/route/route_controller.go',
    ],
  },

  query: cloudControllerManagers,

  check(manager, { document, report }) {
    const { state, setting } = routeGate(manager);
    if (state !== 'on' || imageOf(manager).knowsRouteGate === 'no') return;
    for (const flag of manager.flags.filter(({ name }) => name === FLAG)) {
      const changes = manager.remove(flag);
      report({
        at: flag.node,
        message: `\`--${FLAG}\` is ignored, as ${setting ? `\`${setting.name}\`` : 'the chart'} makes the route controller watch nodes`,
        label: `routes are reconciled when a node changes and every 12 to 24 hours, not every \`${flag.value}\``,
        related: setting ? [{ file: document.file, range: placeOf(setting.at), text: 'turns watching on' }] : [],
        resource: manager.resource,
        fix: isRefusal(changes) ? changes : { title: `remove \`${FLAG}\``, applicability: 'safe', plan: { changes } },
      });
    }
  },
});
