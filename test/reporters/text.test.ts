import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Diagnostic, Fix } from '../../src/core/diagnostic.ts';
import { formatText } from '../../src/reporters/text.ts';
import { block, finding, labels, OPTIONS, reportOf } from './samples.ts';

const SERVICE = block`
  apiVersion: v1
  kind: Service
  metadata:
    name: web
  spec:
    type: ClusterIP
    «externalIPs»:
      - «203.0.113.10»
  `;

const fix = (more: Partial<Fix> = {}): Fix => ({ title: 'remove `externalIPs`', applicability: 'safe', plan: { changes: [] }, ...more });

const show = (diagnostic: Diagnostic, options = OPTIONS): string => formatText(reportOf([diagnostic]), options);

const text = suite('text reporter');

text('a finding shows its source, its labels and what to do', () => {
  const places = labels(
    'apps/web/service.yaml',
    SERVICE,
    'kube-proxy stops serving this field by default in Kubernetes 1.40',
    '`203.0.113.10` reaches the Service only through this list',
  );
  const diagnostic = finding(places, {
    rule: 'service-external-ips',
    message: 'Service `web` claims addresses through the deprecated `externalIPs`',
    help: '`kubemend --fix --to metallb` or `--to gateway` moves it; the repository already runs MetalLB (infra/metallb/pool.yaml)',
  });

  assert.is(
    formatText(reportOf([diagnostic], { files: 120, parsed: 9 }), OPTIONS),
    block`
      warning[service-external-ips]: Service \`web\` claims addresses through the deprecated \`externalIPs\`
        --> apps/web/service.yaml:7:3
         |
       7 |   externalIPs:
         |   ^^^^^^^^^^^ kube-proxy stops serving this field by default in Kubernetes 1.40
       8 |     - 203.0.113.10
         |       ------------ \`203.0.113.10\` reaches the Service only through this list
         |
         = help: \`kubemend --fix --to metallb\` or \`--to gateway\` moves it; the repository already runs MetalLB (infra/metallb/pool.yaml)
         = docs: kubemend explain service-external-ips

      1 warning in 1 of 120 files (9 parsed)
      `,
  );
});

text('colours stand for severity, frame and notes, and change nothing else', () => {
  const diagnostic = finding(labels('a.yaml', 'a: «1»\nb: «2»\n', 'one', 'two'), { severity: 'error', help: 'do something' });
  const colored = show(diagnostic, { ...OPTIONS, color: true });

  assert.is(
    colored.replaceAll('\u001b', '␛'),
    block`
      ␛[31merror[some-rule]␛[39m␛[1m: something is wrong␛[22m
      ␛[34m  -->␛[39m a.yaml:1:4
      ␛[34m   |␛[39m
      ␛[34m 1 |␛[39m a: 1
      ␛[34m   |␛[39m    ␛[31m^ one␛[39m
      ␛[34m 2 |␛[39m b: 2
      ␛[34m   |␛[39m    ␛[31m- two␛[39m
      ␛[34m   |␛[39m
      ␛[34m   =␛[39m ␛[1mhelp:␛[22m do something
      ␛[34m   =␛[39m ␛[1mdocs:␛[22m kubemend explain some-rule

      1 error in 1 file (1 parsed)
      `,
  );
  assert.is(colored.replace(/\u001b\[\d+m/g, ''), show(diagnostic));
});

text('control characters of a file reach the terminal as pictures', () => {
  const hostile = '\u001b[2J\r\n\u0007\u009b\u202e';
  const diagnostic = finding(labels(`${hostile}.yaml`, 'a: «\u001b[31m\rred»\u0000\n', hostile), {
    message: hostile,
    help: hostile,
    skip: hostile,
    fix: fix({ title: hostile }),
  });

  assert.is(
    show(diagnostic),
    block`
      warning[some-rule]: ␛[2J␍␊␇<U+009B><U+202E>
        --> ␛[2J␍␊␇<U+009B><U+202E>.yaml:1:4
         |
       1 | a: ␛[31m␍red␀
         |    ^^^^^^^^^ ␛[2J␍␊␇<U+009B><U+202E>
         |
         = help: ␛[2J␍␊␇<U+009B><U+202E>
         = fix: ␛[2J␍␊␇<U+009B><U+202E> (safe, \`kubemend --fix\`)
         = not fixed: ␛[2J␍␊␇<U+009B><U+202E>
         = docs: kubemend explain some-rule

      1 warning in 1 file (1 parsed)
      fixable: 1 with --fix
      `,
  );
});

text('a fix names the option that writes it', () => {
  const places = labels('a.yaml', '«a»: 1\n');
  const asked = new Map([['external-ips-to-metallb', '--to metallb']]);
  const options = { ...OPTIONS, minSeverity: 'info', asked } as const;
  const fixLine = (diagnostic: Diagnostic) => /= fix: (.*)/.exec(show(diagnostic, options))?.[1];

  assert.is(fixLine(finding(places, { fix: fix() })), 'remove `externalIPs` (safe, `kubemend --fix`)');
  assert.is(
    fixLine(finding(places, { fix: fix({ applicability: 'unsafe' }) })),
    'remove `externalIPs` (unsafe, `kubemend --fix --unsafe`)',
  );
  assert.is(
    fixLine(finding(places, { severity: 'info', fix: fix({ applicability: 'unsafe' }) })),
    'remove `externalIPs` (unsafe, `kubemend --fix --unsafe --rule some-rule`)',
  );
  assert.is(
    fixLine(finding(places, { fix: fix({ applicability: 'unsafe', codemod: 'external-ips-to-metallb' }) })),
    'remove `externalIPs` (unsafe, `kubemend --fix --to metallb`)',
  );
  assert.is(fixLine(finding(places, { fix: fix({ applicability: 'manual' }) })), 'remove `externalIPs` (manual)');
  assert.is(fixLine(finding(places)), undefined);
});

text('findings are separated by an empty line, and hidden ones are left out', () => {
  const places = labels('a.yaml', '«a»: 1\n');
  const first = finding(places, { rule: 'first' });
  const hidden = finding(places, { rule: 'hidden', severity: 'info' });
  const last = finding(places, { rule: 'last' });
  assert.is(
    formatText(reportOf([first, hidden, last]), OPTIONS),
    block`
      warning[first]: something is wrong
        --> a.yaml:1:1
         |
       1 | a: 1
         | ^
         |
         = docs: kubemend explain first

      warning[last]: something is wrong
        --> a.yaml:1:1
         |
       1 | a: 1
         | ^
         |
         = docs: kubemend explain last

      2 warnings in 1 file (1 parsed)
      1 info finding hidden (--min-severity info shows them)
      `,
  );
});

text('the docs of a rule are a link where the terminal takes links', () => {
  const linked = { ...OPTIONS, links: true };
  const at = labels('a.yaml', '«a»: 1\n');
  const url = 'https://example.com/rule';
  assert.match(
    show(finding(at, { url }), linked),
    `= docs: \u001b]8;;${url}\u001b\\\\kubemend explain some-rule\u001b]8;;\u001b\\\\\n`.replaceAll('\\\\', '\\'),
  );
  assert.not.match(show(finding(at, { url })), '\u001b');
  for (const hostile of ['javascript:alert(1)', 'https://a\u001b[31m', 'https://a\u001b\\\\b', 'https://a b'])
    assert.not.match(show(finding(at, { url: hostile }), linked), '\u001b');
});

text.run();
