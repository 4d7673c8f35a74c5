import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { dedent } from '../../src/core/dedent.ts';
import type { Facts } from '../../src/core/fact.ts';
import { namesService } from '../../src/kubernetes/chart-keys.ts';
import { helmValues } from '../../src/kubernetes/exposures/helm-values.ts';
import type { ServiceExposure } from '../../src/kubernetes/service-exposure.ts';
import { yaml } from '../../src/languages/yaml/index.ts';

const test = suite('helm values');

const NO_FACTS: Facts = { scopesOf: () => [], all: () => [], around: () => [], areTogether: () => true, has: () => false };

function exposures(text: string, path = 'values.yaml'): readonly ServiceExposure[] {
  return yaml.parse({ path, text: dedent(text) }).documents.flatMap(document => [...helmValues(document, NO_FACTS)]);
}

test('the last two names tell of a Service', () => {
  for (const path of [
    'service',
    'services',
    'svc',
    'serviceTCP',
    'service-dns',
    'service_udp',
    'guiService',
    'lb-service',
    'additionalServices',
    'webSvc',
    'service main',
    'services web spec',
    'a b service',
  ])
    assert.ok(namesService(path.split(' ')), path);
  for (const path of [
    '',
    'serviceAccount',
    'serviceMonitor',
    'servicemap',
    'serviceMesh',
    'network',
    'service a b',
    'externalAccess service',
    'bgp service',
    'service router',
  ])
    assert.not.ok(namesService(path.split(' ')), path);
});

test('ports are known where they are written out', () => {
  const portsOf = (text: string) => exposures(`service:\n  externalIPs: [192.0.2.4]\n${dedent(text).replace(/^/gm, '  ')}`)[0]?.ports;
  assert.equal(portsOf('ports: [{port: 80}, {port: 53, protocol: UDP}]'), [
    { protocol: 'TCP', port: 80 },
    { protocol: 'UDP', port: 53 },
  ]);
  assert.equal(portsOf('ports: {http: {port: 80}}'), [{ protocol: 'TCP', port: 80 }]);
  assert.equal(portsOf('port: {port: 53, protocol: UDP}\nadditionalPorts: [{port: 54}]'), [
    { protocol: 'UDP', port: 53 },
    { protocol: 'TCP', port: 54 },
  ]);
  assert.equal(portsOf('port: 80\nprotocol: UDP'), [{ protocol: 'UDP', port: 80 }]);
  for (const text of [
    'port: 80',
    'ports: {http: 80}',
    'ports: {http: {enabled: true}}',
    'ports: []',
    'ports:',
    'type: NodePort',
    'port: {port: 53}\nadditionalPorts: [54]',
  ])
    assert.equal(portsOf(text), undefined, text);
});

test('what is not written is for the chart to decide, but for annotations', () => {
  const [exposure] = exposures('service: {type: NodePort, externalIPs: [192.0.2.4]}');
  assert.equal(exposure?.field('type').state, 'set');
  assert.equal(exposure?.field('loadBalancerIP'), { state: 'unknown', why: 'the chart decides' });
  assert.equal(exposure?.annotation('a'), { state: 'unset' });
  assert.equal(exposures('service: {annotations: text, externalIPs: [192.0.2.4]}')[0]?.annotation('a').state, 'unknown');
});

test('a Service is the same in all copies of its release, and a values file knows none', () => {
  const release = (namespace: string) => `
    apiVersion: helm.toolkit.fluxcd.io/v2
    kind: HelmRelease
    metadata: {name: web, namespace: ${namespace}}
    spec: {values: {service: {externalIPs: [192.0.2.4]}, dnsService: {externalIPs: [192.0.2.4]}}}
  `;
  const identities = exposures(release('a'), 'a.yaml').map(({ identity }) => identity);
  assert.equal(identities, ['HelmRelease a/web service.externalIPs', 'HelmRelease a/web dnsService.externalIPs']);
  assert.equal(
    exposures(release('a'), 'b.yaml').map(({ identity }) => identity),
    identities,
  );
  assert.not.equal(exposures(release('b'))[0]?.identity, identities[0]);
  assert.equal(exposures('service: {externalIPs: [192.0.2.4]}')[0]?.identity, undefined);
});

test('values that hold themselves, and values that grow with every alias, are walked once', () => {
  assert.is(exposures('service: &a {next: *a, externalIPs: [192.0.2.4]}\nother: *a\n').length, 1);
  const levels = Array.from(
    { length: 10 },
    (_, index) => `l${index + 1}: &l${index + 1} {a: *l${index}, b: *l${index}, service: *l${index}}`,
  );
  assert.is(exposures(`l0: &l0 {externalIPs: [192.0.2.4]}\n${levels.join('\n')}\n`).length, 1);
});

test('who names a file of values is asked only where the file holds addresses and is nothing else', () => {
  let asked = 0;
  const facts: Facts = {
    scopesOf: () => [{ name: 'all', has: () => true }],
    all: ({ id }) => (id.startsWith('values-references') && asked++, []),
    around: () => [],
    areTogether: () => true,
    has: () => false,
  };
  const look = (path: string, text: string) => {
    asked = 0;
    for (const document of yaml.parse({ path, text: dedent(text) }).documents) Array.from(helmValues(document, facts));
    return asked;
  };
  assert.ok(look('config/web.yaml', 'service: {externalIPs: [192.0.2.4]}') > 0);
  for (const [path, text] of [
    ['config/web.yaml', 'service: {externalIPs: []}'],
    ['config/web.yaml', '# externalIPs'],
    ['config/web.yaml', '- externalIPs: [192.0.2.4]'],
    ['schema.json', '{"service": {"externalIPs": {"type": "array"}}}'],
    ['values/web.schema.yaml', 'service: {externalIPs: {type: array}}'],
    ['values.schema.yaml', 'service: {externalIPs: {type: array}}'],
    ['web.yaml', 'apiVersion: v1\nkind: Service\nspec: {externalIPs: [192.0.2.4]}'],
    ['charts/web/templates/service.yaml', 'service: {externalIPs: [192.0.2.4]}'],
  ] as const)
    assert.is(look(path, text), 0, text);
});

test('names of parameters may be anything', () => {
  const names = [
    '',
    '.',
    '..',
    '[',
    '[0]',
    'a[',
    'externalIPs',
    'externalIPs[0]',
    'service.externalIPs[0][1]',
    '\\.',
    'service.externalIPs[x]',
    'service.externalIPs[0]',
  ];
  const parameters = names.map(name => ({ name, value: '192.0.2.4' }));
  const application = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'web' },
    spec: { source: { helm: { parameters } } },
  };
  assert.equal(
    exposures(JSON.stringify(application), 'a.json').map(({ title }) => title),
    ['Application `web` (`service`)'],
  );
});

test.run();
