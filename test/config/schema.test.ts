import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { load } from 'js-yaml';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { codemods } from '../../codemods/index.ts';
import { rules } from '../../rules/index.ts';
import { configurationKeys } from '../../src/config/keys.ts';
import { configurationSchema } from '../../src/config/schema.ts';
import { settingsByKey } from '../../src/config/settings.ts';
import { projectRoot } from '../cli/kubemend.ts';

const schema = configurationSchema(configurationKeys(rules, codemods));
const isValid = new Ajv({ strict: true, allowUnionTypes: true }).compile(schema);

const test = suite('the schema of the configuration');

test('the file that is shipped is up to date', () => {
  const text = readFileSync(join(projectRoot, 'schema/kubemend.schema.json'), 'utf8');
  assert.equal(JSON.parse(text), schema);
});

for (const text of [
  'kubernetes: "1.36"',
  'kubernetes: 1.40',
  'runs: v1.35.2',
  'ignore: vendor/**',
  'ignore: ["vendor/**", "!vendor/ours"]',
  'rules: {service-external-ips: error, syntax: {severity: "off"}}',
  'rules:',
  'externalIPs: {to: metallb, stage: all}',
  'clusters: {prod: [clusters/prod/**], staging: clusters/staging}',
  'overrides: [{files: legacy/**, kubernetes: "1.34", rules: {syntax: info}}]',
])
  test(`takes ${text}`, () => assert.ok(isValid(load(text)), JSON.stringify(isValid.errors)));

for (const text of [
  'kubernets: "1.36"',
  'kubernetes: next',
  'ignore: ../x',
  'rules: {service-external-ip: error}',
  'rules: {syntax: warn}',
  'rules: {syntax: {level: info}}',
  'externalIPs: {to: metalb}',
  'clusters: {prod: 3}',
  'overrides: [{kubernetes: "1.34"}]',
  'overrides: [{files: a, ignore: b}]',
])
  test(`refuses ${text}`, () => assert.not.ok(isValid(load(text))));

test('every setting that rules and codemods declare is in it, with its description', () => {
  for (const { key, summary } of settingsByKey([...rules, ...codemods]).values()) {
    let at = { properties: schema['definitions'] } as {
      readonly description?: string;
      readonly properties?: Readonly<Record<string, unknown>>;
    };
    for (const step of key.split('.')) at = at.properties?.[step] as typeof at;
    assert.is(at.description, summary);
  }
});

test.run();
