import type { Label, Severity } from '../src/core/diagnostic.ts';
import { defineRule, type RuleContext } from '../src/core/rule.ts';
import { isAtLeast, type KubernetesVersion } from '../src/core/version.ts';
import { requestedAddresses } from '../src/kubernetes/load-balancer.ts';
import { ignoredBecause, type ServiceExposure } from '../src/kubernetes/service-exposure.ts';
import { EXPOSURE_WORDS, exposureKeys, serviceExposures } from '../src/kubernetes/service-exposures.ts';
import { externalIPsOptIns } from '../src/repository/external-ips-opt-ins.ts';
import { ipAddressPools } from '../src/repository/ip-address-pools.ts';

export default defineRule({
  id: 'service-external-ips',
  severity: 'by-version',
  severities:
    'info before 1.36, warning from 1.36, error from 1.40 (warning up to 1.42 where a KubeProxyConfiguration sets `AllowServiceExternalIPs: true`)',
  fixable: 'sometimes',
  words: EXPOSURE_WORDS,
  moreKeys: exposureKeys,
  facts: [externalIPsOptIns, ipAddressPools],

  docs: {
    summary: 'A Service takes addresses through the deprecated `spec.externalIPs`',
    why: `
      Whoever may write a Service may put any address into \`externalIPs\`, and every node then takes the traffic of that address
      (CVE-2020-8554). Kubernetes 1.36 deprecates the field: by the plan of KEP 5707 kube-proxy stops serving it by default in 1.40,
      where its gate \`AllowServiceExternalIPs\` brings it back, and for good in 1.43.

      The API server goes on accepting the field, so nothing fails loudly: the object looks healthy and its traffic stops.

      Only this field is deprecated. A Node's address of type \`ExternalIP\`, \`--node-external-ip\` of k3s,
      \`--kubelet-preferred-address-types\`, \`status.loadBalancer.ingress\`, \`spec.addresses\` of a Gateway, and the column
      \`EXTERNAL-IP\` of \`kubectl get services\` are not, and are never reported. Neither is an empty list.
    `,
    bad: [
      {
        text: `
          apiVersion: v1
          kind: Service
          metadata:
            name: web
          spec:
            type: ClusterIP
            ports:
              - port: 80
                targetPort: 8080
            externalIPs: ["192.0.2.4"]
        `,
      },
    ],
    good: [
      {
        text: `
          apiVersion: v1
          kind: Service
          metadata:
            name: web
            annotations:
              metallb.io/loadBalancerIPs: "192.0.2.4"
          spec:
            type: LoadBalancer
            allocateLoadBalancerNodePorts: false
            ports:
              - port: 80
                targetPort: 8080
        `,
      },
    ],
    advice: `
      \`kubemend --fix --to metallb\` asks MetalLB for the same addresses; \`--to cilium\` and \`--to kube-vip\` ask the others, and \`--to gateway\`
      serves them through the Gateway API. See first what it would write: \`kubemend --diff --to metallb\`.
      Until then, find out who announces the address today (a static route, keepalived, a secondary address of a node): no manifest says it.
    `,
    fixSafety: `
      Where the traffic goes next is a choice, so there is no fix without \`--to\`. A migration is unsafe by its nature: another
      program answers for the address afterwards.
    `,
    references: [
      'https://kep.k8s.io/5707',
      'https://kubernetes.io/docs/concepts/services-networking/service/#external-ips',
      'https://nvd.nist.gov/vuln/detail/CVE-2020-8554',
    ],
  },

  query: serviceExposures,

  check(exposure, context) {
    if (ignoredBecause(exposure)) return;
    const requested = new Set(requestedAddresses(exposure).map(({ text }) => text));
    const { file } = context.document;
    context.report({
      at: exposure.externalIPs,
      severity: severityAt(context),
      message: `${exposure.title} takes addresses through the deprecated \`externalIPs\``,
      label: effectAt(context.target),
      related: exposure.addresses
        .filter(({ kind }) => kind !== 'invalid')
        .map(({ node, text }): Label => ({
          file,
          range: node.range,
          text: requested.has(text)
            ? `\`${text}\` is requested from a load balancer as well`
            : `\`${text}\` reaches the Service only through this list`,
        })),
      help: helpFor(exposure, context),
      resource: exposure.resource,
    });
  },
});

function severityAt({ target, facts, document }: RuleContext): Severity {
  if (!isAtLeast(target, 36)) return 'info';
  if (!isAtLeast(target, 40)) return 'warning';
  const optedIn = facts.scopesOf(document.file).every(scope => facts.all(externalIPsOptIns, scope).length > 0);
  return optedIn && !isAtLeast(target, 43) ? 'warning' : 'error';
}

function effectAt(target: KubernetesVersion): string {
  if (isAtLeast(target, 43)) return 'kube-proxy does not serve this field from Kubernetes 1.43 on';
  if (isAtLeast(target, 40)) return 'kube-proxy does not serve this field by default from Kubernetes 1.40 on';
  return 'kube-proxy stops serving this field by default in Kubernetes 1.40';
}

function helpFor({ document }: ServiceExposure, { facts }: RuleContext): string {
  const [pool] = facts.around(ipAddressPools, document.file);
  return pool
    ? `\`kubemend --fix --to metallb\` moves it to a load balancer; the repository already runs MetalLB (${pool.file.path})`
    : '`kubemend --fix --to metallb`, `--to cilium` or `--to kube-vip` moves it to a load balancer, `--to gateway` behind a Gateway';
}
