import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { isBelow, isWithin, pathFrom } from '../../src/core/path.ts';

const paths = suite('paths');

paths('what is in a folder is below and within it, and the folder itself is within only', () => {
  const answers = (place: string, folder: string): readonly boolean[] => [isBelow(place, folder), isWithin(place, folder)];
  assert.equal(answers('/a/b/c', '/a/b'), [true, true]);
  assert.equal(answers('/a/b', '/a/b'), [false, true]);
  assert.equal(answers('/a/bc', '/a/b'), [false, false]);
  assert.equal(answers('/a', '/a/b'), [false, false]);
  assert.equal(answers('/a', '/'), [true, true]);
  assert.equal(answers('/', '/'), [false, true]);
});

paths('the way leads up and down', () => {
  assert.is(pathFrom('/a/b', '/a/c/d.yaml'), '../c/d.yaml');
  assert.is(pathFrom('/a', '/a'), '');
});

paths.run();
