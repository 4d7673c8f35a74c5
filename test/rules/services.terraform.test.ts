import outsidePools from '../../rules/address-outside-pools.ts';
import conflict from '../../rules/external-ip-conflict.ts';
import invalid from '../../rules/invalid-external-ip.ts';
import exposed from '../../rules/service-external-ips.ts';
import ignored from '../../rules/service-external-ips-ignored.ts';
import loadBalancerIP from '../../rules/service-load-balancer-ip.ts';
import syntax from '../../rules/syntax.ts';
import unusedIgnore from '../../rules/unused-ignore.ts';
import { testRule } from '../../src/testing/test-rule.ts';

testRule(ignored, {
  valid: {
    'a Service with an address of its own': {
      path: 'main.tf',
      input: `
        resource "kubernetes_service" "web" {
          metadata { name = "web" }
          spec {
            cluster_ip   = "198.51.100.1"
            external_ips = ["192.0.2.4"]
          }
        }
      `,
    },
  },
  invalid: {
    'a headless Service, and an ExternalName': {
      path: 'main.tf',
      input: `
        resource "kubernetes_service" "web" {
          metadata {
            name = "web"
          }
          spec {
            cluster_ip   = "None"
            «external_ips» = ["192.0.2.4"] # of old
          }
        }
        resource "kubernetes_manifest" "name" {
          manifest = { apiVersion = "v1", kind = "Service", metadata = { name = "name" }, spec = { type = "ExternalName", «externalIPs» = ["192.0.2.4"], externalName = "example.com" } }
        }
      `,
      messages: [
        '`externalIPs` does nothing on Service `web`: it is headless',
        '`externalIPs` does nothing on Service `name`: it is of type ExternalName',
      ],
      output: `
        resource "kubernetes_service" "web" {
          metadata {
            name = "web"
          }
          spec {
            cluster_ip   = "None"
            # of old
          }
        }
        resource "kubernetes_manifest" "name" {
          manifest = { apiVersion = "v1", kind = "Service", metadata = { name = "name" }, spec = { type = "ExternalName", externalName = "example.com" } }
        }
      `,
    },
  },
});

testRule(invalid, {
  valid: {
    expressions: {
      path: 'main.tf',
      input: `
        resource "kubernetes_service" "web" {
          metadata { name = "web" }
          spec {
            external_ips = [var.address, "\${var.other}", "192.0.2.4"]
          }
        }
      `,
    },
  },
  invalid: {
    'what is no address': {
      path: 'main.tf',
      input: `
        resource "kubernetes_service" "web" {
          metadata { name = "web" }
          spec {
            external_ips = [var.address, «"192.0.2.400"», «"127.0.0.1"»]
          }
        }
      `,
      messages: [
        '`192.0.2.400` in `externalIPs` of Service `web` is not an IP address',
        '`127.0.0.1` in `externalIPs` of Service `web` is in the loopback range',
      ],
    },
  },
});

testRule(conflict, {
  valid: {
    'another port': {
      path: 'main.tf',
      input: `
        resource "kubernetes_service" "web" {
          metadata { name = "web" }
          spec {
            external_ips = ["192.0.2.4"]
            port { port = 80 }
          }
        }
        resource "kubernetes_service" "api" {
          metadata { name = "api" }
          spec {
            external_ips = ["192.0.2.4"]
            port { port = 81 }
          }
        }
      `,
    },
  },
  invalid: {
    'a Service of another file, in another language': {
      path: 'main.tf',
      files: {
        'service.yaml': `
          apiVersion: v1
          kind: Service
          metadata: {name: api}
          spec:
            externalIPs: [192.0.2.4]
            ports: [{port: 81}]
        `,
      },
      input: `
        resource "kubernetes_service" "web" {
          metadata { name = "web" }
          spec {
            external_ips = [«"192.0.2.4"»]
            port { port = 80 }
            port {
              port     = 81
              protocol = "TCP"
            }
          }
        }
      `,
      messages: [
        '`192.0.2.4:81/TCP` of Service `web` is claimed by Service `api` as well, and which of them gets the traffic is undefined',
      ],
    },
  },
});

testRule(loadBalancerIP, {
  valid: {
    'of another type': {
      path: 'main.tf',
      input: `
        resource "kubernetes_service" "web" {
          metadata { name = "web" }
          spec {
            load_balancer_ip = "192.0.2.4"
          }
        }
      `,
    },
  },
  invalid: {
    'a resource of either name': {
      path: 'main.tf',
      input: `
        resource "kubernetes_service_v1" "web" {
          metadata { name = "web" }
          spec {
            type             = "LoadBalancer"
            «load_balancer_ip» = "192.0.2.4"
          }
        }
      `,
      messages: ['Service `web` asks for its address through the deprecated `loadBalancerIP`'],
    },
  },
});

testRule(outsidePools, {
  valid: {},
  invalid: {
    'a pool in Terraform that does not hold the address of a Service in Terraform': {
      path: 'main.tf',
      input: `
        resource "kubernetes_service" "web" {
          metadata { name = "web" }
          spec {
            type             = "LoadBalancer"
            load_balancer_ip = «"192.0.2.4"»
          }
        }
        resource "kubectl_manifest" "pool" {
          yaml_body = yamlencode({
            apiVersion = "metallb.io/v1beta1"
            kind       = "IPAddressPool"
            metadata   = { name = "edge", namespace = "metallb-system" }
            spec       = { addresses = ["198.51.100.0/24"] }
          })
        }
      `,
      messages: ['Service `web` asks MetalLB for `192.0.2.4`, which is in no IPAddressPool'],
    },
  },
});

testRule(syntax, {
  valid: {
    'numbers with an exponent, and whatever else the language has': {
      path: 'main.tf',
      input: `
        locals {
          a = 1e3
          b = 2.5E-2
          c = [for k, v in var.m : upper(k) if v != null]
          d = { for k in var.l : k => { x = k }... }
          e = var.list[*].id
          f = "%{ for x in var.l ~}\${x}%{ endfor ~}"
          g = <<EOT
        %{ if var.on }
        1e3
        %{ endif }
        EOT
        }
      `,
    },
  },
  invalid: {
    'what is no HCL, wherever in it': {
      path: 'main.tf',
      input: `
        resource "kubernetes_service" "web" {
          external_ips«: [»"192.0.2.4"]
        }
      `,
      messages: ['the file cannot be read past this point: this is no HCL'],
    },
  },
});

testRule(
  unusedIgnore,
  {
    valid: {},
    invalid: {
      'a comment that hides nothing': {
        path: 'main.tf',
        input: `
          «# kubemend-ignore[service-external-ips]: it was here»
          resource "kubernetes_service" "web" {
            metadata { name = "web" }
            spec {
              type = "ClusterIP" «// kubemend-ignore[service-external-ips-ignored]: so was this»
            }
          }
        `,
        messages: [
          '`kubemend-ignore` hides nothing of `service-external-ips`',
          '`kubemend-ignore` hides nothing of `service-external-ips-ignored`',
        ],
        output: `
          resource "kubernetes_service" "web" {
            metadata { name = "web" }
            spec {
              type = "ClusterIP"
            }
          }
        `,
      },
    },
  },
  [ignored, exposed],
);
