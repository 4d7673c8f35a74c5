import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Diagnostic } from '../../src/core/diagnostic.ts';
import type { Document } from '../../src/core/document.ts';
import { fingerprints } from '../../src/lint/fingerprint.ts';

const RESOURCE = { kind: 'Service', namespace: 'shop', name: 'web', path: ['spec', 'externalIPs'], form: 'service' };

/** A finding at the first `word` of a text. */
function finding(word: string, text: string, more: Partial<Diagnostic> = {}, path = 'a.yaml'): Diagnostic {
  const file = { path, text };
  const start = text.indexOf(word);
  const primary = { file, range: { start, end: start + word.length }, text: '' };
  return { rule: 'some-rule', severity: 'warning', message: 'wrong', primary, related: [], document: {} as Document, ...more };
}

const of = (...diagnostics: readonly Diagnostic[]): readonly string[] => [...fingerprints(diagnostics).values()];

const fingerprint = suite('fingerprint');

fingerprint('it is 32 hexadecimal digits, the same on every machine', () => {
  assert.equal(of(finding('bad', 'a: bad\n', { resource: RESOURCE })), ['608134774e2d210a777d01b59c7b512d']);
  assert.equal(of(finding('bad', 'a: bad\n')), ['15272a05d46e30d11d44c6dbec22c269']);
});

fingerprint('it survives moved lines, other values and other words of the message', () => {
  assert.equal(
    of(finding('bad', 'a: bad\n', { resource: RESOURCE })),
    of(finding('worse', '# more\n\nb: 1\na: worse\n', { resource: RESOURCE, message: 'wronger', severity: 'error' })),
  );
  assert.equal(of(finding('bad', 'a: bad\n')), of(finding(' bad\r\n', '# more\r\na: bad\r\n')));
});

fingerprint('another rule, file, object or field is another finding', () => {
  const all = of(
    finding('bad', 'a: bad\n', { resource: RESOURCE }),
    finding('bad', 'a: bad\n', { resource: RESOURCE, rule: 'other' }),
    finding('bad', 'a: bad\n', { resource: RESOURCE }, 'b.yaml'),
    finding('bad', 'a: bad\n', { resource: { ...RESOURCE, kind: 'Gateway' } }),
    finding('bad', 'a: bad\n', { resource: { ...RESOURCE, namespace: 'web', name: 'shop' } }),
    finding('bad', 'a: bad\n', { resource: { ...RESOURCE, path: ['spec', 'externalIPs', 0] } }),
    finding('bad', 'a: bad\n', { resource: { ...RESOURCE, path: ['spec.externalIPs'] } }),
    finding('bad', 'a: bad\n'),
    finding('a: bad', 'a: bad\n'),
  );
  assert.is(new Set(all).size, all.length);
});

fingerprint('equal findings are told apart by their order', () => {
  const one = finding('bad', 'a: bad\nb: bad\n');
  const two = { ...one };
  const [first, second] = of(one, two);
  assert.is.not(first, second);
  assert.equal(of(two), [first]);
  assert.equal(
    of(one, finding('b', 'b: 1\n'), two).filter((_, index) => index !== 1),
    [first, second],
  );
});

fingerprint.run();
