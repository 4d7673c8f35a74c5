import type { Query } from '../src/core/document.ts';
import { defineRule, placeOf, type Finding } from '../src/core/rule.ts';
import { imageOf, routeController, routeGate, type CloudControllerManager } from '../src/kubernetes/cloud-controller-manager.ts';
import { cloudControllerManagers } from '../src/kubernetes/cloud-controller-managers.ts';
import { settingsOf, type GateSetting } from '../src/kubernetes/feature-gates.ts';
import { ROUTE_GATE } from '../src/kubernetes/route-gate.ts';

/** Who may have the gate set: a cloud controller manager, or another component. */
type Holder = { readonly manager: CloudControllerManager } | { readonly setting: GateSetting };

const holders: Query<Holder> = function* (document, facts) {
  for (const manager of cloudControllerManagers(document)) yield { manager };
  for (const setting of settingsOf(ROUTE_GATE, 'cloud-controller-manager')(document, facts)) yield { setting };
};

export default defineRule({
  id: 'ccm-ineffective-route-gate',
  severity: 'by-version',
  severities: 'warning; info where only `--cluster-cidr` or the network of the chart is missing; error where kubeadm rejects it',
  fixable: 'never',
  words: [ROUTE_GATE],

  docs: {
    summary: `The gate \`${ROUTE_GATE}\` where no route controller runs`,
    why: `
      The gate changes when the route controller reconciles, and nothing else. It runs only in a cloud controller manager, and there only if
      \`--configure-cloud-routes\` is not false, \`--controllers\` does not leave it out, the cloud has routes, and \`--cluster-cidr\` is set. Where it
      does not run, whoever set the gate waits for an effect in vain, and a dashboard of the metric stays empty.

      Where nothing but \`--cluster-cidr\` is missing it is only worth knowing: manifests that clouds publish for clusters without routes have the gate, too.
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
                      - --configure-cloud-routes=false
                      - --feature-gates=${ROUTE_GATE}=true
        `,
      },
      {
        text: `
          apiVersion: v1
          kind: Pod
          metadata:
            name: kube-controller-manager
          spec:
            containers:
              - name: kube-controller-manager
                command:
                  - kube-controller-manager
                  - --feature-gates=${ROUTE_GATE}=true
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
                      - --allocate-node-cidrs=true
                      - --cluster-cidr=10.244.0.0/16
                      - --feature-gates=${ROUTE_GATE}=true
        `,
      },
    ],
    advice: `
      Leave the gate out, or turn the route controller on if the cluster is to have routes of the cloud: most network plugins bring their own.
    `,
    references: ['https://kep.k8s.io/5237', 'https://github.com/kubernetes/cloud-provider/blob/master/app/core.go'],
  },

  query: holders,

  check(holder, { report }) {
    const finding = 'manager' in holder ? findingInManager(holder.manager) : findingElsewhere(holder.setting);
    if (finding) report(finding);
  },
});

function findingInManager(manager: CloudControllerManager): Finding | undefined {
  const { state, setting } = routeGate(manager);
  const { state: runs, why = '', because, isExpected } = routeController(manager);
  if (state !== 'on' || setting?.name !== ROUTE_GATE || runs !== 'off' || imageOf(manager).knowsRouteGate === 'no') return undefined;
  return {
    at: setting.at,
    severity: isExpected ? 'info' : 'warning',
    message: `\`${ROUTE_GATE}\` does nothing here, as the route controller does not run: ${why}`,
    label: 'no effect',
    related: because ? [{ file: manager.document.file, range: placeOf(because), text: 'turns the route controller off' }] : [],
    help: isExpected
      ? 'leave it as it is if the cluster needs no routes of the cloud: it has no effect until they are turned on'
      : 'leave the gate out',
    resource: manager.resource,
  };
}

function findingElsewhere({ component, at, resource }: GateSetting): Finding {
  const isKubeadm = component === 'kubeadm';
  return {
    at,
    severity: isKubeadm ? 'error' : 'warning',
    message: isKubeadm
      ? `\`${ROUTE_GATE}\` is set among the gates of kubeadm, and only a cloud controller manager looks at it`
      : `\`${ROUTE_GATE}\` is set for ${component}, and only a cloud controller manager looks at it`,
    label: isKubeadm ? 'kubeadm rejects the configuration' : `${component} does nothing with it`,
    help: 'set it in the `--feature-gates` of the cloud controller manager',
    resource,
  };
}
