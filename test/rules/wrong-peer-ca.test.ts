import rule from '../../rules/wrong-peer-ca.ts';
import { testRule } from '../../src/testing/test-rule.ts';

const is = (path: string, what: string): string => `\`--peer-ca-file\` is \`${path}\`, ${what}, which verifies no peer`;

const PROXY = 'the CA of the front proxy';
const LEAF = 'a certificate of its own and no CA';

testRule(rule, {
  valid: {
    'the right one': configuration('{peer-ca-file: /etc/kubernetes/pki/ca.crt}'),
    'another, of which nothing is known': configuration('{peer-ca-file: /srv/peers.crt}'),
    'a CA whose name begins like that of a certificate': configuration('{peer-ca-file: /srv/apiserver-ca.crt}'),
    'one CA for everything': `
      apiVersion: v1
      kind: Pod
      spec: {containers: [{image: kube-apiserver, command: [kube-apiserver, --peer-ca-file=/p/ca, --client-ca-file=/p/ca, --requestheader-client-ca-file=/p/ca]}]}
    `,
    'a placeholder': configuration('{peer-ca-file: "${CA}"}'),
  },
  invalid: {
    'the CA of the front proxy': {
      input: configuration('{peer-ca-file: «/etc/kubernetes/pki/front-proxy-ca.crt»} # by copy and paste'),
      messages: [is('/etc/kubernetes/pki/front-proxy-ca.crt', PROXY)],
      severity: 'warning',
      unsafe: true,
      output: configuration('{peer-ca-file: /etc/kubernetes/pki/ca.crt} # by copy and paste'),
    },
    'the CA of etcd, and a certificate, in other forms': {
      input: `
        apiVersion: controlplane.cluster.x-k8s.io/v1beta2
        kind: KubeadmControlPlane
        spec:
          kubeadmConfigSpec:
            clusterConfiguration:
              apiServer:
                extraArgs:
                  - name: peer-ca-file
                    value: "«/etc/kubernetes/pki/etcd/ca.crt»"
        ---
        apiVersion: v1
        kind: Pod
        spec:
          containers:
            - image: kube-apiserver
              command:
                - kube-apiserver
                - --client-ca-file=/p/ca.crt
                - --tls-cert-file=/p/apiserver.crt
                - «--peer-ca-file=/p/apiserver.crt»
      `.replace('"«/etc/kubernetes/pki/etcd/ca.crt»"', '«"/etc/kubernetes/pki/etcd/ca.crt"»'),
      messages: [is('/etc/kubernetes/pki/etcd/ca.crt', 'the CA of etcd'), is('/p/apiserver.crt', LEAF)],
      unsafe: true,
      output: `
        apiVersion: controlplane.cluster.x-k8s.io/v1beta2
        kind: KubeadmControlPlane
        spec:
          kubeadmConfigSpec:
            clusterConfiguration:
              apiServer:
                extraArgs:
                  - name: peer-ca-file
                    value: "/etc/kubernetes/pki/ca.crt"
        ---
        apiVersion: v1
        kind: Pod
        spec:
          containers:
            - image: kube-apiserver
              command:
                - kube-apiserver
                - --client-ca-file=/p/ca.crt
                - --tls-cert-file=/p/apiserver.crt
                - --peer-ca-file=/p/ca.crt
      `,
    },
    'what another flag uses as that, whose right CA is not known': {
      input: `
        apiVersion: v1
        kind: Pod
        spec:
          containers:
            - image: kube-apiserver
              command: [kube-apiserver, --peer-ca-file, «/p/a.pem», --requestheader-client-ca-file=/p/a.pem, --tls-cert-file=/p/b.pem]
      `,
      messages: [is('/p/a.pem', PROXY)],
      skip: '`tls-cert-file` is set to `/p/b.pem`, and which CA issued that certificate is not known here',
    },
    'k3s and RKE2, each with its own CA and folder': {
      path: 'rke2/config.yaml',
      input: `
        kube-apiserver-arg: [«peer-ca-file=/var/lib/rancher/rke2/server/tls/request-header-ca.crt»]
        ---
        data-dir: /srv/rke2/
        kube-apiserver-arg: [«peer-ca-file=/srv/rke2/server/tls/etcd/peer-ca.crt»]
      `,
      messages: [
        is('/var/lib/rancher/rke2/server/tls/request-header-ca.crt', PROXY),
        is('/srv/rke2/server/tls/etcd/peer-ca.crt', 'the CA of etcd'),
      ],
      unsafe: true,
      output: `
        kube-apiserver-arg: [peer-ca-file=/var/lib/rancher/rke2/server/tls/server-ca.crt]
        ---
        data-dir: /srv/rke2/
        kube-apiserver-arg: [peer-ca-file=/srv/rke2/server/tls/server-ca.crt]
      `,
    },
    'a flag given twice, the last of which counts': {
      input: `
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: ClusterConfiguration
        apiServer:
          extraArgs:
            - {name: peer-ca-file, value: /etc/kubernetes/pki/ca.crt}
            - {name: peer-ca-file, value: «/etc/kubernetes/pki/ca.key»}
      `,
      messages: [is('/etc/kubernetes/pki/ca.key', 'a private key')],
      unsafe: true,
      output: `
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: ClusterConfiguration
        apiServer:
          extraArgs:
            - {name: peer-ca-file, value: /etc/kubernetes/pki/ca.crt}
            - {name: peer-ca-file, value: /etc/kubernetes/pki/ca.crt}
      `,
    },
    'an operation of a JSON Patch, of which the rest is elsewhere': {
      path: 'kube-apiserver+json.yaml',
      input: '- {op: add, path: /spec/containers/0/command/-, value: «--peer-ca-file=/etc/kubernetes/pki/front-proxy-ca.crt»}\n',
      messages: [is('/etc/kubernetes/pki/front-proxy-ca.crt', PROXY)],
      skip: 'where the certificates are is said in the configuration of kubeadm',
    },
  },
});

function configuration(args: string): string {
  return `apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\napiServer:\n  extraArgs: ${args}\n`;
}
