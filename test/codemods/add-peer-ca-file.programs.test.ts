import codemod from '../../codemods/add-peer-ca-file.ts';
import { testCodemod } from '../../src/testing/test-codemod.ts';

testCodemod(codemod, {
  rewrites: {
    'a control plane of Cluster API that a program makes': {
      path: 'cluster.ts',
      input: `
        import * as k8s from '@pulumi/kubernetes';

        export const controlPlane = new k8s.apiextensions.CustomResource('edge', {
          apiVersion: 'controlplane.cluster.x-k8s.io/v1beta1',
          kind: 'KubeadmControlPlane',
          metadata: { name: 'edge' },
          spec: {
            replicas: 3,
            version: 'v1.36.0',
            kubeadmConfigSpec: {
              clusterConfiguration: {
                apiServer: {
                  extraArgs: {
                    // Who asks what.
                    'audit-log-path': '/var/log/audit.log',
                  },
                },
              },
            },
          },
        });
      `,
      output: `
        import * as k8s from '@pulumi/kubernetes';

        export const controlPlane = new k8s.apiextensions.CustomResource('edge', {
          apiVersion: 'controlplane.cluster.x-k8s.io/v1beta1',
          kind: 'KubeadmControlPlane',
          metadata: { name: 'edge' },
          spec: {
            replicas: 3,
            version: 'v1.36.0',
            kubeadmConfigSpec: {
              clusterConfiguration: {
                apiServer: {
                  extraArgs: {
                    // Who asks what.
                    'audit-log-path': '/var/log/audit.log',
                    'peer-ca-file': '/etc/kubernetes/pki/ca.crt',
                  },
                },
              },
            },
          },
        });
      `,
    },
  },
  skips: {},
});
