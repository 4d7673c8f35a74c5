import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Plain } from '../../../src/core/document.ts';
import type { SourceFile } from '../../../src/core/text.ts';
import { confirmChange } from '../../../src/languages/hcl/confirm.ts';
import { languageOf } from '../../../src/testing/memory-tree.ts';

const test = suite('confirming a change of HCL');

const file = (text: string): SourceFile => ({ path: 'main.tf', text });
const valueOf = (it: SourceFile): Plain => languageOf(it).parse(it).documents[0]?.root?.value ?? null;
const BEFORE = 'locals {\n  a = "%{ if true }x%{ endif }"\n  b = 1\n}\n';

test('what both read alike is confirmed, whatever they spell otherwise elsewhere', async () => {
  assert.is(await languageOf(file('')).confirm?.(file(BEFORE), file(BEFORE.replace('1', '[1, {}]'))), undefined);
});

test('a byte order mark and CRLF are no change', async () => {
  const text = `\ufeff${BEFORE.replaceAll('\n', '\r\n')}`;
  assert.is(await confirmChange(file(text), file(text.replace('1', '2')), valueOf), undefined);
});

test('what the parser of Terraform reads otherwise is not', async () => {
  const misread = (it: SourceFile): Plain => (it.text === BEFORE ? valueOf(it) : { locals: [{ a: 'x', b: 3 }] });
  assert.equal(await confirmChange(file(BEFORE), file(BEFORE.replace('1', '2')), misread), {
    refused: 'the parser of Terraform reads the change otherwise than it is meant',
  });
});

test('what it cannot read is not, with its reason', async () => {
  const refusal = await confirmChange(file(BEFORE), file('locals {\n'), valueOf);
  assert.match(refusal?.refused ?? '', /^the parser of Terraform cannot read it: .*main\.tf:1/);
});

test.run();
