import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Choose } from '../languages/yaml/random-ops.ts';
import { reduceText } from './reduce.ts';
import { ownSeeds } from './seeds.ts';
import { checkCase, makeCase } from './targets.ts';

const SEED = Number(process.env['FC_SEED'] ?? 20261130);
const RUNS = Number(process.env['FC_RUNS'] ?? 250);

const fuzz = suite('fuzz');

fuzz('whatever is changed in whatever file, the fix is what was intended, or there is none and a reason', () => {
  const seeds = ownSeeds();
  let written = 0;
  const property = fc.property(fc.gen(), draw => {
    const choose: Choose = size => draw(fc.nat, { max: size - 1 });
    const made = makeCase(choose, seeds);
    if (made && checkCase(made) === 'written') written++;
  });
  fc.assert(property, { seed: SEED, numRuns: RUNS, unbiased: true, endOnFailure: true, includeErrorInReport: true });
  assert.ok(written > RUNS / 5, `only ${written} of ${RUNS} were written`);
});

fuzz('a text is cut down to what fails', () => {
  const text = Array.from({ length: 300 }, (_, n) => `line ${n}\n`).join('');
  assert.is(
    reduceText(text, candidate => candidate.includes('17\n') && candidate.includes('8')),
    '17\n8',
  );
});

fuzz.run();
