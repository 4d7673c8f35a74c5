import codemod from '../../codemods/kubeadm-v1beta3-to-v1beta4.ts';
import { testCodemod } from '../../src/testing/test-codemod.ts';

const FROM_1_31 = 'every kubeadm that reads `input.yaml` is 1.31 or later';

testCodemod(codemod, {
  rewrites: {
    'a file without a version of Kubernetes, under an assumption': {
      input: document('v1beta3', 'JoinConfiguration', 'nodeRegistration: {kubeletExtraArgs: {v: "4"}}'),
      output: document('v1beta4', 'JoinConfiguration', 'nodeRegistration: {kubeletExtraArgs: [{name: v, value: "4"}]}'),
      assumes: [FROM_1_31],
    },
    'placeholders stay as they are, and so does what a tool fills in later': {
      input: document(
        'v1beta3',
        'ClusterConfiguration',
        'kubernetesVersion: ${KUBERNETES_VERSION}\napiServer:\n  extraArgs:\n    v: ${LEVEL:=2}\n    oidc-client-id: "{{ client }}"\n    ${FLAG}: \'<value>\'',
      ),
      output: document(
        'v1beta4',
        'ClusterConfiguration',
        'kubernetesVersion: ${KUBERNETES_VERSION}\napiServer:\n  extraArgs:\n    - name: v\n      value: ${LEVEL:=2}\n    - name: oidc-client-id\n      value: "{{ client }}"\n    - name: ${FLAG}\n      value: \'<value>\'',
      ),
      assumes: [FROM_1_31],
    },
    'numbers, booleans and missing values become texts as they are written': {
      input: document(
        'v1beta3',
        'ClusterConfiguration',
        'scheduler:\n  extraArgs:\n    v: 0x4 # hex\n    profiling: no\n    kube-api-qps: 1_000\n    leader-elect: ~\n    address: # any',
      ),
      output: document(
        'v1beta4',
        'ClusterConfiguration',
        'scheduler:\n  extraArgs:\n    - name: v\n      value: "0x4" # hex\n    - name: profiling\n      value: "no"\n    - name: kube-api-qps\n      value: "1_000"\n    - name: leader-elect\n      value: ""\n    - name: address\n      value: "" # any',
      ),
    },
    'a list that v1beta3 never took': {
      input: document(
        'v1beta3',
        'InitConfiguration',
        'nodeRegistration:\n  kubeletExtraArgs:\n  - name: v\n    value: 4\n  - {name: v, value: "5"}',
      ),
      output: document(
        'v1beta4',
        'InitConfiguration',
        'nodeRegistration:\n  kubeletExtraArgs:\n  - name: v\n    value: "4"\n  - {name: v, value: "5"}',
      ),
    },
    'nothing at all': {
      input: document('v1beta3', 'ClusterConfiguration', 'apiServer:\n  extraArgs:\nscheduler: {extraArgs: {}}\ndns: {}'),
      output: document('v1beta4', 'ClusterConfiguration', 'apiServer:\n  extraArgs:\nscheduler: {extraArgs: []}\ndns: {}'),
    },
    'the usual timeout, which nobody has to say': {
      input: document('v1beta3', 'ClusterConfiguration', 'apiServer:\n  timeoutForControlPlane: 4m0s # as always\nclusterName: a'),
      output: document('v1beta4', 'ClusterConfiguration', '# as always\nclusterName: a'),
    },
    'a file that was moved in part': {
      input: `${document('v1beta4', 'InitConfiguration', 'timeouts:\n  controlPlaneComponentHealthCheck: 9m')}---\n${document('v1beta3', 'ClusterConfiguration', 'apiServer: {timeoutForControlPlane: 9m, certSANs: []}')}`,
      output: `${document('v1beta4', 'InitConfiguration', 'timeouts:\n  controlPlaneComponentHealthCheck: 9m')}---\n${document('v1beta4', 'ClusterConfiguration', 'apiServer: {certSANs: []}')}`,
      assumes: [
        'control-plane nodes that join by another file than `input.yaml` wait the usual four minutes, or as long as `timeouts` there says',
      ],
    },
    'a worker waits for no control plane': {
      input: `${document('v1beta3', 'JoinConfiguration', 'discovery: {timeout: 7m}')}---\n${document('v1beta3', 'InitConfiguration', 'patches: {}')}---\n${document('v1beta3', 'ClusterConfiguration', 'apiServer:\n  timeoutForControlPlane: ${TIMEOUT}')}`,
      output: `${document('v1beta4', 'JoinConfiguration', 'timeouts:\n  discovery: 7m')}---\n${document('v1beta4', 'InitConfiguration', 'patches: {}\ntimeouts:\n  controlPlaneComponentHealthCheck: ${TIMEOUT}')}---\napiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\n`,
    },
    'the reason for a timeout goes along to the first that waits, and only there': {
      input: `
        apiVersion: kubeadm.k8s.io/v1beta3
        kind: ClusterConfiguration
        kubernetesVersion: v1.35.0
        apiServer:
          # not about the timeout

          # spinning disks
          timeoutForControlPlane: '15m' # measured
          certSANs: []
        ---
        kind: InitConfiguration
        apiVersion: 'kubeadm.k8s.io/v1beta3'
        ---
        kind: JoinConfiguration
        apiVersion: kubeadm.k8s.io/v1beta3
        controlPlane: {}
      `,
      output: `
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: ClusterConfiguration
        kubernetesVersion: v1.35.0
        apiServer:
          # not about the timeout

          certSANs: []
        ---
        kind: InitConfiguration
        apiVersion: 'kubeadm.k8s.io/v1beta4'
        timeouts:
          # spinning disks
          # measured
          controlPlaneComponentHealthCheck: '15m'
        ---
        kind: JoinConfiguration
        apiVersion: kubeadm.k8s.io/v1beta4
        controlPlane: {}
        timeouts:
          controlPlaneComponentHealthCheck: '15m'
      `,
    },
    'what v1beta2 had besides': {
      input: document('v1beta2', 'ClusterConfiguration', 'dns:\n  type: CoreDNS # the only one\nuseHyperKubeImage: false\napiServer: {}'),
      output: document('v1beta4', 'ClusterConfiguration', '# the only one\napiServer: {}'),
    },
    'a gate that became a field': {
      input: document('v1beta3', 'ClusterConfiguration', 'featureGates: {PublicKeysECDSA: true}\nclusterName: a'),
      output: document('v1beta4', 'ClusterConfiguration', 'clusterName: a\nencryptionAlgorithm: ECDSA-P256'),
    },
    'a string of a ConfigMap': {
      input: `
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: kubeadm-config
          namespace: kube-system
        data:
          ClusterConfiguration: |
            apiServer:
              extraArgs:
                authorization-mode: Node,RBAC
              timeoutForControlPlane: 4m0s
            apiVersion: kubeadm.k8s.io/v1beta3
            kind: ClusterConfiguration
            kubernetesVersion: v1.33.1
      `,
      output: `
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: kubeadm-config
          namespace: kube-system
        data:
          ClusterConfiguration: |
            apiServer:
              extraArgs:
                - name: authorization-mode
                  value: Node,RBAC
            apiVersion: kubeadm.k8s.io/v1beta4
            kind: ClusterConfiguration
            kubernetesVersion: v1.33.1
      `,
    },
    'files that cloud-init writes, each for itself, with their other documents': {
      input: `
        #cloud-config
        write_files:
          - path: /etc/kubeadm/init.yaml
            content: |
              # first
              apiVersion: kubeadm.k8s.io/v1beta3
              kind: InitConfiguration
              ---
              apiVersion: kubelet.config.k8s.io/v1beta1
              kind: KubeletConfiguration
              failSwapOn: no
              ---
              apiVersion: kubeadm.k8s.io/v1beta3
              kind: ClusterConfiguration
              kubernetesVersion: 1.36.0
              apiServer:
                timeoutForControlPlane: 6m
                certSANs: [api.example.com]
          - path: /etc/kubeadm/old.yaml
            content: |
              apiVersion: kubeadm.k8s.io/v1beta4
              kind: ClusterConfiguration
              kubernetesVersion: 1.30.0
      `,
      output: `
        #cloud-config
        write_files:
          - path: /etc/kubeadm/init.yaml
            content: |
              # first
              apiVersion: kubeadm.k8s.io/v1beta4
              kind: InitConfiguration
              timeouts:
                controlPlaneComponentHealthCheck: 6m
              ---
              apiVersion: kubelet.config.k8s.io/v1beta1
              kind: KubeletConfiguration
              failSwapOn: no
              ---
              apiVersion: kubeadm.k8s.io/v1beta4
              kind: ClusterConfiguration
              kubernetesVersion: 1.36.0
              apiServer:
                certSANs: [api.example.com]
          - path: /etc/kubeadm/old.yaml
            content: |
              apiVersion: kubeadm.k8s.io/v1beta4
              kind: ClusterConfiguration
              kubernetesVersion: 1.30.0
      `,
    },
    Butane: {
      path: 'nodes/control-plane.bu',
      input: `
        variant: fcos
        version: 1.6.0
        storage:
          files:
            - path: /etc/kubeadm.yaml
              contents:
                inline: |
                  apiVersion: kubeadm.k8s.io/v1beta3
                  kind: ClusterConfiguration
                  scheduler:
                    extraArgs:
                      v: "2" # loud
            - path: /etc/motd
              contents: {inline: "kubeadm.k8s.io/v1beta3 is not read here: {"}
      `,
      output: `
        variant: fcos
        version: 1.6.0
        storage:
          files:
            - path: /etc/kubeadm.yaml
              contents:
                inline: |
                  apiVersion: kubeadm.k8s.io/v1beta4
                  kind: ClusterConfiguration
                  scheduler:
                    extraArgs:
                      - name: v
                        value: "2" # loud
            - path: /etc/motd
              contents: {inline: "kubeadm.k8s.io/v1beta3 is not read here: {"}
      `,
    },
    'files that Cluster API puts on a machine': {
      input: `
        apiVersion: bootstrap.cluster.x-k8s.io/v1beta1
        kind: KubeadmConfigTemplate
        spec:
          template:
            spec:
              files:
                - path: /etc/kubeadm-join.yaml
                  owner: root:root
                  content: |
                    apiVersion: kubeadm.k8s.io/v1beta3
                    kind: JoinConfiguration
                - path: /usr/local/bin/join
                  content: |
                    #!/bin/sh
                    kubeadm join --config /etc/kubeadm-join.yaml # kubeadm.k8s.io/v1beta3
      `,
      output: `
        apiVersion: bootstrap.cluster.x-k8s.io/v1beta1
        kind: KubeadmConfigTemplate
        spec:
          template:
            spec:
              files:
                - path: /etc/kubeadm-join.yaml
                  owner: root:root
                  content: |
                    apiVersion: kubeadm.k8s.io/v1beta4
                    kind: JoinConfiguration
                - path: /usr/local/bin/join
                  content: |
                    #!/bin/sh
                    kubeadm join --config /etc/kubeadm-join.yaml # kubeadm.k8s.io/v1beta3
      `,
    },
    JSON: {
      path: 'kubeadm.json',
      input:
        '{\n  "apiVersion": "kubeadm.k8s.io/v1beta3",\n  "kind": "ClusterConfiguration",\n  "scheduler": {\n    "extraArgs": {\n      "v": 2\n    }\n  }\n}\n',
      output:
        '{\n  "apiVersion": "kubeadm.k8s.io/v1beta4",\n  "kind": "ClusterConfiguration",\n  "scheduler": {\n    "extraArgs": [\n      {"name": "v", "value": "2"}\n    ]\n  }\n}\n',
    },
  },
  skips: {
    'the configuration says that a kubeadm runs which does not read the new version': {
      settings: { runs: '1.30' },
      input: document('v1beta3', 'JoinConfiguration', 'patches: {}'),
      reasons: [
        '`runs` is `1.30`, and kubeadm 1.30 does not read `kubeadm.k8s.io/v1beta4`: upgrade to 1.31 first, which reads both [VERSION]',
      ],
    },
    'a cluster whose kubeadm does not read v1beta4, with all documents of its file': {
      input: `${document('v1beta3', 'InitConfiguration', 'patches: {}')}---\n${document('v1beta3', 'ClusterConfiguration', 'kubernetesVersion: "v1.30.4"')}`,
      reasons: twice(
        '`kubernetesVersion` is `v1.30.4`, and kubeadm 1.30 does not read `kubeadm.k8s.io/v1beta4`: upgrade to 1.31 first, which reads both [VERSION]',
      ),
    },
    'a label that names an old version': {
      input: document('v1beta3', 'ClusterConfiguration', 'kubernetesVersion: stable-1.29'),
      reasons: [
        '`kubernetesVersion` is `stable-1.29`, and kubeadm 1.29 does not read `kubeadm.k8s.io/v1beta4`: upgrade to 1.31 first, which reads both [VERSION]',
      ],
    },
    'a timeout that has nowhere to go': {
      input: `${document('v1beta3', 'ClusterConfiguration', 'apiServer:\n  timeoutForControlPlane: 8m0s')}---\n${document('v1beta3', 'JoinConfiguration', 'discovery: {}')}`,
      reasons: twice(
        '`apiServer.timeoutForControlPlane` moves to the InitConfiguration or JoinConfiguration of a control plane, and none stands here: add one, or remove the field [NO_HOME]',
      ),
    },
    'a timeout that is said twice': {
      input: `${document('v1beta4', 'InitConfiguration', 'timeouts: {controlPlaneComponentHealthCheck: 5m}')}---\n${document('v1beta3', 'ClusterConfiguration', 'apiServer:\n  timeoutForControlPlane: 8m0s')}`,
      reasons: ['`8m0s` and `5m` are both said to be how long kubeadm waits for a control plane [CONFLICT]'],
    },
    'a reason for a timeout that has no place in brackets': {
      input: `${document('v1beta3', 'ClusterConfiguration', 'apiServer:\n  timeoutForControlPlane: 8m0s # slow\n  certSANs: []')}---\n{apiVersion: kubeadm.k8s.io/v1beta3, kind: InitConfiguration}\n`,
      reasons: twice('the comment `# slow` would be lost'),
    },
    'a timeout that is a number': {
      input: document('v1beta3', 'JoinConfiguration', 'discovery:\n  timeout: 300'),
      reasons: ['`discovery.timeout` is `300`, which is no duration as `4m0s` [SHAPE]'],
    },
    'arguments that are a single value': {
      input: document('v1beta3', 'ClusterConfiguration', 'etcd: {local: {extraArgs: --v=2}}'),
      reasons: ['`etcd.local.extraArgs` is a single value, and which arguments it stands for is not known [SHAPE]'],
    },
    'an argument that is a list': {
      input: document('v1beta3', 'ClusterConfiguration', 'apiServer:\n  extraArgs:\n    admission: [a, b]'),
      reasons: ['`admission` in `apiServer.extraArgs` is a list, and an argument is a text [SHAPE]'],
    },
    'an entry without a name, and one without a value': {
      input: `${document('v1beta3', 'ClusterConfiguration', 'apiServer: {extraArgs: [{name: v, value: "2"}, {value: "4"}]}')}---\n${document('v1beta3', 'InitConfiguration', 'nodeRegistration: {kubeletExtraArgs: [{name: v}]}')}`,
      reasons: twice('`apiServer.extraArgs[1]` has no `name` [SHAPE]'),
    },
    'an argument that is written twice': {
      input: document('v1beta3', 'ClusterConfiguration', 'apiServer:\n  extraArgs:\n    v: "2"\n    v: "4"'),
      reasons: ['`apiServer.extraArgs.v` is there more than once [SYNTAX]'],
    },
    'arguments that an alias stands for': {
      input: document('v1beta3', 'ClusterConfiguration', 'x: &args {v: "2"}\nscheduler: {extraArgs: *args}'),
      reasons: [
        '`scheduler.extraArgs` is an alias (`*args`), so a change there changes more than one place: write it out first [ANCHOR_OWNED]',
      ],
    },
    'what kubeadm cannot do any more': {
      input: document('v1beta2', 'ClusterConfiguration', 'dns: {type: kube-dns}'),
      reasons: ['`dns.type: kube-dns` is something that kubeadm cannot do any more: remove it first [GONE]'],
    },
    'a kind that is gone': {
      input: document('v1beta2', 'ClusterStatus', 'apiEndpoints: {}'),
      reasons: ['`kubeadm.k8s.io/v1beta4` has no ClusterStatus: remove that document [KIND]'],
    },
    'a version whose fields are others': {
      input: document('v1alpha3', 'ClusterConfiguration', 'apiServerExtraArgs: {v: "2"}'),
      reasons: [
        '`kubeadm.k8s.io/v1alpha3` has other fields: write it as `kubeadm.k8s.io/v1beta4` by hand, or in steps with `kubeadm config migrate` of older releases [API_VERSION]',
      ],
    },
    'a patch for kind': {
      input: `
        kind: Cluster
        apiVersion: kind.x-k8s.io/v1alpha4
        nodes:
          - role: control-plane
            kubeadmConfigPatches:
              - |
                apiVersion: kubeadm.k8s.io/v1beta3
                kind: InitConfiguration
                nodeRegistration:
                  kubeletExtraArgs:
                    node-labels: "ingress-ready=true"
      `,
      reasons: [
        'kind chooses the version itself and drops a patch that names another one: remove `apiVersion` from the patch (for 1.36 and later a map of arguments then needs kind 0.32) [KIND_PATCH]',
      ],
    },
    'a template of Helm': {
      path: 'templates/kubeadm.yaml',
      files: { 'Chart.yaml': 'apiVersion: v2\nname: a\nversion: 1.0.0\n' },
      input: document('v1beta3', 'ClusterConfiguration', 'kubernetesVersion: {{ .Values.version }}'),
      reasons: [
        'it stands in a template, and templates are never written: move the value to `values.yaml`, then run the fix again [SYNTAX]',
      ],
    },
  },
});

function document(version: string, kind: string, lines: string): string {
  return `apiVersion: kubeadm.k8s.io/${version}\nkind: ${kind}\n${lines}\n`;
}

function twice(reason: string): readonly string[] {
  return [reason, reason];
}
