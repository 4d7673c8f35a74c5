import codemod from '../../codemods/external-ips-to-gateway.ts';
import { testCodemod } from '../../src/testing/test-codemod.ts';

testCodemod(codemod, {
  rewrites: {
    'kubernetes_service: Gateway and route are resources of the same file': {
      path: 'main.tf',
      settings: { 'gateway.class': 'edge', 'gateway.implementation': 'cilium' },
      input: `
        resource "kubernetes_service" "web" {
          metadata {
            name      = "web"
            namespace = "shop"
          }
          spec {
            port {
              name = "http"
              port = 80
            }
            external_ips = ["192.0.2.4"]
          }
        }
      `,
      output: `
        resource "kubernetes_service" "web" {
          metadata {
            name      = "web"
            namespace = "shop"
          }
          spec {
            port {
              name = "http"
              port = 80
            }
          }
        }

        resource "kubernetes_manifest" "web_external_gateway" {
          manifest = {
            apiVersion = "gateway.networking.k8s.io/v1"
            kind       = "Gateway"
            metadata = {
              name      = "web-external"
              namespace = "shop"
            }
            spec = {
              gatewayClassName = "edge"
              addresses = [
                {
                  type  = "IPAddress"
                  value = "192.0.2.4"
                },
              ]
              listeners = [
                {
                  name     = "http-80"
                  protocol = "HTTP"
                  port     = 80
                },
              ]
            }
          }
        }

        resource "kubernetes_manifest" "web_http_80_http_route" {
          manifest = {
            apiVersion = "gateway.networking.k8s.io/v1"
            kind       = "HTTPRoute"
            metadata = {
              name      = "web-http-80"
              namespace = "shop"
            }
            spec = {
              parentRefs = [
                {
                  name        = "web-external"
                  sectionName = "http-80"
                },
              ]
              rules = [
                {
                  backendRefs = [
                    {
                      name = "web"
                      port = 80
                    },
                  ]
                },
              ]
            }
          }
        }
      `,
    },

    'JSON: they are resources of the same file too': {
      path: 'main.tf.json',
      settings: { 'gateway.class': 'edge', 'gateway.implementation': 'cilium' },
      input: `
        {
          "resource": {
            "kubernetes_service": {
              "web": {
                "metadata": {
                  "name": "web",
                  "namespace": "shop"
                },
                "spec": {
                  "port": [
                    {
                      "port": 80
                    }
                  ],
                  "external_ips": ["192.0.2.4"]
                }
              }
            }
          }
        }
      `,
      output: `
        {
          "resource": {
            "kubernetes_service": {
              "web": {
                "metadata": {
                  "name": "web",
                  "namespace": "shop"
                },
                "spec": {
                  "port": [
                    {
                      "port": 80
                    }
                  ]
                }
              }
            },
            "kubernetes_manifest": {
              "web_external_gateway": {
                "manifest": {
                  "apiVersion": "gateway.networking.k8s.io/v1",
                  "kind": "Gateway",
                  "metadata": {
                    "name": "web-external",
                    "namespace": "shop"
                  },
                  "spec": {
                    "gatewayClassName": "edge",
                    "addresses": [
                      {
                        "type": "IPAddress",
                        "value": "192.0.2.4"
                      }
                    ],
                    "listeners": [
                      {
                        "name": "http-80",
                        "protocol": "HTTP",
                        "port": 80
                      }
                    ]
                  }
                }
              },
              "web_http_80_http_route": {
                "manifest": {
                  "apiVersion": "gateway.networking.k8s.io/v1",
                  "kind": "HTTPRoute",
                  "metadata": {
                    "name": "web-http-80",
                    "namespace": "shop"
                  },
                  "spec": {
                    "parentRefs": [
                      {
                        "name": "web-external",
                        "sectionName": "http-80"
                      }
                    ],
                    "rules": [
                      {
                        "backendRefs": [
                          {
                            "name": "web",
                            "port": 80
                          }
                        ]
                      }
                    ]
                  }
                }
              }
            }
          }
        }
      `,
    },
  },

  skips: {
    'ports that a dynamic block makes are not known': {
      path: 'main.tf',
      settings: { 'gateway.class': 'edge', 'gateway.implementation': 'cilium' },
      input: `
        resource "kubernetes_service" "web" {
          metadata {
            name      = "web"
            namespace = "shop"
          }
          spec {
            port {
              port = 80
            }
            dynamic "port" {
              for_each = var.ports
              content {
                port = port.value
              }
            }
            external_ips = ["192.0.2.4"]
          }
        }
      `,
      reasons: ['a `dynamic` block makes `port` of the Service: change it by hand [SYNTAX]'],
    },
  },
});
