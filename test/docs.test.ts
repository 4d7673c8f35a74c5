import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { loadConfiguration } from '../src/configuration.ts';
import { projectRoot } from './cli/kubemend.ts';
import { lint, places } from './cli/lint.ts';
import { temporaryTree } from './discover/temporary-tree.ts';

/** The blocks of YAML of a page. */
const examples = (page: string): readonly string[] =>
  Array.from(readFileSync(join(projectRoot, 'docs', page), 'utf8').matchAll(/^```yaml\n(.*?)^```$/gms), ([, text]) => text!);

const test = suite('the documentation');

for (const [index, text] of examples('configuration.md').entries())
  test(`configuration.md: example ${index + 1} is read`, async () => {
    const root = temporaryTree({ 'kubemend.yaml': text });
    const { layers } = await loadConfiguration({ place: join(root, 'kubemend.yaml'), named: false, cwd: root, root });
    assert.ok(layers[0]!.values.size > 0);
  });

for (const [index, text] of examples('suppression.md').entries())
  test(`suppression.md: example ${index + 1} hides all that is found`, async () => {
    const result = await lint(temporaryTree({ 'a.yaml': text }), { version: '1.37' });
    assert.equal(places(result), []);
    assert.ok(result.report.suppressed > 0);
  });

test('each page has its examples', () => {
  assert.equal([examples('configuration.md').length, examples('suppression.md').length], [2, 4]);
});

test.run();
