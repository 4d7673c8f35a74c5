import rule from '../../rules/service-external-ips-ignored.ts';
import { testRule } from '../../src/testing/test-rule.ts';

testRule(rule, {
  valid: {
    'a Service with an address in the cluster': `
      apiVersion: v1
      kind: Service
      spec:
        externalIPs: [192.0.2.30]
    `,
    'a headless Service without the field': `
      apiVersion: v1
      kind: Service
      spec:
        clusterIP: None
    `,
  },
  invalid: {
    'a headless Service, with what is invalid without the field': {
      input: `
        apiVersion: v1
        kind: Service
        metadata:
          name: db
        spec:
          clusterIP: None
          externalTrafficPolicy: Cluster
          selector: {app: db}
          ports: [{port: 5432}]
          «externalIPs»: [192.0.2.30] # never worked
      `,
      messages: ['`externalIPs` does nothing on Service `db`: it is headless'],
      severity: 'warning',
      output: `
        apiVersion: v1
        kind: Service
        metadata:
          name: db
        spec:
          clusterIP: None
          selector: {app: db}
          ports: [{port: 5432}]
          # 192.0.2.30: never worked
      `,
    },
    'an ExternalName Service': {
      input: `
        apiVersion: v1
        kind: Service
        metadata:
          name: legacy
        spec:
          type: ExternalName
          # kept for the old client
          «externalIPs»:
            - 192.0.2.31
          externalName: db.example.com
      `,
      messages: ['`externalIPs` does nothing on Service `legacy`: it is of type ExternalName'],
      output: `
        apiVersion: v1
        kind: Service
        metadata:
          name: legacy
        spec:
          type: ExternalName
          # kept for the old client
          externalName: db.example.com
      `,
    },
    'a Service on one line': {
      path: 'db.json',
      input:
        '{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "db"}, "spec": {"clusterIP": "None", «"externalIPs"»: ["192.0.2.30"]}}\n',
      messages: ['`externalIPs` does nothing on Service `db`: it is headless'],
      output: '{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "db"}, "spec": {"clusterIP": "None"}}\n',
    },
    'a list whose anchor is used elsewhere is left': {
      input: `
        apiVersion: v1
        kind: Service
        metadata:
          name: db
        spec:
          clusterIP: None
          «externalIPs»: &ips [192.0.2.30]
        copy: *ips
      `,
      messages: ['`externalIPs` does nothing on Service `db`: it is headless'],
      skip: '`spec.externalIPs` holds the anchor `&ips`, which is used elsewhere: write its value out there first [ANCHOR_OWNED]',
    },
  },
});
