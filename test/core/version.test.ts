import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { formatVersion, isAtLeast, parseVersion } from '../../src/core/version.ts';

const test = suite('version');

test('versions are read as people and tools write them', () => {
  for (const text of ['1.36', 'v1.36', '1.36.2', 'v1.36.0-rc.1', '1.36.2+k3s1', ' v1.36.2 '])
    assert.equal(parseVersion(text), { major: 1, minor: 36 }, text);
});

test('1.40 is not 1.4', () => assert.equal(parseVersion('1.40'), { major: 1, minor: 40 }));

test('what is no version is none', () => {
  for (const text of ['', '1', 'stable', 'v1.x', '1.36.x', '${VERSION}', '1.36.2.1', 'latest-1.36'])
    assert.is(parseVersion(text), undefined, text);
});

test('versions are compared as numbers', () => {
  assert.ok(isAtLeast({ major: 1, minor: 40 }, 36));
  assert.ok(isAtLeast({ major: 2, minor: 0 }, 36));
  assert.not.ok(isAtLeast({ major: 1, minor: 4 }, 36));
  assert.is(formatVersion({ major: 1, minor: 40 }), '1.40');
});

test.run();
