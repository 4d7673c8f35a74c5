import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { loadAll } from 'js-yaml';

/** Where the schemas of the API servers are, on machines that have them; read as they were published. */
const folder = resolve(import.meta.dirname, '../../shared/schemas');

export const hasSchemas = existsSync(folder);

/** What says which object an object is. */
export interface TypeMeta {
  readonly apiVersion: string;
  readonly kind: string;
}

interface Definition {
  readonly spec: {
    readonly versions: readonly {
      readonly name: string;
      readonly served: boolean;
      readonly schema: { readonly openAPIV3Schema: object };
    }[];
  };
}

const ajv = new Ajv({ strict: false });
(formats as unknown as (ajv: Ajv, names: readonly string[]) => void)(ajv, ['int32', 'int64', 'ipv4', 'ipv6']);
for (const name of ['cidr', 'date-time']) ajv.addFormat(name, true);

/** Of those kinds of which there is a schema. */
const known = new Map<string, ValidateFunction | undefined>();

/** What the schema of an object has against it, if there is one; a member that the schema does not name is an error too. */
export function schemaErrors(object: TypeMeta): readonly string[] {
  const id = `${object.apiVersion} ${object.kind}`;
  if (!known.has(id)) {
    const schema = schemaOf(object);
    known.set(id, schema && ajv.compile(schema));
  }
  const validate = known.get(id);
  validate?.(object);
  return (validate?.errors ?? []).map(
    ({ instancePath, message = '', params }) => `${object.kind} ${instancePath} ${message} ${JSON.stringify(params)}`,
  );
}

function schemaOf({ apiVersion, kind }: TypeMeta): object | undefined {
  const [group = '', version = ''] = apiVersion.split('/');
  if (apiVersion === 'v1') return kind === 'Service' ? serviceSchema() : undefined;
  if (group === 'cilium.io') return schemaIn(`cilium/${kind.toLowerCase()}_${version}.json`);
  const path = ['gateway-api/standard', 'metallb']
    .map(name => join(folder, name))
    .flatMap(name => readdirSync(name).map(file => join(name, file)))
    .find(file => file.endsWith(`/${group}_${kind.toLowerCase()}s.yaml`));
  if (path === undefined) return undefined;
  const [definition] = loadAll(readFileSync(path, 'utf8')) as unknown as readonly [Definition];
  const found = definition.spec.versions.find(({ name, served }) => served && name === version);
  if (!found) throw new Error(`${apiVersion} ${kind} is not served`);
  return closed(found.schema.openAPIV3Schema) as object;
}

function serviceSchema(): object {
  const text = readFileSync(join(folder, 'kubernetes/core-v1-service.swagger.json'), 'utf8').replaceAll(
    /"format": "int-or-string",\s*"type": "string"/g,
    '"type": ["integer", "string"]',
  );
  return { ...(closed(JSON.parse(text)) as object), $ref: '#/definitions/io.k8s.api.core.v1.Service' };
}

function schemaIn(name: string): object | undefined {
  const path = join(folder, name);
  return existsSync(path) ? (closed(JSON.parse(readFileSync(path, 'utf8'))) as object) : undefined;
}

/** A schema that takes no member which it does not name. Metadata, of which a CustomResourceDefinition says nothing, are those that every object has. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const members: Readonly<Record<string, unknown>> = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  const { type, properties } = members;
  if (type !== 'object' || typeof properties !== 'object' || 'additionalProperties' in members) return members;
  const isWhole = JSON.stringify((properties as { readonly metadata?: unknown }).metadata) === '{"type":"object"}';
  return { ...members, properties: { ...properties, ...(isWhole && { metadata: METADATA }) }, additionalProperties: false };
}

const TEXTS = { type: 'object', additionalProperties: { type: 'string' } };

const METADATA = {
  type: 'object',
  required: ['name'],
  additionalProperties: false,
  properties: {
    name: { type: 'string', pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$', maxLength: 63 },
    namespace: { type: 'string' },
    labels: TEXTS,
    annotations: TEXTS,
  },
};
