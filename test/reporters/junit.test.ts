import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { validateXML } from 'xmllint-wasm';
import type { Report } from '../../src/reporters/report.ts';
import { formatJunit } from '../../src/reporters/junit.ts';
import { block, finding, labels, OPTIONS, reportOf } from './samples.ts';

const schema = readFileSync(join(import.meta.dirname, 'schemas/junit-10.xsd'), 'utf8');

/** The report, which must be well formed and valid. */
async function show(report: Report): Promise<string> {
  const xml = formatJunit(report, { ...OPTIONS, minSeverity: 'info' });
  const { valid, errors } = await validateXML({ xml: { fileName: 'report.xml', contents: xml }, schema });
  assert.ok(valid, errors.map(({ message }) => message).join('\n'));
  return xml;
}

const junit = suite('junit reporter');

junit('errors and warnings are failures of their file, and what is worth knowing is output', async () => {
  const web = labels('./web.yaml', 'a:\n  «b»: 1\n');
  const dns = labels('dns.yaml', '«c»: 1\n');
  const fix = { title: 'remove `b`', applicability: 'safe', plan: { changes: [] } } as const;
  const xml = await show(
    reportOf([
      finding(web, { severity: 'error', help: 'move it', fix, skip: 'it is not proven', url: 'https://example.com/rule' }),
      finding(web, { severity: 'info' }),
      finding(dns),
    ]),
  );
  assert.is(
    xml,
    block`
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="kubemend" tests="3" failures="2" errors="0">
    <testsuite name="web.yaml" tests="2" failures="1" errors="0" skipped="0">
    <testcase name="some-rule at 2:3" classname="web.yaml">
    <failure type="error" message="something is wrong">error[some-rule]: something is wrong&#10;help: move it&#10;fix: remove \`b\` (safe)&#10;not fixed: it is not proven&#10;see: https://example.com/rule</failure>
    </testcase>
    <testcase name="some-rule at 2:3" classname="web.yaml">
    <system-out>info[some-rule]: something is wrong</system-out>
    </testcase>
    </testsuite>
    <testsuite name="dns.yaml" tests="1" failures="1" errors="0" skipped="0">
    <testcase name="some-rule at 1:1" classname="dns.yaml">
    <failure type="warning" message="something is wrong">warning[some-rule]: something is wrong</failure>
    </testcase>
    </testsuite>
    </testsuites>
    `,
  );
});

junit('a clean run is a test that passed: servers take no tests for a fault', async () => {
  assert.match(await show(reportOf([], { files: 3 })), '<testcase name="no findings in 3 files" classname="kubemend"/>');
});

junit('skipped files are skipped tests', async () => {
  const xml = await show(reportOf([], { skipped: [{ path: 'big.json', reason: 'larger than 20 MB' }] }));
  assert.match(xml, '<testsuite name="skipped files" tests="1" failures="0" errors="0" skipped="1">');
  assert.match(xml, '<skipped message="larger than 20 MB"/>');
});

junit('hostile names and messages stay text, and what XML cannot spell is shown', async () => {
  const places = labels('a"><script>&\u0000\u001b\ud800\uffff.yaml', '«a»: 1\n');
  const xml = await show(reportOf([finding(places, { message: ']]></failure> &amp; \u0007\nnext \u202e' })]));
  assert.not.match(xml, /<script|<\/failure> |[^\n\x20-\uffff]|[\ud800\uffff\u202e]/);
  assert.match(
    xml,
    'name="a&#34;&#62;&#60;script&#62;&#38;␀␛&lt;U+D800&gt;�.yaml"'.replaceAll('&lt;', '&#60;').replaceAll('&gt;', '&#62;'),
  );
  assert.match(xml, 'message="]]&#62;&#60;/failure&#62; &#38;amp; ␇&#10;next &#60;U+202E&#62;"');
});

junit.run();
