import { defineRule } from '../src/core/rule.ts';
import { isAtLeast } from '../src/core/version.ts';
import { booleanOf, settingsOf } from '../src/kubernetes/feature-gates.ts';
import { MIXED_VERSION_PROXY_GATE, MIXED_VERSION_PROXY_SINCE } from '../src/kubernetes/mixed-version-proxy.ts';

export default defineRule({
  id: 'mixed-version-proxy-disabled',
  severity: 'by-version',
  severities: 'warning where it is off, info where it is set to the default; nothing before 1.36',
  fixable: 'never',
  words: [MIXED_VERSION_PROXY_GATE],

  docs: {
    summary: 'The gate of the Mixed Version Proxy set to false, or to what it is by default',
    why: `
      From 1.36 on the gate \`UnknownVersionInteroperabilityProxy\` is on by default. Set to false it keeps API servers of different versions from handing
      requests to each other, so that clients get 404 while a control plane is upgraded; and kube-apiserver does not start once somebody adds
      \`--peer-ca-file\`. Set to true it only repeats the default, and stops a later release from starting that has no such gate any more.
    `,
    bad: [
      {
        text: `
          apiVersion: kubeadm.k8s.io/v1beta4
          kind: ClusterConfiguration
          apiServer:
            extraArgs:
              - name: feature-gates
                value: UnknownVersionInteroperabilityProxy=false
        `,
      },
    ],
    good: [
      {
        version: '1.35',
        text: `
          apiVersion: kubeadm.k8s.io/v1beta4
          kind: ClusterConfiguration
          apiServer:
            extraArgs:
              - name: feature-gates
                value: UnknownVersionInteroperabilityProxy=true
        `,
      },
    ],
    references: ['https://kep.k8s.io/4020', 'https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates/'],
  },

  query: settingsOf(MIXED_VERSION_PROXY_GATE, 'kube-apiserver'),

  check({ component, value, at, resource, server }, { target, report }) {
    const isOn = booleanOf(value);
    if (
      component !== 'kube-apiserver' ||
      server?.takesPeers === false ||
      isOn === undefined ||
      !isAtLeast(target, MIXED_VERSION_PROXY_SINCE)
    )
      return;
    if (isOn)
      report({
        at,
        severity: 'info',
        message: `\`${MIXED_VERSION_PROXY_GATE}\` is set to what it is by default from 1.36 on`,
        label: 'does nothing from 1.36 on',
        help: 'leave it out once every kube-apiserver runs 1.36 or later: before that it is what turns the proxy on',
        resource,
      });
    else
      report({
        at,
        severity: 'warning',
        message: `\`${MIXED_VERSION_PROXY_GATE}\` is turned off, so kube-apiserver hands no request to a peer of another version`,
        label: 'clients get 404 for APIs of the other version while the control plane is upgraded',
        help: 'leave it out, then set `--peer-ca-file`; while it is off, that flag keeps kube-apiserver from starting',
        resource,
      });
  },
});
