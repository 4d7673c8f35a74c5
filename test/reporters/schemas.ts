import * as draft04 from 'ajv-draft-04';
import * as formats from 'ajv-formats';
import * as assert from 'uvu/assert';

/** Reads a JSON report, which must be valid by a schema of draft 4. */
export function jsonReader(schema: object): (text: string) => unknown {
  const ajv = new draft04.default.default({ strict: false, unicodeRegExp: false });
  formats.default.default(ajv);
  const isValid = ajv.compile(schema);
  return text => {
    const json: unknown = JSON.parse(text);
    assert.ok(isValid(json), JSON.stringify(isValid.errors, null, 2));
    return json;
  };
}
