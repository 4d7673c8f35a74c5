import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { yaml } from '../../../src/languages/yaml/index.ts';
import { checkPlan } from './check-plan.ts';
import { randomOps, type Choose } from './random-ops.ts';
import { randomJson, randomYaml } from './random-yaml.ts';

const SEED = Number(process.env['FC_SEED'] ?? 20260721);
const RUNS = Number(process.env['FC_RUNS'] ?? 1500);

const properties = suite('editor properties');

properties('any change of JSON is refused in a sentence, or proven and still JSON', () => {
  let [written, refused] = [0, 0];
  const property = fc.property(fc.gen(), choice => {
    const choose: Choose = size => choice(fc.nat, size - 1);
    const [document] = yaml.parse({ path: 'a.json', text: randomJson(choose) }).documents;
    const outcome = checkPlan(document!, randomOps(document!, choose));
    if ('refused' in outcome) {
      refused++;
      return;
    }
    JSON.parse(outcome.text.replace(/^\ufeff/, ''));
    written++;
  });
  fc.assert(property, { seed: SEED, numRuns: RUNS, includeErrorInReport: true });
  assert.ok(written > refused, `only ${written} of ${written + refused} changes were written`);
});

properties('any change of any text is refused in a sentence, or proven and no larger than it must be', () => {
  let [written, refused] = [0, 0];
  const property = fc.property(fc.gen(), choice => {
    const choose: Choose = size => choice(fc.nat, size - 1);
    const documents = yaml
      .parse({ path: 'a.yaml', text: randomYaml(choose) })
      .documents.filter(({ root, errors }) => root && errors.length === 0);
    const document = documents[choose(Math.max(1, documents.length))];
    if (!document) return;
    const outcome = checkPlan(document, randomOps(document, choose));
    if ('refused' in outcome) refused++;
    else written++;
  });
  fc.assert(property, { seed: SEED, numRuns: RUNS, includeErrorInReport: true });
  assert.ok(written > refused, `only ${written} of ${written + refused} changes were written`);
});

properties.run();
