import { defineRule } from '../src/core/rule.ts';
import { isRefusal } from '../src/core/document.ts';
import { ignoredBecause } from '../src/kubernetes/service-exposure.ts';
import { EXPOSURE_WORDS, serviceExposures } from '../src/kubernetes/service-exposures.ts';

export default defineRule({
  id: 'service-external-ips-ignored',
  severity: 'warning',
  fixable: 'always',
  words: EXPOSURE_WORDS,

  docs: {
    summary: '`externalIPs` on a headless or ExternalName Service, where it does nothing',
    why: `
      kube-proxy serves nothing for a headless Service or one of type ExternalName, and the API server warns that the field is ignored
      there. Whoever reads the manifest believes that the address works.
    `,
    bad: [
      {
        text: `
          apiVersion: v1
          kind: Service
          metadata:
            name: db
          spec:
            clusterIP: None
            externalTrafficPolicy: Cluster
            ports:
              - port: 5432
            externalIPs:
              - 192.0.2.30
        `,
      },
      {
        text: `
          apiVersion: v1
          kind: Service
          metadata:
            name: legacy
          spec:
            type: ExternalName
            externalName: db.example.com
            externalIPs: [192.0.2.31]
        `,
      },
    ],
    good: [
      {
        text: `
          apiVersion: v1
          kind: Service
          metadata:
            name: db
          spec:
            clusterIP: None
            ports:
              - port: 5432
        `,
      },
    ],
    fixSafety: `
      Nothing serves the addresses, so nothing changes when they go. \`externalTrafficPolicy\` goes with them on a headless Service: without
      \`externalIPs\` the API server rejects it there.
    `,
    references: ['https://kep.k8s.io/5707'],
  },

  query: serviceExposures,

  check(exposure, { report }) {
    const because = ignoredBecause(exposure);
    if (!because) return;
    const leftover =
      because === 'headless' && exposure.field('externalTrafficPolicy').state === 'set' ? (['externalTrafficPolicy'] as const) : [];
    const changes = exposure.plan({ set: {}, remove: ['externalIPs', ...leftover], annotations: {} });
    report({
      at: exposure.externalIPs,
      message: `\`externalIPs\` does nothing on ${exposure.title}: it is ${because === 'headless' ? 'headless' : 'of type ExternalName'}`,
      label: 'no node takes traffic for these addresses',
      resource: exposure.resource,
      fix: isRefusal(changes)
        ? changes
        : {
            title: `remove \`externalIPs\`${leftover.length > 0 ? ' and `externalTrafficPolicy`, which is invalid without it' : ''}`,
            applicability: 'safe',
            plan: { changes },
          },
    });
  },
});
