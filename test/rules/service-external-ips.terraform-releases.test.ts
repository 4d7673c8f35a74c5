import rule from '../../rules/service-external-ips.ts';
import { testRule } from '../../src/testing/test-rule.ts';

const messageOf = (name: string, path: string): string =>
  `release \`${name}\` (\`${path}\`) takes addresses through the deprecated \`externalIPs\``;

testRule(rule, {
  valid: {
    'values without addresses, and parameters of other names': {
      path: 'main.tf',
      input: `
        resource "helm_release" "web" {
          name   = "web"
          values = [yamlencode({ service = { externalIPs = [] } }), <<EOT
        service:
          externalIPs:
        EOT
          ]
          set {
            name  = "service.externalIPs.enabled"
            value = "true"
          }
        }
      `,
    },
    'a file that no release takes for values': {
      path: 'conf/web.yaml',
      files: {
        'main.tf': `
          resource "helm_release" "web" {
            name   = "web"
            values = [file("\${path.module}/conf/api.yaml"), file("\${var.folder}/web.yaml")]
          }
        `,
      },
      input: `
        settings:
          externalIPs: [192.0.2.4]
      `,
    },
  },

  invalid: {
    'values: encoded, as text, and as text in quotes': {
      path: 'main.tf',
      input: `
        resource "helm_release" "web" {
          name  = "web"
          chart = "web"
          values = [
            yamlencode({
              service = { «externalIPs» = ["192.0.2.4"] }
            }),
            <<-EOT
              controller:
                service:
                  «externalIPs»:
                    - \${var.address}
            EOT
            , "service: {«externalIPs»: [192.0.2.4]}",
          ]
        }
      `,
      messages: [messageOf('web', 'service'), messageOf('web', 'controller.service'), messageOf('web', 'service')],
    },
    'values in JSON': {
      path: 'main.tf.json',
      input: String.raw`
        {"resource": {"helm_release": {"web": {"name": "web", "values": ["service:\n  «externalIPs»: [192.0.2.4]\n"]}}}}
      `,
      messages: [messageOf('web', 'service')],
    },
    'parameters: in blocks': {
      path: 'main.tf',
      input: `
        resource "helm_release" "web" {
          name = "web"
          set {
            «name»  = "service.externalIPs[0]"
            value = "192.0.2.4"
          }
          set_list {
            «name»  = "controller.service.externalIPs"
            value = ["192.0.2.4", var.address]
          }
        }
      `,
      messages: [messageOf('web', 'service'), messageOf('web', 'controller.service')],
    },
    'parameters: in lists, as from version 3 of the provider': {
      path: 'main.tf',
      input: `
        resource "helm_release" "web" {
          name = "web"
          set = [
            {
              «name»  = "service.externalIPs[0]"
              value = "192.0.2.4"
            },
          ]
          set_list = [{ «name» = "controller.service.externalIPs", value = ["192.0.2.4"] }]
        }
      `,
      messages: [messageOf('web', 'service'), messageOf('web', 'controller.service')],
    },
    'a file of any name that a release takes for values': {
      path: 'conf/web.yaml',
      files: {
        'main.tf': `
          resource "helm_release" "web" {
            name   = "web"
            values = [file("\${path.module}/conf/web.yaml")]
          }
        `,
      },
      input: `
        service:
          «externalIPs»: [192.0.2.4]
      `,
      messages: [messageOf('web', 'service')],
    },
  },
});
