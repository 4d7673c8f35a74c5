import { CORE_SCHEMA, FAILSAFE_SCHEMA, loadAll } from 'js-yaml';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import addPeerCaFile from '../../../codemods/add-peer-ca-file.ts';
import externalIpsToMetallb from '../../../codemods/external-ips-to-metallb.ts';
import { rules } from '../../../rules/index.ts';
import type { Codemod } from '../../../src/core/codemod.ts';
import type { Model } from '../../../src/core/model.ts';
import { NEWEST_KNOWN_VERSION } from '../../../src/core/version.ts';
import { yaml } from '../../../src/languages/yaml/index.ts';
import { assertKept, fixAll, openSession, type Trial } from '../../../src/testing/invariants.ts';
import { modelsOf, NO_TEXT, suiteCases, type SuiteCase } from './yaml-test-suite.ts';

/** Invalid cases that hold nothing but directives: the parser does not mind, and there is nothing in them to change. */
const ONLY_DIRECTIVES = ['9MMA', 'B63P', 'SF5V'];

const trialOf = (...codemods: readonly Codemod[]): Trial => ({
  rules: rules.filter(({ id }) => id === 'syntax' || codemods.some(({ resolves }) => resolves.includes(id))),
  codemods,
  asked: { unsafe: false, rules: new Set(), codemods: new Set(codemods.map(({ id }) => id)) },
  target: NEWEST_KNOWN_VERSION,
  settings: { 'metallb.pools': 'external' },
});
const OF_SERVICES = trialOf(externalIpsToMetallb);
const OF_BOTH = trialOf(externalIpsToMetallb, addPeerCaFile);

const reading = suite('YAML test suite: what is read');

for (const given of suiteCases.filter(({ isValid }) => isValid))
  reading(`${given.id} (${given.title}) says what the suite says`, () => {
    const { documents } = yaml.parse({ path: 'a.yaml', text: given.text });
    assert.equal(
      documents.flatMap(({ errors }) => errors),
      [],
    );
    const said = modelsOf(given);
    assert.equal(
      documents.map((document, index) => comparable(document.model(), said[index])),
      said.map(model => comparable(model, model)),
    );
  });

for (const { id, title, text } of suiteCases.filter(({ isValid }) => !isValid))
  reading(`${id} (${title}) is ${ONLY_DIRECTIVES.includes(id) ? 'nothing' : 'an error'}`, () => {
    const { documents } = yaml.parse({ path: 'a.yaml', text });
    if (ONLY_DIRECTIVES.includes(id)) assert.ok(documents.every(({ root }) => (root?.value ?? null) === null));
    else assert.ok(documents.some(({ errors }) => errors.length > 0));
  });

reading.run();

const fixing = suite('YAML test suite: what stands beside a fix');

for (const given of suiteCases)
  fixing(`${given.id} (${given.title}) stays as it is`, () => {
    check(beside(given.text), given, OF_SERVICES);
    const [together, ...alone] = inside(given.text);
    if (together === undefined) return;
    // Some are read only in some places: their indentation counts from where they stand.
    const unread = alone.find(text => !isRead(text));
    if (isRead(together)) check(together, { ...given, isValid: true });
    else for (const text of alone) if (text === unread || isRead(text)) check(text, { ...given, isValid: text !== unread });
  });

fixing('most cases stand beside something that is fixed, and another reader takes most of them', () => {
  const { written, left, compared } = counts;
  assert.ok(written > 2 * left && compared > 0.7 * written, JSON.stringify(counts));
});

fixing.run();

/** A Service with something before its first member, in its annotations, and around what is fixed. */
const service = ({
  first = '',
  annotation = '',
  before = '',
  after = '',
}: Readonly<Record<string, string>>): string => `${first}apiVersion: v1
kind: Service # fixed
metadata:
  name: web
  annotations:
    example.com/owner: edge
${annotation}spec:
  # Reached from outside.
${before}  externalIPs:
    - 192.0.2.4 # uplink
${after}  ports: [{port: 80}]
`;

const configuration = (argument = '', beside = ''): string => `apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
kubernetesVersion: v1.36.0
controlPlaneEndpoint: api.example.com:6443
apiServer:
  extraArgs:
    - name: profiling # off
      value: "false"
${argument}${beside}`;

/** A case as a document, its last line ended. */
const asDocument = (text: string): string => (text === '' || text.endsWith('\n') ? text : `${text}\n`);

