import { defineCodemod } from '../src/core/codemod.ts';
import type { Assumption } from '../src/core/diagnostic.ts';
import { isRefusal } from '../src/core/document.ts';
import { placeOf } from '../src/core/rule.ts';
import { imageOf, lastFlag, routeController, routeGate } from '../src/kubernetes/cloud-controller-manager.ts';
import { cloudControllerManagers, ROUTE_CONTROLLER_WORDS } from '../src/kubernetes/cloud-controller-managers.ts';
import { ROUTE_GATE, withRouteGate } from '../src/kubernetes/route-gate.ts';
import { comparisonFile, DEFAULT_PERIOD, routeSyncComparison } from '../src/kubernetes/route-sync-comparison.ts';
import { text } from '../src/core/setting.ts';

const ASSUMES = [
  'nothing but the cloud controller manager changes the routes of the cloud: one that is deleted by hand comes back only after 12 to 24 hours',
  'no alert takes a low rate of `route_controller_route_sync_total` for a fault: near zero is normal from then on',
  '{} is the release of k8s.io/cloud-provider that its tag says',
] as const;

const compare = text('routes.compare', {
  flag: 'compare',
  summary: 'a file for recording rules that compare route syncs with those of the loop',
  fallback: undefined,
});

export default defineCodemod({
  id: 'enable-watch-based-routes',
  resolves: ['ccm-watch-based-routes'],
  askedBy: 'unsafe',
  words: ROUTE_CONTROLLER_WORDS,
  settings: [compare],
  handover: { file: compare, title: 'to compare the syncs of the loop with those that are measured from now on', compose: comparisonFile },

  docs: {
    summary: 'Lets the route controller of a cloud controller manager watch nodes instead of reconciling at a fixed interval',
    before: `
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
                  - --cluster-cidr=10.244.0.0/16 # Pods
                  - '--feature-gates=ContextualLogging=true'
    `,
    after: `
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
                  - --cluster-cidr=10.244.0.0/16 # Pods
                  - '--feature-gates=ContextualLogging=true,${ROUTE_GATE}=true'
    `,
    assumes: ASSUMES.map(text => text.replace('{}', 'the image')),
    refuses: [
      'VERSION: what the image is built with is not known: before k8s.io/cloud-provider 1.35 the manager does not start with the gate',
      'ARGUMENTS: the arguments are one line for a shell, or there is no list to add to',
    ],
    references: ['https://kep.k8s.io/5237'],
  },

  query: cloudControllerManagers,
  title: () => `set \`${ROUTE_GATE}=true\``,
  at: ({ at }) => at,

  rewrite(group) {
    const [manager] = group;
    if (!manager || routeController(manager).state !== 'runs' || routeGate(manager).state !== 'unset') return [];
    const { at, image, document } = manager;
    if (image === undefined || imageOf(manager).knowsRouteGate !== 'yes')
      return [
        {
          at,
          code: 'VERSION',
          reason: `what \`${image ?? ''}\` is built with is not known, and before k8s.io/cloud-provider 1.35 the manager does not start with the gate`,
        },
      ];
    const changes = manager.set('feature-gates', withRouteGate(lastFlag(manager, 'feature-gates')?.value ?? ''));
    if (isRefusal(changes)) return [{ at, code: 'ARGUMENTS', reason: changes.refused }];
    const place = { file: document.file, range: placeOf(at), text: 'feature-gates' };
    const [routes, alerts, release] = ASSUMES;
    const assumes: Assumption[] = [
      { at: place, text: routes },
      { at: place, text: alerts },
      { at: place, text: release, subject: image },
    ];
    const comparison = routeSyncComparison(lastFlag(manager, 'route-reconciliation-period')?.value ?? DEFAULT_PERIOD);
    return { changes, assumes, ...(!('refused' in comparison) && { followUps: comparison }) };
  },
});
