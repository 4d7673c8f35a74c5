import type { Plain } from '../core/document.ts';
import { isSetting, type Key, type Keys } from './keys.ts';

type Schema = Readonly<Record<string, Plain>>;

const PATTERN: Schema = { type: 'string', minLength: 1, not: { pattern: '^!?(/|(\\./)?\\.\\.(/|$))' } };

/** Patterns of files, relative to the folder of the configuration. */
const patterns = (description: string): Schema => ({ description, anyOf: [PATTERN, { type: 'array', items: PATTERN }] });

/** The JSON Schema of `kubemend.yaml`, for editors, made from the same keys that it is read by. A key may stand without a value below it. */
export function configurationSchema(keys: Keys): Schema {
  const definitions = membersOf(keys);
  const settings = Object.fromEntries(Object.keys(definitions).map(name => [name, { $ref: `#/definitions/${name}` }]));
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Configuration of kubemend',
    type: ['object', 'null'],
    additionalProperties: false,
    definitions,
    properties: {
      ...settings,
      ignore: patterns('files that are neither linted nor written, named on the command line or not'),
      clusters: {
        description: 'the files of each cluster; what is known of one says nothing about another',
        type: ['object', 'null'],
        additionalProperties: patterns('the files of this cluster'),
      },
      overrides: {
        description: 'other values for some files; the last that matches counts',
        type: ['array', 'null'],
        items: {
          type: 'object',
          required: ['files'],
          additionalProperties: false,
          properties: { files: patterns('the files that this holds for'), ...settings },
        },
      },
    },
  };
}

const membersOf = ({ members }: Keys): Record<string, Schema> =>
  Object.fromEntries(Array.from(members, ([name, key]) => [name, schemaOf(key)]));

function schemaOf(key: Key): Schema {
  if (isSetting(key)) return { description: key.summary, ...key.schema };
  const description = key.summary === undefined ? {} : { description: key.summary };
  const map: Schema = { type: ['object', 'null'], additionalProperties: false, properties: membersOf(key) };
  return key.short ? { ...description, anyOf: [key.short.schema, map] } : { ...description, ...map };
}
