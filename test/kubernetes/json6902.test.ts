import rule from '../../rules/service-external-ips-ignored.ts';
import { testRule } from '../../src/testing/test-rule.ts';

// Patches of a headless base, where externalIPs do nothing and go without a migration. Synthetic: the corpus has none.

const files = {
  'kustomization.yaml': 'resources: [base.yaml]\npatches:\n  - path: patch.yaml\n    target: {kind: Service, name: db}\n',
  'base.yaml': 'apiVersion: v1\nkind: Service\nmetadata: {name: db}\nspec: {clusterIP: None}\n',
};

const messages = ['`externalIPs` does nothing on Service `db`: it is headless'];

testRule(rule, {
  valid: {
    'a base that is not known': { path: 'patch.yaml', input: '- {op: add, path: /spec/externalIPs, value: [192.0.2.4]}\n' },
  },
  invalid: {
    'an operation goes, the others stay': {
      path: 'patch.yaml',
      files,
      input: `
        - op: add
          «path»: /spec/externalIPs # why
          value: [192.0.2.4]
        - op: add
          path: /metadata/labels/a
          value: b
      `,
      messages,
      output: `
        # why
        - op: add
          path: /metadata/labels/a
          value: b
      `,
    },
    'the only operation stays: kustomize refuses an empty list': {
      path: 'patch.yaml',
      files,
      input: '- {op: add, «path»: /spec/externalIPs, value: [192.0.2.4]}\n',
      messages,
      skip: 'nothing would be left of the patch, and kustomize takes no empty list: remove the patch where it is named',
    },
    'of a strategic-merge patch': {
      path: 'patch.yaml',
      files,
      input: `
        apiVersion: v1
        kind: Service
        metadata: {name: db}
        spec:
          publishNotReadyAddresses: true
          «externalIPs»: [192.0.2.4]
      `,
      messages,
      output: `
        apiVersion: v1
        kind: Service
        metadata: {name: db}
        spec:
          publishNotReadyAddresses: true
      `,
    },
  },
});
