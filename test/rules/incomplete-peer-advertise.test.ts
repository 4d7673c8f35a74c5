import rule from '../../rules/incomplete-peer-advertise.ts';
import { testRule } from '../../src/testing/test-rule.ts';

const alone = (one: string, other: string): string => `\`--${one}\` is set without \`--${other}\`, so kube-apiserver ignores it`;

testRule(rule, {
  valid: {
    neither: configuration('{peer-ca-file: /p/ca.crt}'),
    'both, in whatever order': configuration('{peer-advertise-port: "6443", peer-advertise-ip: "${IP}"}'),
    'none with a value': configuration('{peer-advertise-port: ""}'),
    'a patch for one node, beside flags that all nodes share': {
      path: 'kube-apiserver0+json.yaml',
      input: '- {op: add, path: /spec/containers/0/command/-, value: --peer-advertise-ip=192.0.2.10}\n',
    },
  },
  invalid: {
    'the address alone': {
      input: configuration('{«peer-advertise-ip»: "${IP}", peer-advertise-port: ""}'),
      messages: [alone('peer-advertise-ip', 'peer-advertise-port')],
      severity: 'warning',
    },
    'the port alone, as a number': {
      input: configuration('{«peer-advertise-port»: 6443}'),
      messages: [alone('peer-advertise-port', 'peer-advertise-ip')],
    },
  },
});

function configuration(args: string): string {
  return `apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\napiServer: {extraArgs: ${args}}\n`;
}
