import { defineRule } from '../src/core/rule.ts';
import { isAtLeast } from '../src/core/version.ts';
import { addressWord, refusalOf } from '../src/kubernetes/address.ts';
import { EXPOSURE_WORDS, exposureKeys, serviceExposures } from '../src/kubernetes/service-exposures.ts';

export default defineRule({
  id: 'invalid-external-ip',
  severity: 'error',
  fixable: 'never',
  words: EXPOSURE_WORDS,
  moreKeys: exposureKeys,

  docs: {
    summary: 'An entry of `externalIPs` that the API server rejects',
    why: `
      The API server takes only IP addresses there, and none that is unspecified, loopback, link-local or link-local multicast. One wrong
      entry rejects the whole Service.

      From 1.36 on it also refuses addresses with leading zeros and IPv4 addresses within IPv6 (\`StrictIPCIDRValidation\`). A Service that
      has one already can still be updated; once it is deleted it cannot be made again from this manifest.
    `,
    bad: [
      {
        text: `
          apiVersion: v1
          kind: Service
          metadata:
            name: web
          spec:
            externalIPs: [web.example.com, 127.0.0.1]
        `,
      },
      {
        version: '1.36',
        text: `
          apiVersion: v1
          kind: Service
          metadata:
            name: web
          spec:
            externalIPs: [192.0.2.04]
        `,
      },
    ],
    good: [
      {
        version: '1.35',
        text: `
          apiVersion: v1
          kind: Service
          metadata:
            name: web
          spec:
            externalIPs: [192.0.2.04, "2001:db8::4", "\${WEB_ADDRESS}"]
        `,
      },
    ],
    references: ['https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go', 'https://kep.k8s.io/4858'],
  },

  query: serviceExposures,

  check({ addresses, title, resource }, { target, report }) {
    for (const address of addresses) {
      const reason = refusalOf(address);
      if (reason !== undefined) {
        report({
          at: address.node,
          resource,
          message: `${addressWord(address)} in \`externalIPs\` of ${title} ${reason}`,
          label: 'the API server rejects the Service',
        });
      } else if (address.kind === 'ip' && address.legacy && isAtLeast(target, 36)) {
        report({
          at: address.node,
          resource,
          message: `\`${address.text}\` in \`externalIPs\` of ${title} is written in a form that Kubernetes 1.36 refuses`,
          label: 'rejected in a new Service',
          help: `write \`${address.canonical}\` if that is the address; a Service that has it today can be updated, but not made again`,
        });
      }
    }
  },
});
