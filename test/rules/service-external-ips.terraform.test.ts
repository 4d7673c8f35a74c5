import rule from '../../rules/service-external-ips.ts';
import { testRule } from '../../src/testing/test-rule.ts';

const MESSAGES = ['Service `web` takes addresses through the deprecated `externalIPs`'];

testRule(rule, {
  valid: {
    'no addresses': {
      path: 'main.tf',
      input: `
        resource "kubernetes_service" "web" {
          metadata {
            name = "web"
          }
          spec {
            external_ips = []
          }
        }
      `,
    },
    'the attribute in another resource': {
      path: 'main.tf',
      input: `
        resource "example_service" "web" {
          spec {
            external_ips = ["192.0.2.4"]
          }
        }
        output "external_ips" {
          value = ["192.0.2.4"]
        }
      `,
    },
    'a Service as the API writes it in the words of the provider': {
      path: 'main.tf',
      input: `
        resource "kubernetes_manifest" "web" {
          manifest = {
            apiVersion = "v1"
            kind       = "Service"
            metadata   = { name = "web" }
            spec       = { external_ips = ["192.0.2.4"] }
          }
        }
      `,
    },
    'comments, and text that is no document': {
      path: 'main.tf',
      input: `
        # spec { external_ips = ["192.0.2.4"] }
        resource "kubernetes_service" "web" {
          metadata {
            name = "web"
          }
          spec {
            /* external_ips = ["192.0.2.4"] */
            type = "ClusterIP"
          }
        }
        resource "example_file" "notes" {
          content = <<-EOT
            Do not set spec.externalIPs of a Service.
          EOT
        }
      `,
    },
    'a finding that a comment above the resource hides': {
      path: 'main.tf',
      input: `
        // kubemend-ignore[service-external-ips]: until the office moves
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
            external_ips = ["192.0.2.4"] # kubemend-ignore[service-external-ips]: until the office moves
          }
        }
      `,
    },
  },

  invalid: {
    kubernetes_service: {
      path: 'main.tf',
      input: `
        resource "kubernetes_service" "web" {
          metadata {
            name = "web"
          }
          spec {
            «external_ips» = ["192.0.2.4"]
          }
        }
      `,
      messages: MESSAGES,
    },
    'kubernetes_service_v1, with an expression for one of the addresses': {
      path: 'main.tf',
      input: `
        resource "kubernetes_service_v1" "web" {
          metadata {
            name = "web"
          }
          spec {
            «external_ips» = [var.address, "192.0.2.4"]
          }
        }
      `,
      messages: MESSAGES,
    },
    'an expression for all of them': {
      path: 'main.tf',
      input: `
        resource "kubernetes_service" "web" {
          metadata {
            name = "web"
          }
          spec {
            «external_ips» = var.addresses
          }
        }
      `,
      messages: MESSAGES,
    },
    'Terraform 0.11': {
      path: 'main.tf',
      input: `
        resource "kubernetes_service" "web" {
          metadata {
            name = "web"
          }
          spec {
            «external_ips» = ["\${var.address}"]
          }
        }
      `,
      messages: MESSAGES,
    },
    'a dynamic block': {
      path: 'main.tf',
      input: `
        resource "kubernetes_service" "web" {
          metadata {
            name = "web"
          }
          dynamic "spec" {
            for_each = [1]
            content {
              «external_ips» = ["192.0.2.4"]
            }
          }
        }
      `,
      messages: ['a Service takes addresses through the deprecated `externalIPs`'],
    },
    kubernetes_manifest: {
      path: 'main.tf',
      input: `
        resource "kubernetes_manifest" "web" {
          manifest = {
            "apiVersion" = "v1"
            "kind"       = "Service"
            "metadata"   = { "name" = "web" }
            "spec" = {
              «"externalIPs"» = ["192.0.2.4"]
            }
          }
        }
      `,
      messages: MESSAGES,
    },
    'an object in locals': {
      path: 'main.tf',
      input: `
        locals {
          web = {
            apiVersion = "v1"
            kind       = "Service"
            metadata   = { name = "web" }
            spec       = { «externalIPs» = ["192.0.2.4"] }
          }
        }
      `,
      messages: MESSAGES,
    },
    'what yamldecode reads': {
      path: 'main.tf',
      input: `
        resource "kubernetes_manifest" "web" {
          manifest = yamldecode(<<-YAML
            apiVersion: v1
            kind: Service
            metadata: {name: web}
            spec:
              «externalIPs»: [192.0.2.4]
          YAML
          )
        }
      `,
      messages: MESSAGES,
    },
    'kubectl_manifest, as text and encoded, and a text in quotes': {
      path: 'main.tf',
      input: `
        resource "kubectl_manifest" "web" {
          yaml_body = <<YAML
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec:
          «externalIPs»: [192.0.2.4]
        YAML
        }
        resource "kubectl_manifest" "two" {
          yaml_body = yamlencode({
            apiVersion = "v1"
            kind       = "Service"
            metadata   = { name = "web" }
            spec       = { «externalIPs» = ["192.0.2.4"] }
          })
        }
        resource "kubectl_manifest" "three" {
          yaml_body = "apiVersion: v1\\nkind: Service\\nmetadata: {name: web}\\nspec: {«externalIPs»: [192.0.2.4]}\\n"
        }
      `,
      messages: [...MESSAGES, ...MESSAGES, ...MESSAGES],
    },
    'a file in a ConfigMap in a resource': {
      path: 'main.tf',
      input: `
        resource "kubernetes_manifest" "files" {
          manifest = {
            apiVersion = "v1"
            kind       = "ConfigMap"
            data = {
              "web.yaml" = <<-YAML
                apiVersion: v1
                kind: Service
                metadata: {name: web}
                spec:
                  «externalIPs»: [192.0.2.4]
              YAML
            }
          }
        }
      `,
      messages: MESSAGES,
    },
    JSON: {
      path: 'main.tf.json',
      input: `
        {
          "resource": {
            "kubernetes_service": {
              "web": {
                "metadata": {"name": "web"},
                "spec": [{«"external_ips"»: ["192.0.2.4"]}]
              }
            },
            "kubernetes_manifest": {
              "web": [{"manifest": {
                "apiVersion": "v1",
                "kind": "Service",
                "metadata": {"name": "web"},
                "spec": {«"externalIPs"»: ["192.0.2.4"]}
              }}]
            }
          }
        }
      `,
      messages: [...MESSAGES, ...MESSAGES],
    },
  },
});
