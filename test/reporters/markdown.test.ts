import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Report, ReporterOptions } from '../../src/reporters/report.ts';
import { formatMarkdown } from '../../src/reporters/markdown.ts';
import { text as textSetting } from '../../src/core/setting.ts';
import { block, finding, labels, OPTIONS, reportOf } from './samples.ts';

const show = (report: Report, more: Partial<ReporterOptions> = {}): string =>
  formatMarkdown(report, { ...OPTIONS, minSeverity: 'info', ...more });

const markdown = suite('markdown reporter');

markdown('findings are the rows of a table, the gravest first', () => {
  const fix = { title: 'remove `b`', applicability: 'safe', plan: { changes: [] } } as const;
  const report = reportOf([
    finding(labels('./web.yaml', 'a:\n  «b»: 1\n'), { help: 'move `b`', skip: 'it is `shared`' }),
    finding(labels('dns.yaml', '«c»: 1\n'), { severity: 'error', rule: 'other', url: 'https://example.com/rule', fix }),
  ]);
  assert.is(
    show(report, { folder: 'apps' }),
    block`
    ## kubemend: 1 error, 1 warning in 2 files (1 parsed)

    | severity | place | finding | fix |
    |---|---|---|---|
    | **error** | <code>apps/dns.yaml:1</code> | something is wrong [<code>other</code>](https://example.com/rule) | remove <code>b</code> (safe, <code>kubemend --fix</code>) |
    | warning | <code>apps/web.yaml:2</code> | something is wrong <code>some-rule</code><br>move <code>b</code> | not fixed: it is <code>shared</code> |
    `,
  );
});

markdown('a clean run is one line', () => assert.is(show(reportOf([], { files: 3 })), '## kubemend: no findings in 3 files (1 parsed)\n'));

markdown('assumptions, what is left to do and skipped files follow', () => {
  const [at] = labels('web.yaml', 'a: «192.0.2.1»\n');
  const file = textSetting('a.file', { summary: '', fallback: undefined });
  const output = show(
    reportOf([], {
      assumptions: [{ codemod: 'some-codemod', assumption: { at: at!, text: 'who announces {} must stop', subject: '192.0.2.1' } }],
      handovers: [
        { codemod: 'some-codemod', handover: { file, title: 'to run', compose: () => '' }, followUps: ['kubectl get <x> | cat'] },
      ],
      skipped: [{ path: 'big.json', reason: 'larger than 20 MB' }],
    }),
  );
  assert.match(output, '\n- <code>web.yaml:1</code>: who announces <code>192.0.2.1</code> must stop\n');
  assert.match(output, '\n### to run\n\n- <code>kubectl get &#60;x&#62; &#124; cat</code>\n');
  assert.match(output, '\n### Skipped files\n\n- <code>big.json</code>: larger than 20 MB\n');
});

markdown('names and words of files are code and nothing else', () => {
  const places = labels('a|b`<img src=x>`\n## c [x](y).yaml', '«a»: 1\n');
  const row = show(
    reportOf([finding(places, { message: '`@admin <script>|*x*` and a lone ` [x](javascript:y)', url: 'javascript:alert(1)' })]),
  );
  assert.is(row.trimEnd().split('\n').length, 5);
  assert.not.match(row, /<script|<img|\[|javascript:alert|@|\*x/);
  assert.match(row, '<code>a&#124;b&#96;&#60;img src=x&#62;&#96;␊## c &#91;x&#93;(y).yaml:1</code>');
});

markdown('what does not fit is counted, and the mildest go first', () => {
  const places = labels('a.yaml', '«a»: 1\n');
  const many = Array.from({ length: 100 }, () => finding(places));
  const output = show(reportOf([...many, finding(places, { severity: 'error' })]), { maxBytes: 2000 });
  assert.ok(Buffer.byteLength(output) <= 2000);
  const rows = [...output.matchAll(/^\| (?:\*\*error\*\*|warning) /gm)];
  assert.match(output, `\n\n${101 - rows.length} more findings left out: there is no more room here.\n`);
  assert.is(rows[0]![0], '| **error** ');
  assert.ok(rows.length > 5);
});

markdown.run();
