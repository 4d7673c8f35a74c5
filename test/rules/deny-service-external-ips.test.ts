import rule from '../../rules/deny-service-external-ips.ts';
import { testRule } from '../../src/testing/test-rule.ts';

const MISSING = 'kube-apiserver does not enable the admission plugin `DenyServiceExternalIPs`';
const LOST = "`enable-admission-plugins` takes the place of kubeadm's own list, and `NodeRestriction` is not in it";

testRule(rule, {
  valid: {
    'enabled in a Pod, in several flags': `
      apiVersion: v1
      kind: Pod
      spec:
        containers:
          - image: kube-apiserver
            command: [kube-apiserver, --enable-admission-plugins=NodeRestriction, --enable-admission-plugins, "PodSecurity, DenyServiceExternalIPs"]
    `,
    'a list that is filled in later': configuration('{enable-admission-plugins: "${PLUGINS}"}'),
    'a part of a Pod': `
      apiVersion: v1
      kind: Pod
      spec: {containers: [{name: kube-apiserver, command: [kube-apiserver]}]}
    `,
    'a release that has no such plugin': { version: '1.46', input: configuration('{v: "2"}') },
  },
  invalid: {
    "kubeadm without a list keeps kubeadm's own plugin": {
      input:
        'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\n«apiServer»:\n  extraArgs:\n    - name: v\n      value: "2"\n',
      messages: [MISSING],
      severity: 'warning',
      unsafe: true,
      output:
        'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\napiServer:\n  extraArgs:\n    - name: v\n      value: "2"\n    - name: enable-admission-plugins\n      value: "NodeRestriction,DenyServiceExternalIPs"\n',
    },
    'a list without it': {
      input: configuration('{«enable-admission-plugins»: "NodeRestriction,PodSecurity"}'),
      messages: [MISSING],
      unsafe: true,
      output: configuration('{enable-admission-plugins: "NodeRestriction,PodSecurity,DenyServiceExternalIPs"}'),
    },
    "a list that has lost kubeadm's own plugin too": {
      input: configuration('{«enable-admission-plugins»: PodSecurity}'),
      messages: [MISSING],
      help: "`NodeRestriction`, which kubeadm enables by itself, is not in the list either: a value of one's own replaces it",
    },
    "the trap: a list of this plugin alone replaces kubeadm's": {
      input: configuration('{«enable-admission-plugins»: "DenyServiceExternalIPs"}'),
      messages: [LOST],
      unsafe: true,
      output: configuration('{enable-admission-plugins: "NodeRestriction,DenyServiceExternalIPs"}'),
    },
    'a plugin that is turned off by name': {
      input: configuration(
        '{enable-admission-plugins: "NodeRestriction,DenyServiceExternalIPs", «disable-admission-plugins»: DenyServiceExternalIPs}',
      ),
      messages: [MISSING],
      skip: '`disable-admission-plugins` turns it off: take it out there',
    },
    'a Pod that lists no plugin': {
      input:
        'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - image: kube-apiserver\n      «command»:\n        - kube-apiserver\n        - --v=2\n',
      messages: [MISSING],
      unsafe: true,
      output:
        'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - image: kube-apiserver\n      command:\n        - kube-apiserver\n        - --v=2\n        - --enable-admission-plugins=DenyServiceExternalIPs\n',
    },
  },
});

function configuration(args: string): string {
  return `apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\napiServer:\n  extraArgs: ${args}\n`;
}
