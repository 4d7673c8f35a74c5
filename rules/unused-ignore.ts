import { defineRule, UNUSED_IGNORE } from '../src/core/rule.ts';

export default defineRule({
  id: UNUSED_IGNORE,
  severity: 'warning',
  fixable: 'sometimes',
  words: ['kubemend-ignore', 'kubemend/ignore'],

  docs: {
    summary: 'A suppression that hides nothing, has ended, or is not understood',
    why: `
      A comment that hides nothing today hides the next defect at that place tomorrow. One without a reason leaves nobody able to tell whether it may go.
      Judged only for rules and files of the run.
    `,
    bad: [
      {
        text: `
          apiVersion: v1
          kind: Service
          metadata:
            name: web
          spec:
            # kubemend-ignore[service-external-ips]: moves with the data centre
            externalIPs: []
        `,
      },
      {
        text: `
          apiVersion: v1
          kind: Service
          metadata:
            name: web
          spec:
            externalIPs: [192.0.2.4] # kubemend-ignore[service-external-ips]
        `,
      },
      {
        version: '1.40',
        text: `
          apiVersion: v1
          kind: Service
          metadata:
            name: web
          spec:
            externalIPs: [192.0.2.4] # kubemend-ignore[service-external-ips] until 1.40: moves with the data centre
        `,
      },
    ],
    good: [
      {
        text: `
          apiVersion: v1
          kind: Service
          metadata:
            name: web
          spec:
            # kubemend-ignore[service-external-ips] until 1.40: moves with the data centre
            externalIPs: [192.0.2.4]
        `,
      },
    ],
    advice: 'Take it out, or mend what it says: docs/suppression.md tells how it is written.',
    fixSafety:
      'Safe: only a comment, or an annotation that nothing but kubemend reads, is taken away. One that is not understood is left to people.',
    references: ['https://kubernetes.io/docs/reference/using-api/deprecation-policy/'],
  },

  // What a suppression hides is known once all others have run: the engine reports it.
  query: () => [],
  check: () => undefined,
});