/** A case as the value of a member, if it is one document without directives. */
function asValue(text: string, key: string, depth: number): string | undefined {
  const body = asDocument(text)
    .replace(/^(?:#.*\n|\s*\n)*---(?:[ \t]+|\n)/, '')
    .replace(/^\.\.\.[ \t]*\n$/m, '');
  if (/^(?:---|\.\.\.|%)/m.test(body) || body === '') return undefined;
  const pad = ' '.repeat(depth);
  return `${pad}${key}:\n${body.replaceAll(/^(?=[^\n])/gm, `${pad}  `)}`;
}

/** A case as a document before and after one that is fixed. */
function beside(text: string): string {
  const isBare = !/^(?:---|%)/m.test(text);
  return `${asDocument(text)}---\n${service({})}${isBare ? '---' : '...'}\n${text}`;
}

/** A case as a value at all places around what is fixed at once, then at each alone; none where it is more than a value. */
function inside(text: string): readonly string[] {
  const at = (key: string, depth: number): string | undefined => asValue(text, key, depth);
  const places = { first: at('first', 0), annotation: at('annotation', 4), before: at('above', 2), after: at('below', 2) };
  if (places.first === undefined) return [];
  const values = Object.entries(places) as [string, string][];
  return [
    service(Object.fromEntries(values)) + '---\n' + configuration(at('more', 6), at('beside', 2)),
    ...values.map(([place, value]) => service({ [place]: value })),
    configuration(at('more', 6)),
    configuration('', at('beside', 2)),
  ];
}

const isRead = (text: string): boolean => yaml.parse({ path: 'input.yaml', text }).documents.every(({ errors }) => errors.length === 0);

/** The lines that a fix takes away, or moves. */
const FIXED_LINES = ['  # Reached from outside.', '  externalIPs:', '    - 192.0.2.4 # uplink'];

const counts = { written: 0, left: 0, compared: 0 };

function check(text: string, { id, isValid }: Pick<SuiteCase, 'id' | 'isValid'>, trial = OF_BOTH): void {
  if (text === '') return;
  const files = { 'input.yaml': text };
  const { diagnostics } = openSession(files, trial).session.findings();
  const isReported = diagnostics.some(({ rule }) => rule === 'syntax');
  assert.is(isReported, !isValid && !ONLY_DIRECTIVES.includes(id), `what cannot be read is reported\n${text}`);
  if (diagnostics.every(({ fix }) => !fix)) {
    counts.left++;
    assert.ok(isReported || diagnostics.some(({ skip }) => skip !== undefined), `what is left alone has a reason\n${text}`);
    assert.equal(fixAll(files, trial).writes, []);
    return;
  }
  const fixed = assertKept(files, trial).texts['input.yaml']!;
  counts.written++;
  const lines = fixed.split('\n');
  let at = 0;
  for (const line of text.split('\n')) {
    if (FIXED_LINES.includes(line)) continue;
    at = lines.indexOf(line, at) + 1;
    assert.ok(at > 0, `${JSON.stringify(line)} is the same to the byte, and where it was\n${fixed}`);
  }
  const before = readBy(text);
  if (!before) return;
  counts.compared++;
  assert.equal(readBy(fixed), before.map(intended), 'nothing but what was intended');
}

/** What another reader makes of a text, if it takes it. */
function readBy(text: string): readonly unknown[] | undefined {
  for (const schema of [CORE_SCHEMA, FAILSAFE_SCHEMA])
    try {
      return loadAll(text, { schema });
    } catch {
      // It refuses some of what the specification allows, and tags that it does not know.
    }
  return undefined;
}

/** What the codemods are to make of a document. */
function intended(document: unknown): unknown {
  const { kind, metadata, spec, apiServer, ...others } = Object(document);
  if (kind === 'Service') {
    const { externalIPs, ...rest } = spec;
    const annotations = { ...metadata.annotations, 'metallb.io/loadBalancerIPs': externalIPs[0] };
    const isText = typeof spec.ports[0].port === 'string';
    return {
      ...others,
      kind,
      metadata: { ...metadata, annotations },
      spec: { ...rest, type: 'LoadBalancer', allocateLoadBalancerNodePorts: isText ? 'false' : false },
    };
  }
  if (kind !== 'ClusterConfiguration') return document;
  const extraArgs = [...apiServer.extraArgs, { name: 'peer-ca-file', value: '/etc/kubernetes/pki/ca.crt' }];
  return { ...others, kind, apiServer: { ...apiServer, extraArgs } };
}

/** Without how it is spelled; keys that are no scalars are not compared. */
function comparable(model: Model, beside: Model | undefined): unknown {
  const { anchor, tag } = model;
  if (model.kind === 'alias') return { alias: model.name };
  if (model.kind === 'scalar') return { value: model.value, anchor, tag };
  if (model.kind === 'list')
    return {
      items: model.items.map((item, index) => comparable(item, beside?.kind === 'list' ? beside.items[index] : undefined)),
      anchor,
      tag,
    };
  return {
    entries: model.entries.map(({ key, value }, index) => {
      const other = beside?.kind === 'map' ? beside.entries[index] : undefined;
      return [other?.key === NO_TEXT ? NO_TEXT : key, comparable(value, other?.value)];
    }),
    anchor,
    tag,
  };
}
