import { isIP } from 'node:net';
import { loadAll } from 'js-yaml';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import codemod from '../../codemods/external-ips-to-gateway.ts';
import { rules } from '../../rules/index.ts';
import { dedent } from '../../src/core/dedent.ts';
import { fixAll, openSession, versionOf, type Trial } from '../../src/testing/invariants.ts';
import { hasSchemas, schemaErrors } from '../schemas.ts';
import { gatewayCases } from './external-ips-to-gateway.cases.ts';

interface Manifest<Spec = unknown> {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec: Spec;
}

type Gateway = Manifest<{
  readonly addresses: readonly { readonly type: string; readonly value: string }[];
  readonly listeners: readonly {
    readonly name: string;
    readonly port: number;
    readonly protocol: string;
    readonly allowedRoutes?: { readonly kinds: readonly { readonly kind: string }[] };
  }[];
}>;

type Route = Manifest<{
  readonly parentRefs: readonly [{ readonly name: string; readonly sectionName: string }];
  readonly rules: readonly [{ readonly backendRefs: readonly [{ readonly name: string; readonly port: number }] }];
}>;

type Service = Manifest<{
  readonly type?: string;
  readonly ports?: readonly { readonly port: number }[];
  readonly externalIPs?: readonly string[];
  readonly externalTrafficPolicy?: string;
  readonly healthCheckNodePort?: number;
}>;

const ROUTES = ['HTTPRoute', 'GRPCRoute', 'TCPRoute', 'UDPRoute'];

const test = suite('what a Gateway and its routes must be');

if (!hasSchemas) console.log('skipped: ../shared/schemas is not there');
const testWhereThere = hasSchemas ? test : test.skip;

for (const [title, { input, path = 'input.yaml', files = {}, settings = {} }] of Object.entries(gatewayCases.rewrites)) {
  const before = { ...Object.fromEntries(Object.entries(files).map(([name, text]) => [name, dedent(text)])), [path]: dedent(input) };
  const trial: Trial = {
    rules,
    codemods: [codemod],
    asked: { unsafe: false, rules: new Set(), codemods: new Set([codemod.id]) },
    target: versionOf('1.36'),
    settings,
  };

  testWhereThere(`${title}: the API server takes it`, () => {
    const manifests = Object.values(fixAll(before, trial).texts).flatMap(manifestsOf);
    const gateways = manifests.filter((manifest): manifest is Gateway => manifest.kind === 'Gateway');
    const services = manifests.filter((manifest): manifest is Service => manifest.kind === 'Service').filter(isWhole);
    const routes = manifests.filter((manifest): manifest is Route => ROUTES.includes(manifest.kind));
    assert.ok(gateways.length > 0 && routes.length > 0 && services.length > 0, 'there are all of them');
    for (const manifest of [...gateways, ...routes, ...services]) assert.equal(schemaErrors(manifest), [], JSON.stringify(manifest));
    for (const gateway of gateways) checkGateway(gateway);
    for (const route of routes) checkRoute(route, gateways, services);
    for (const service of services) checkService(service);
  });

  test(`${title}: nothing new is reported`, () => {
    const old = new Set(reported(before, trial));
    assert.equal(
      reported(fixAll(before, trial).texts, trial).filter(rule => !old.has(rule)),
      [],
    );
  });
}

testWhereThere('the schemas say what is missing, and what they do not know', () => {
  const gateway = {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name: 'edge' },
    spec: { gatewayClassName: 'edge', port: 80 },
  };
  assert.equal(schemaErrors(gateway), [`/spec must have required property 'listeners' {"missingProperty":"listeners"}`]);
  const withListener = { ...gateway, spec: { ...gateway.spec, listeners: [{ name: 'a', port: 80, protocol: 'HTTP' }] } };
  assert.equal(schemaErrors(withListener), ['/spec must NOT have additional properties {"additionalProperty":"port"}']);
});

test.run();

/** Placeholders as they may be filled in. */
const manifestsOf = (text: string): readonly Manifest[] =>
  loadAll(text.replaceAll(/\$\{\w+\}/g, '192.0.2.99')) as unknown as readonly Manifest[];

/** A patch is no whole Service. */
const isWhole = ({ spec }: Service): boolean => spec.ports !== undefined;

const reported = (files: Readonly<Record<string, string>>, trial: Trial): readonly string[] =>
  openSession(files, trial)
    .session.findings()
    .diagnostics.map(({ rule }) => rule);

/** What the CustomResourceDefinition says in CEL, or in prose. */
function checkGateway({ spec: { listeners, addresses } }: Gateway): void {
  const isUnique = (values: readonly string[]): boolean => new Set(values).size === values.length;
  assert.ok(isUnique(listeners.map(({ name }) => name)), 'no two listeners have one name');
  // One of TCP conflicts with one of HTTP.
  assert.ok(isUnique(listeners.map(({ port, protocol }) => `${port}/${protocol === 'UDP' ? 'UDP' : 'TCP'}`)), 'nor one port');
  assert.ok(isUnique(addresses.map(({ value }) => value)), 'no address is listed twice');
  for (const { type, value } of addresses) assert.ok(type === 'IPAddress' && isIP(value) > 0, value);
}

/** A route hangs at a listener of a Gateway of its namespace that takes its kind, and leads to the same port of a Service. */
function checkRoute({ kind, metadata, spec }: Route, gateways: readonly Gateway[], services: readonly Service[]): void {
  const [{ name, sectionName }] = spec.parentRefs;
  const gateway = gateways.find(({ metadata: its }) => its.name === name && its.namespace === metadata.namespace);
  const listener = gateway?.spec.listeners.find(its => its.name === sectionName);
  const kinds = listener?.allowedRoutes?.kinds.map(its => its.kind) ?? ['HTTPRoute', 'GRPCRoute'];
  assert.ok(listener && kinds.includes(kind), `${metadata.name} hangs at a listener for ${kind}`);
  const [{ backendRefs }] = spec.rules;
  assert.equal([spec.rules.length, backendRefs.length], [1, 1]);
  const [backend] = backendRefs;
  const service = services.find(({ metadata: its }) => its.name === backend.name && its.namespace === metadata.namespace);
  assert.ok(
    service?.spec.ports?.some(({ port }) => port === backend.port && port === listener.port),
    'it leads to a port of a Service',
  );
}

/** What the API server asks of a new Service (kubernetes pkg/apis/core/validation, `validateServiceExternalTrafficPolicy`). */
function checkService({ spec: { type = 'ClusterIP', externalIPs = [], externalTrafficPolicy, healthCheckNodePort } }: Service): void {
  const isReachable = type === 'NodePort' || type === 'LoadBalancer' || externalIPs.length > 0;
  assert.ok(isReachable || externalTrafficPolicy === undefined, 'a traffic policy needs a way in');
  assert.ok(healthCheckNodePort === undefined || (type === 'LoadBalancer' && externalTrafficPolicy === 'Local'));
}
