import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { decode } from '../../src/scan/decode.ts';

const decoding = suite('decode');

decoding('UTF-8 is text, byte order mark and line ends included', () => {
  for (const text of ['a: grüße 日本 😀\n', '\ufeffa: 1\n', 'a: 1\r\nb: 2', ''])
    assert.equal(decode('a.yaml', Buffer.from(text)), { path: 'a.yaml', text });
});

decoding('what is not UTF-8 may be linted, never written', () => {
  const bytes = Buffer.from('a: caf\xe9\n', 'latin1');
  assert.equal(decode('a.yaml', bytes), { path: 'a.yaml', text: 'a: café\n', readOnly: 'it is not UTF-8' });
});

decoding('UTF-16 of both orders may be linted, never written', () => {
  const text = '\ufeffa: grüße 😀\n';
  const bytes = Buffer.from(text, 'utf16le');
  const file = { path: 'a.yaml', text, readOnly: 'it is UTF-16' };
  assert.equal(decode('a.yaml', bytes), file);
  assert.equal(decode('a.yaml', Buffer.from(bytes).swap16()), file);
});

decoding('UTF-16 that breaks off in a character loses only that', () => {
  for (const bytes of [
    [0xff, 0xfe, 0x61, 0x00, 0x62],
    [0xfe, 0xff, 0x00, 0x61, 0x00],
  ])
    assert.equal(decode('a.yaml', Buffer.from(bytes)), { path: 'a.yaml', text: '\ufeffa', readOnly: 'it is UTF-16' });
});

decoding('the bytes stay as they are', () => {
  const bytes = Buffer.from([0xfe, 0xff, 0x00, 0x61]);
  decode('a.yaml', bytes);
  assert.equal(bytes, Buffer.from([0xfe, 0xff, 0x00, 0x61]));
});

decoding('a lone carriage return is no line end to write after', () => {
  for (const text of ['a: 1\rb: 2\r', 'a: 1\n"b\rc": 2\n', 'a: 1\r\r\n'])
    assert.equal(decode('a.yaml', Buffer.from(text)), { path: 'a.yaml', text, readOnly: 'it has line ends of a lone carriage return' });
});

decoding('what sops encrypted may be linted, never written: its checksum covers every value', () => {
  const readOnly = 'it is encrypted by sops, whose checksum covers every value';
  for (const text of [
    'kind: Service\nspec:\n    externalIPs: [ENC[AES256_GCM,data:a,iv:b,tag:c,type:str]]\nsops:\n    mac: ENC[AES256_GCM,data:d,iv:e,tag:f,type:str]\n',
    'sops:\r\n    mac: "ENC[AES256_GCM,data:d]"\r\n',
    '{"data": "ENC[AES256_GCM,data:a]", "sops": {"kms": null, "mac": "ENC[AES256_GCM,data:d]"}}',
  ])
    assert.equal(decode('a.yaml', Buffer.from(text)), { path: 'a.yaml', text, readOnly });
  for (const text of ['# sops: mac: ENC[\na: 1\n', 'sops:\n  image: ENC[\n', 'values:\n  sops:\n    mac: a\n', 'sops: {}\nmac: b\n'])
    assert.equal(decode('a.yaml', Buffer.from(text)), { path: 'a.yaml', text });
});

decoding('a file with a zero byte is binary', () => {
  assert.equal(decode('a.yaml', Buffer.from('externalIPs\0')), { reason: 'a binary file' });
});

decoding.run();
