import type { Label } from '../src/core/diagnostic.ts';
import { defineRule, placeOf, type Finding, type RuleContext } from '../src/core/rule.ts';
import { formatVersion, isAtLeast } from '../src/core/version.ts';
import { booleanOf, EXTERNAL_IPS_GATE, settingsOf, type GateSetting } from '../src/kubernetes/feature-gates.ts';
import { exposureDocuments, servedExposures } from '../src/repository/service-claims.ts';

/** The releases that know the gate, and the one that locks it to false (KEP 5707, the earliest ones). */
const [SINCE, LOCKED_SINCE, GONE_SINCE] = [36, 43, 46];

export default defineRule({
  id: 'allow-service-external-ips-gate',
  severity: 'by-version',
  severities:
    'warning; error where the component does not start: the gate does not exist before 1.36 and from 1.46 on, and is locked to false from 1.43 on',
  fixable: 'never',
  words: [EXTERNAL_IPS_GATE],
  facts: [exposureDocuments],

  docs: {
    summary: 'The gate `AllowServiceExternalIPs` where it does nothing or does harm',
    why: `
      The gate decides whether kube-proxy serves \`externalIPs\`: on by default from 1.36, off by default from 1.40, locked off from 1.43, and
      gone in 1.46, by the plan of KEP 5707. No other component looks at it, so that it keeps nothing alive there; kubeadm's own
      \`featureGates\` even rejects it: "is not a valid feature name".

      Turned off in kube-proxy, the addresses of Services that still have \`externalIPs\` stop answering, and nothing else tells. A gate that a
      component does not know, or that is locked to another value, keeps it from starting.
    `,
    bad: [
      {
        text: `
          apiVersion: kubeadm.k8s.io/v1beta4
          kind: ClusterConfiguration
          apiServer:
            extraArgs:
              - name: feature-gates
                value: AllowServiceExternalIPs=true
        `,
      },
      {
        text: `
          apiVersion: kubeproxy.config.k8s.io/v1alpha1
          kind: KubeProxyConfiguration
          featureGates:
            AllowServiceExternalIPs: false
          ---
          apiVersion: v1
          kind: Service
          metadata:
            name: web
          spec:
            externalIPs: [192.0.2.4]
        `,
      },
      {
        version: '1.46',
        text: `
          apiVersion: kubeproxy.config.k8s.io/v1alpha1
          kind: KubeProxyConfiguration
          featureGates:
            AllowServiceExternalIPs: true
        `,
      },
    ],
    good: [
      {
        version: '1.40',
        text: `
          apiVersion: kubeproxy.config.k8s.io/v1alpha1
          kind: KubeProxyConfiguration
          featureGates:
            AllowServiceExternalIPs: true
        `,
      },
      {
        text: `
          apiVersion: kubeproxy.config.k8s.io/v1alpha1
          kind: KubeProxyConfiguration
          featureGates:
            AllowServiceExternalIPs: false
        `,
      },
    ],
    advice: `
      Move the Services first (\`kubemend --diff --to metallb\`), then turn the gate off or leave it out.
    `,
    references: ['https://kep.k8s.io/5707', 'https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates/'],
  },

  query: settingsOf(EXTERNAL_IPS_GATE, 'kube-proxy'),

  check(setting, context) {
    const found = setting.component === 'kube-proxy' ? findingAtProxy(setting, context) : findingElsewhere(setting, context);
    if (found) context.report({ at: setting.at, resource: setting.resource, ...found });
  },
});

type Found = Omit<Finding, 'at' | 'resource'>;

function findingElsewhere({ component, value }: GateSetting, { target }: RuleContext): Found {
  if (component === 'kubeadm') {
    return {
      severity: 'error',
      message: `\`${EXTERNAL_IPS_GATE}\` is set among the gates of kubeadm, and only kube-proxy has this gate`,
      label: 'kubeadm rejects the configuration',
      help: 'set it in `featureGates` of a KubeProxyConfiguration',
    };
  }
  const failure = failureOf(value, target);
  return {
    severity: failure === undefined ? 'warning' : 'error',
    message: `\`${EXTERNAL_IPS_GATE}\` is set for ${component}, and only kube-proxy looks at this gate`,
    label: failure === undefined ? `${component} does nothing with it` : `${component} does not start: ${failure}`,
    help: booleanOf(value) === false ? 'leave it out' : 'set it in `featureGates` of a KubeProxyConfiguration',
  };
}

function findingAtProxy({ component, value }: GateSetting, context: RuleContext): Found | undefined {
  const failure = failureOf(value, context.target);
  if (failure !== undefined)
    return {
      severity: 'error',
      message: `${component} does not start in Kubernetes ${formatVersion(context.target)} with \`${EXTERNAL_IPS_GATE}\`: ${failure}`,
      label: 'keeps it from starting',
      help: 'leave it out',
    };
  if (booleanOf(value) !== false) return undefined;
  const users = usersOf(context);
  const [first] = users;
  if (!first) return undefined;
  return {
    severity: 'warning',
    message: `\`${EXTERNAL_IPS_GATE}\` is turned off, and ${users.length === 1 ? `${first.title} still takes` : `${users.length} Services still take`} addresses through \`externalIPs\``,
    label: 'kube-proxy does not serve these addresses',
    related: users.map(({ document: { file }, externalIPs, title }): Label => ({
      file,
      range: placeOf(externalIPs),
      text: `${title} stops answering here`,
    })),
    help: 'move the Services to a load balancer first: `kubemend --diff --to metallb`',
  };
}

/** Why a component does not start with the gate, as the end of a sentence. */
function failureOf(value: string, target: RuleContext['target']): string | undefined {
  if (!isAtLeast(target, SINCE)) return 'the gate does not exist before 1.36';
  if (isAtLeast(target, GONE_SINCE)) return 'the gate does not exist from 1.46 on';
  return isAtLeast(target, LOCKED_SINCE) && booleanOf(value) === true ? 'the gate is locked to false from 1.43 on' : undefined;
}

/** The Services that lose their addresses, each once. */
function usersOf({ document, facts }: RuleContext) {
  const all = servedExposures(facts).filter(exposure => facts.areTogether(document.file.path, exposure.document.file.path));
  return [
    ...new Map(
      all.map(exposure => [exposure.identity ?? `${exposure.document.file.path} ${exposure.externalIPs.range.start}`, exposure]),
    ).values(),
  ];
}
