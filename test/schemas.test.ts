import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { refusals } from './accepted.ts';
import { hasSchemas, schemaErrors } from './schemas.ts';

const test = suite('what the API server takes');

if (!hasSchemas) console.log('skipped: ../shared/schemas is not there');
const testWhereThere = hasSchemas ? test : test.skip;

testWhereThere('the schemas say what is missing, and what they do not know', () => {
  const gateway = {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name: 'edge' },
    spec: { gatewayClassName: 'edge', port: 80 },
  };
  assert.equal(schemaErrors(gateway), [`Gateway /spec must have required property 'listeners' {"missingProperty":"listeners"}`]);
  const withListener = { ...gateway, spec: { ...gateway.spec, listeners: [{ name: 'a', port: 80, protocol: 'HTTP' }] } };
  assert.equal(schemaErrors(withListener), ['Gateway /spec must NOT have additional properties {"additionalProperty":"port"}']);
});

testWhereThere('there are schemas of what the codemods make', () => {
  const unknown = (apiVersion: string, kind: string) => schemaErrors({ apiVersion, kind, none: 1 } as never).length > 0;
  assert.ok(unknown('v1', 'Service'));
  for (const kind of ['IPAddressPool', 'L2Advertisement', 'BGPAdvertisement']) assert.ok(unknown('metallb.io/v1beta1', kind), kind);
  for (const kind of ['Gateway', 'HTTPRoute', 'GRPCRoute', 'TCPRoute', 'UDPRoute'])
    assert.ok(unknown('gateway.networking.k8s.io/v1', kind), kind);
  assert.ok(unknown('cilium.io/v2', 'CiliumLoadBalancerIPPool'));
});

const SERVICE = 'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {ports: [{port: 80}]';

for (const [text, refusal] of [
  [`${SERVICE}, loadBalancerClass: a}`, 'Service /web: a class is for a LoadBalancer'],
  [`${SERVICE}, allocateLoadBalancerNodePorts: false}`, 'Service /web: node ports are allocated for a LoadBalancer'],
  [`${SERVICE}, externalTrafficPolicy: Cluster}`, 'Service /web: a traffic policy needs a way in'],
  [`${SERVICE}, type: LoadBalancer, clusterIP: None}`, 'Service /web: a headless Service is no LoadBalancer'],
  [
    `${SERVICE}, type: LoadBalancer, loadBalancerIP: 192.0.2.4}`.replace(
      '{name: web}',
      '{name: web, annotations: {metallb.io/loadBalancerIPs: 192.0.2.4}}',
    ),
    'Service /web: MetalLB takes the annotation or the field',
  ],
] as const)
  test(refusal, () => {
    assert.equal(refusals({ 'a.yaml': text }), [refusal]);
  });

test('objects in lists, in other objects and in strings are judged as well', () => {
  const inner = `${SERVICE}, loadBalancerClass: a}`.replaceAll('\n', '\n    ');
  assert.equal(refusals({ 'a.yaml': `apiVersion: v1\nkind: ConfigMap\ndata:\n  a.yaml: |\n    ${inner}\n` }), [
    'Service /web: a class is for a LoadBalancer',
  ]);
});

test('pools of MetalLB must not overlap', () => {
  const pool = (name: string, address: string) =>
    `apiVersion: metallb.io/v1beta1\nkind: IPAddressPool\nmetadata: {name: ${name}, namespace: m}\nspec: {addresses: [${address}]}\n`;
  assert.equal(refusals({ 'a.yaml': `${pool('a', '192.0.2.0/24')}---\n${pool('b', '192.0.2.4/32')}` }), [
    'IPAddressPool m/a: 192.0.2.0/24 overlaps 192.0.2.4/32 of IPAddressPool m/b',
  ]);
  assert.equal(refusals({ 'a.yaml': `${pool('a', '192.0.2.0/26')}---\n${pool('b', '192.0.2.64/32')}` }), []);
});

test.run();
