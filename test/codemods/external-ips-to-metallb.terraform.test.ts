import codemod from '../../codemods/external-ips-to-metallb.ts';
import { testCodemod } from '../../src/testing/test-codemod.ts';

const POOL = { 'metallb.pools': 'create', 'nodes.addresses': ['198.51.100.1'] };

testCodemod(codemod, {
  rewrites: {
    'kubernetes_service: in the names of the provider, comments and all': {
      path: 'main.tf',
      input: `
        # The shop
        resource "kubernetes_service" "web" {
          metadata {
            name      = "web"
            namespace = "shop"
          }

          spec {
            type = "ClusterIP" # for now
            selector = {
              app = "web"
            }
            port {
              port        = 80
              target_port = 8080
            }
            // bought in 2019
            external_ips = ["192.0.2.4"] # office uplink
          }
        }
      `,
      output: `
        # The shop
        resource "kubernetes_service" "web" {
          metadata {
            name      = "web"
            namespace = "shop"
            annotations = {
              // bought in 2019
              "metallb.io/loadBalancerIPs" = "192.0.2.4" # office uplink
            }
          }

          spec {
            type = "LoadBalancer" # for now
            allocate_load_balancer_node_ports = false
            selector = {
              app = "web"
            }
            port {
              port        = 80
              target_port = 8080
            }
          }
        }
      `,
      assumes: ['a pool outside this repository holds and announces `192.0.2.4`'],
    },

    'kubernetes_service: an expression for the address goes along as it is': {
      path: 'main.tf',
      input: `
        resource "kubernetes_service" "web" {
          metadata {
            name        = "web"
            annotations = {}
          }
          spec {
            external_ips = [var.addresses["web"]]
            type         = "LoadBalancer"
          }
        }

        resource "kubernetes_service_v1" "old" {
          metadata {
            name = "old"
            annotations {
              team = "shop"
            }
          }
          spec {
            external_ips = ["\${var.old}"]
          }
        }
      `,
      output: `
        resource "kubernetes_service" "web" {
          metadata {
            name        = "web"
            annotations = {
              "metallb.io/loadBalancerIPs" = var.addresses["web"]
            }
          }
          spec {
            type         = "LoadBalancer"
          }
        }

        resource "kubernetes_service_v1" "old" {
          metadata {
            name = "old"
            annotations {
              team = "shop"
            }
          }
          spec {
            external_ips = ["\${var.old}"]
          }
        }
      `,
      left: [
        '`resource.kubernetes_service_v1.old[0].metadata[0].annotations[0]` is a block, which has no place for `metallb.io/loadBalancerIPs`: make it an attribute first, with `=` [SYNTAX]',
      ],
    },

    'Services that share an address: of one block there may be none, or one': {
      path: 'main.tf',
      input: `
        resource "kubernetes_service" "web" {
          count = var.on ? 1 : 0
          metadata {
            name      = "web"
            namespace = "shop"
          }
          spec {
            selector {
              app = "web"
            }
            port { port = 80 }
            external_ips = ["192.0.2.4"]
          }
        }
        resource "kubernetes_service" "api" {
          metadata {
            name      = "api"
            namespace = "shop"
          }
          spec {
            port { port = 81 }
            external_ips = ["192.0.2.4"]
          }
        }
      `,
      output: `
        resource "kubernetes_service" "web" {
          count = var.on ? 1 : 0
          metadata {
            name      = "web"
            namespace = "shop"
            annotations = {
              "metallb.io/allow-shared-ip" = "external-192.0.2.4"
              "metallb.io/loadBalancerIPs" = "192.0.2.4"
            }
          }
          spec {
            type                              = "LoadBalancer"
            allocate_load_balancer_node_ports = false
            selector {
              app = "web"
            }
            port { port = 80 }
          }
        }
        resource "kubernetes_service" "api" {
          metadata {
            name      = "api"
            namespace = "shop"
            annotations = {
              "metallb.io/allow-shared-ip" = "external-192.0.2.4"
              "metallb.io/loadBalancerIPs" = "192.0.2.4"
            }
          }
          spec {
            type                              = "LoadBalancer"
            allocate_load_balancer_node_ports = false
            port { port = 81 }
          }
        }
      `,
    },

    'kubernetes_manifest, and YAML in text': {
      path: 'main.tf',
      input: `
        resource "kubernetes_manifest" "web" {
          manifest = {
            apiVersion = "v1"
            kind       = "Service"
            metadata = {
              name = "web"
            }
            spec = {
              externalIPs = [
                "192.0.2.4", # office uplink
              ]
              ports = [{ port = 80 }]
            }
          }
        }

        resource "kubectl_manifest" "api" {
          yaml_body = <<-YAML
            apiVersion: v1
            kind: Service
            metadata:
              name: api-\${var.stage}
            spec:
              externalIPs:
                - \${var.address} # office uplink
              ports:
                - port: 80
          YAML
        }
      `,
      output: `
        resource "kubernetes_manifest" "web" {
          manifest = {
            apiVersion = "v1"
            kind       = "Service"
            metadata = {
              name = "web"
              annotations = {
                "metallb.io/loadBalancerIPs" = "192.0.2.4" # office uplink
              }
            }
            spec = {
              type                          = "LoadBalancer"
              allocateLoadBalancerNodePorts = false
              ports = [{ port = 80 }]
            }
          }
        }

        resource "kubectl_manifest" "api" {
          yaml_body = <<-YAML
            apiVersion: v1
            kind: Service
            metadata:
              name: api-\${var.stage}
              annotations:
                metallb.io/loadBalancerIPs: \${var.address} # office uplink
            spec:
              type: LoadBalancer
              allocateLoadBalancerNodePorts: false
              ports:
                - port: 80
          YAML
        }
      `,
    },

    'a pool is a resource of the same file': {
      path: 'main.tf',
      settings: POOL,
      files: {
        'metallb.tf': `
          resource "helm_release" "metallb" {
            name       = "metallb"
            namespace  = "metallb-system"
            repository = "https://metallb.github.io/metallb"
            chart      = "metallb"
            version    = "0.15.2"
          }
        `,
      },
      input: `
        resource "kubernetes_service" "web" {
          metadata {
            name = "web"
          }
          spec {
            external_ips = ["192.0.2.4"]
          }
        }

        resource "kubernetes_service" "api" {
          metadata {
            name = "api"
          }
          spec {
            external_ips = ["192.0.2.5"]
          }
        }
      `,
      output: `
        resource "kubernetes_service" "web" {
          metadata {
            name = "web"
            annotations = {
              "metallb.io/loadBalancerIPs" = "192.0.2.4"
            }
          }
          spec {
            type                              = "LoadBalancer"
            allocate_load_balancer_node_ports = false
          }
        }

        resource "kubernetes_service" "api" {
          metadata {
            name = "api"
            annotations = {
              "metallb.io/loadBalancerIPs" = "192.0.2.5"
            }
          }
          spec {
            type                              = "LoadBalancer"
            allocate_load_balancer_node_ports = false
          }
        }
      `,
      outputs: {
        'metallb.tf': `
          resource "helm_release" "metallb" {
            name       = "metallb"
            namespace  = "metallb-system"
            repository = "https://metallb.github.io/metallb"
            chart      = "metallb"
            version    = "0.15.2"
          }

          resource "kubernetes_manifest" "external_ips_ip_address_pool" {
            manifest = {
              apiVersion = "metallb.io/v1beta1"
              kind       = "IPAddressPool"
              metadata = {
                name      = "external-ips"
                namespace = "metallb-system"
              }
              spec = {
                autoAssign = false
                addresses  = ["192.0.2.4/32", "192.0.2.5/32"]
              }
            }
          }

          resource "kubernetes_manifest" "external_ips_l2_advertisement" {
            manifest = {
              apiVersion = "metallb.io/v1beta1"
              kind       = "L2Advertisement"
              metadata = {
                name      = "external-ips"
                namespace = "metallb-system"
              }
              spec = {
                ipAddressPools = ["external-ips"]
              }
            }
          }
        `,
      },
    },

    JSON: {
      path: 'main.tf.json',
      input: `
        {
          "resource": {
            "kubernetes_service": {
              "web": [
                {
                  "metadata": [
                    {
                      "name": "web"
                    }
                  ],
                  "spec": {
                    "external_ips": ["192.0.2.4"],
                    "selector": {"app": "web"}
                  }
                }
              ]
            }
          }
        }
      `,
      output: `
        {
          "resource": {
            "kubernetes_service": {
              "web": [
                {
                  "metadata": [
                    {
                      "name": "web",
                      "annotations": {
                        "metallb.io/loadBalancerIPs": "192.0.2.4"
                      }
                    }
                  ],
                  "spec": {
                    "type": "LoadBalancer",
                    "allocate_load_balancer_node_ports": false,
                    "selector": {"app": "web"}
                  }
                }
              ]
            }
          }
        }
      `,
    },
  },

  skips: {
    'Services that share an address, with selectors in blocks of Terraform 0.11': {
      path: 'main.tf',
      input: `
        resource "kubernetes_service" "web" {
          metadata {
            name = "web"
          }
          spec {
            selector {
              app = "web"
            }
            port {
              port = 80
            }
            external_traffic_policy = "Local"
            external_ips            = ["192.0.2.4"]
          }
        }
        resource "kubernetes_service" "api" {
          metadata {
            name = "api"
          }
          spec {
            selector = {
              app = "api"
            }
            port {
              port = 81
            }
            external_traffic_policy = "Local"
            external_ips            = ["192.0.2.4"]
          }
        }
      `,
      reasons: Array<string>(2).fill(
        'Services that share the address differ in `externalTrafficPolicy`, or have `Local` and different pods, which MetalLB cannot serve at one address [SHARING_RULES]',
      ),
    },
    'expressions that stand for the whole list, or for annotations': {
      path: 'main.tf',
      input: `
        resource "kubernetes_service" "web" {
          metadata {
            name = "web"
          }
          spec {
            external_ips = var.addresses
          }
        }
        resource "kubernetes_service" "api" {
          metadata {
            name        = "api"
            annotations = merge(local.annotations, { team = "shop" })
          }
          spec {
            external_ips = ["192.0.2.5"]
          }
        }
      `,
      reasons: [
        '`var.addresses` stands for a whole list [NOT_LITERAL]',
        '`resource.kubernetes_service.api[0].metadata[0].annotations` is an expression: set `metallb.io/loadBalancerIPs` in what it stands for by hand [SYNTAX]',
      ],
    },
    'blocks that make several Services, or parts of one': {
      path: 'main.tf',
      input: `
        resource "kubernetes_service" "web" {
          for_each = var.shops
          metadata {
            name = each.key
          }
          spec {
            external_ips = ["192.0.2.4"]
          }
        }
        resource "kubernetes_service" "api" {
          metadata {
            name = "api"
          }
          dynamic "spec" {
            for_each = [1]
            content {
              external_ips = ["192.0.2.5"]
            }
          }
        }
      `,
      reasons: [
        '`for_each` makes several objects of this block: change it by hand, with what it counts over [SYNTAX]',
        'a `dynamic` block makes the spec of the Service: change it by hand [SYNTAX]',
      ],
    },
  },
});
