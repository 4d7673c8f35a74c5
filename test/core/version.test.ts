import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { formatVersion, isAtLeast, NEWEST_KNOWN_VERSION, parseVersion, readVersion } from '../../src/core/version.ts';

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
  assert.ok(isAtLeast({ major: 1, minor: 36 }, 36));
  assert.not.ok(isAtLeast({ major: 1, minor: 35 }, 36));
  assert.not.ok(isAtLeast({ major: 0, minor: 40 }, 36));
  assert.is(formatVersion({ major: 1, minor: 40 }), '1.40');
});

test('the version of a cluster is one of Kubernetes 1 that is not long gone', () => {
  const newest = formatVersion(NEWEST_KNOWN_VERSION);
  const none = (text: string): unknown => ({ refused: `takes a version of Kubernetes, as \`${newest}\`, not \`${text}\`` });
  for (const text of ['2.0', '0.9', 'next', '']) assert.equal(readVersion(text), none(text));
  assert.equal(readVersion('v1.20.3'), { major: 1, minor: 20 });
  assert.equal(readVersion('1.99'), { major: 1, minor: 99 });
  const old = (text: string, more = ''): unknown => ({
    refused: `takes a version of Kubernetes, as \`${newest}\`; \`${text}\` is one of long ago${more}`,
  });
  assert.equal(readVersion('1.4'), old('1.4', ': write `1.40` if that is meant'));
  assert.equal(readVersion('v1.9'), old('v1.9', ': write `1.90` if that is meant'));
  for (const text of ['1.10', '1.19']) assert.equal(readVersion(text), old(text));
});

test('a version is short', () => {
  for (const text of ['1234.1', '1.12345', 'xv1.36', '1.36 and more', '1.36.', '1.36.2 x']) assert.is(parseVersion(text), undefined, text);
  assert.equal(parseVersion('123.1234.56789'), { major: 123, minor: 1234 });
});

test.run();
