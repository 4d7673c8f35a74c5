import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { TextRange } from '../../src/core/text.ts';
import { hides, IgnoresByPlace, type Ignore } from '../../src/lint/ignores.ts';
import { documentOf } from '../languages/yaml/plan.ts';

const ignores = suite('ignores by place');

const document = documentOf('a: 1\n');

const ignoring = (covers: readonly TextRange[] | undefined): Ignore => ({
  document,
  range: { start: 0, end: 0 },
  name: 'kubemend-ignore',
  rules: ['x'],
  ...(covers && { covers }),
  change: () => ({ op: 'comment', path: [], index: 0, text: undefined }),
});

ignores('those at a place are all that hide something there, and no others', () => {
  const range = fc.tuple(fc.nat(20), fc.nat(20)).map(([start, length]): TextRange => ({ start, end: start + length }));
  const covers = fc.option(fc.array(range, { maxLength: 3 }), { nil: undefined });
  fc.assert(
    fc.property(fc.array(covers, { maxLength: 8 }), fc.nat(45), (all, start) => {
      const made = all.map(ignoring);
      const at = new Set(new IgnoresByPlace(made).at(start));
      assert.equal(
        made.map(ignore => at.has(ignore)),
        made.map(ignore => hides(ignore, 'x', document.file, { start, end: start })),
      );
    }),
    { seed: 11, numRuns: 2000 },
  );
});

ignores.run();
