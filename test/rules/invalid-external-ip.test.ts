import rule from '../../rules/invalid-external-ip.ts';
import { testRule } from '../../src/testing/test-rule.ts';

testRule(rule, {
  valid: {
    'addresses of both families, private ones too': list('192.0.2.4', '10.0.0.1', '"2001:db8::1"', '255.255.255.255', '239.1.2.3'),
    placeholders: list('"${LB_WEB}"', '$ADDRESS', '"{{ .Values.ip }}"', '<path:kv/data/web#ip>', '"#{Octopus.Ip}"', '__IP__', '"@IP@"'),
    'leading zeros before 1.36': { input: list('192.0.2.04'), version: '1.35' },
  },
  invalid: {
    'what is no address': {
      input: list('«web.example.com»', '«192.0.2.0/24»', '«192.0.2»', '«"fe80::1%eth0"»', '«12»'),
      messages: ['`web.example.com`', '`192.0.2.0/24`', '`192.0.2`', '`fe80::1%eth0`', '`12`'].map(
        text => `${text} in \`externalIPs\` of Service \`web\` is not an IP address`,
      ),
      severity: 'error',
    },
    'entries without an address': {
      input: list('«null»', '«~»', '«""»'),
      messages: ['`null`', '`~`', 'an empty entry'].map(entry => `${entry} in \`externalIPs\` of Service \`web\` is not an IP address`),
    },
    'special addresses': {
      input: list('«0.0.0.0»', '«127.0.0.53»', '«169.254.1.1»', '«224.0.0.251»', '«"::1"»', '«"fe80::1"»', '«"ff02::1"»'),
      messages: [
        ['0.0.0.0', 'is the unspecified address'],
        ['127.0.0.53', 'is in the loopback range'],
        ['169.254.1.1', 'is in the link-local range'],
        ['224.0.0.251', 'is in the link-local multicast range'],
        ['::1', 'is in the loopback range'],
        ['fe80::1', 'is in the link-local range'],
        ['ff02::1', 'is in the link-local multicast range'],
      ].map(([text, why]) => `\`${text ?? ''}\` in \`externalIPs\` of Service \`web\` ${why ?? ''}`),
    },
    'forms that new objects may not have from 1.36 on': {
      input: list('«192.0.2.04»', '«"::ffff:192.0.2.4"»'),
      version: '1.36',
      messages: ['192.0.2.04', '::ffff:192.0.2.4'].map(
        text => `\`${text}\` in \`externalIPs\` of Service \`web\` is written in a form that Kubernetes 1.36 refuses`,
      ),
      help: 'write `192.0.2.4` if that is the address; a Service that has it today can be updated, but not made again',
    },
  },
});

function list(...entries: readonly string[]): string {
  return [
    'apiVersion: v1',
    'kind: Service',
    'metadata: {name: web}',
    'spec:',
    '  externalIPs:',
    ...entries.map(entry => `    - ${entry}`),
    '',
  ].join('\n');
}
