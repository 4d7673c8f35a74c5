import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { codemodsFor, isRewrite, mayBeAsked, targetsOf, type AskedBy, type Codemod } from '../../src/core/codemod.ts';

const test = suite('codemods');

const codemod = (askedBy: AskedBy): Codemod => ({ askedBy }) as Codemod;

const [x, found, unsafe] = [codemod({ to: 'x' }), codemod({ to: 'y', installed: () => undefined }), codemod('unsafe')] as const;

test('a target asks for its codemods, and `auto` for those whose target can be found', () => {
  const asked = (...targets: readonly string[]): readonly boolean[] => [x, found, unsafe].map(one => mayBeAsked(one, new Set(targets)));
  assert.equal(asked(), [false, false, false]);
  assert.equal(asked('x'), [true, false, false]);
  assert.equal(asked('y'), [false, true, false]);
  assert.equal(asked('auto'), [false, true, false]);
  assert.equal(asked('x', 'auto'), [true, true, false]);
  assert.equal(asked('unsafe'), [false, false, false]);
});

test('the targets are those of the codemods, and `auto`', () => {
  assert.equal(targetsOf([x, unsafe, found]), ['x', 'y', 'auto']);
  assert.equal(targetsOf([]), ['auto']);
});

test('tried are codemods of the target, and those that are unsafe fixes', () => {
  assert.equal(codemodsFor([unsafe, x, found], new Set(['y'])), [unsafe, found]);
});

test('a rewrite is told from reasons to leave something', () => {
  assert.equal([isRewrite({ changes: [] }), isRewrite([])], [true, false]);
});

test.run();
