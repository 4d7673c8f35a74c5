import codemod from '../../codemods/external-ips-to-load-balancer.ts';
import { testCodemod } from '../../src/testing/test-codemod.ts';

testCodemod(codemod, {
  rewrites: {
    'kubernetes_service: what Terraform does besides is told': {
      path: 'main.tf',
      settings: { 'externalIPs.stage': 'prepare' },
      input: `
        resource "kubernetes_service" "web" {
          metadata {
            name      = "web"
            namespace = "shop"
          }
          spec {
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
            type = "LoadBalancer"
            # no controller may serve this class: the IPs are written to .status by hand
            load_balancer_class               = "non-existent-class"
            allocate_load_balancer_node_ports = false
            external_ips = ["192.0.2.4"]
          }
        }
      `,
      assumes: [
        'Terraform may delete the Service and make it anew, with another cluster IP: it does not change a class in place',
        '`terraform apply` waits until the load balancer has given an address, unless `wait_for_load_balancer` is `false`',
      ],
      followUps: [
        `kubectl patch service web -n shop --subresource=status --type=merge -p '{"status":{"loadBalancer":{"ingress":[{"ip":"192.0.2.4"}]}}}'`,
      ],
    },
  },
  skips: {},
});
