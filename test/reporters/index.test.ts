import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { reporters } from '../../src/reporters/index.ts';
import { finding, labels, OPTIONS, reportOf } from './samples.ts';

const index = suite('reporters');

index('each format loads, and shows what the interface promises by default', async () => {
  const report = reportOf([finding(labels('a.yaml', '«a»: 1\n'), { severity: 'info', rule: 'mild' })]);
  const shown = Object.entries(reporters).map(async ([format, { defaultMinSeverity, load }]) => {
    const output = (await load())(report, { ...OPTIONS, minSeverity: defaultMinSeverity });
    return [format, output.includes('mild')];
  });
  assert.equal(Object.fromEntries(await Promise.all(shown)), {
    text: false,
    json: true,
    sarif: true,
    github: false,
    gitlab: true,
    junit: true,
    rdjson: true,
    markdown: true,
    html: true,
  });
});

index.run();
