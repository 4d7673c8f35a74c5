import codemod from '../../codemods/add-peer-ca-file.ts';
import { testCodemod } from '../../src/testing/test-codemod.ts';

testCodemod(codemod, {
  rewrites: {
    'patches of a machine configuration of Talos, encoded and as text': {
      path: 'main.tf',
      input: `
        data "talos_machine_configuration" "control_plane" {
          machine_type = "controlplane"
          config_patches = [
            yamlencode({
              cluster = {
                apiServer = {
                  image = "registry.k8s.io/kube-apiserver:v1.36.2"
                  extraArgs = {
                    audit-log-maxage = 7
                  }
                }
              }
            }),
            <<-EOT
              cluster:
                apiServer:
                  image: registry.k8s.io/kube-apiserver:v1.36.2
                  extraArgs:
                    audit-log-maxage: "\${var.days}"
            EOT
          ]
        }
      `,
      output: `
        data "talos_machine_configuration" "control_plane" {
          machine_type = "controlplane"
          config_patches = [
            yamlencode({
              cluster = {
                apiServer = {
                  image = "registry.k8s.io/kube-apiserver:v1.36.2"
                  extraArgs = {
                    audit-log-maxage = 7
                    peer-ca-file     = "/system/secrets/kubernetes/kube-apiserver/ca.crt"
                  }
                }
              }
            }),
            <<-EOT
              cluster:
                apiServer:
                  image: registry.k8s.io/kube-apiserver:v1.36.2
                  extraArgs:
                    audit-log-maxage: "\${var.days}"
                    peer-ca-file: /system/secrets/kubernetes/kube-apiserver/ca.crt
            EOT
          ]
        }
      `,
    },
  },
  skips: {},
});
