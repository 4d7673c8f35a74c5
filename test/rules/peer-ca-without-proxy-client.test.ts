import rule from '../../rules/peer-ca-without-proxy-client.ts';
import { testRule } from '../../src/testing/test-rule.ts';

const BOTH = 'kube-apiserver does not start with `--peer-ca-file` and without `--proxy-client-cert-file` and `--proxy-client-key-file`';
const KEY = 'kube-apiserver does not start with `--peer-ca-file` and without `--proxy-client-key-file`';

testRule(rule, {
  valid: {
    'kubeadm sets both':
      'apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\napiServer: {extraArgs: {peer-ca-file: /p/ca.crt}}\n',
    'a part of a Pod': pod('{name: kube-apiserver, command: [kube-apiserver, --peer-ca-file=/p/ca.crt]}'),
    'a flag without a value': pod('{image: kube-apiserver, command: [kube-apiserver, --peer-ca-file=]}'),
    'all in a script': pod(
      '{image: a, command: [sh, -c, "kube-apiserver --peer-ca-file /p/ca.crt --proxy-client-cert-file /p/c --proxy-client-key-file /p/k"]}',
    ),
  },
  invalid: {
    'neither, in a Pod and in a script': {
      input: [
        pod('{image: kube-apiserver, command: [kube-apiserver, «--peer-ca-file»=/p/ca.crt]}'),
        pod('{image: a, command: [sh, -c, "exec kube-apiserver «--peer-ca-file»=/p/ca.crt"]}'),
      ].join('---\n'),
      messages: [BOTH, BOTH],
      severity: 'error',
    },
    one: {
      input: pod('{image: kube-apiserver, command: [kube-apiserver], args: [«--peer-ca-file», /p/ca.crt, --proxy-client-cert-file, /p/c]}'),
      messages: [KEY],
    },
    'one that is emptied by hand': {
      input:
        'apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\napiServer: {extraArgs: {«peer-ca-file»: /p/ca.crt, proxy-client-key-file: ""}}\n',
      messages: [KEY],
    },
  },
});

function pod(container: string): string {
  return `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - ${container}\n`;
}
