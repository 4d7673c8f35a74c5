import { parse, type DefaultTreeAdapterTypes } from 'parse5';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { rules } from '../../rules/index.ts';
import type { FileEdit } from '../../src/core/diagnostic.ts';
import { text as textSetting } from '../../src/core/setting.ts';
import { formatHtml } from '../../src/reporters/html.ts';
import type { Report } from '../../src/reporters/report.ts';
import { finding, labels, OPTIONS, reportOf } from './samples.ts';

type Element = DefaultTreeAdapterTypes.Element;

/** The page, which must be read without a fault. */
class Page {
  readonly elements: readonly Element[];

  constructor(report: Report) {
    const faults: string[] = [];
    const html = formatHtml(report, { ...OPTIONS, minSeverity: 'info', rules });
    const document = parse(html, {
      sourceCodeLocationInfo: true,
      onParseError: ({ code, startLine }) => faults.push(`${code} at ${startLine}`),
    });
    assert.equal(faults, []);
    this.elements = elementsIn(document);
  }

  all(name: string): readonly Element[] {
    return this.elements.filter(({ tagName }) => tagName === name);
  }

  /** The texts of the elements of a class, or of a name. */
  texts(wanted: string): readonly string[] {
    return this.elements
      .filter(element => element.tagName === wanted || (attribute(element, 'class') ?? '').split(' ').includes(wanted))
      .map(textOf);
  }

  /** What stands below the heading of a section. */
  section(title: string): string {
    return textOf(this.all('section').find(section => textOf(section).trim().startsWith(title))!);
  }
}

const page = suite('html reporter');

page('it loads nothing and runs nothing', () => {
  const { elements } = new Page(reportOf([finding(labels('a.yaml', '«a»: 1\n'), { url: 'https://example.com/rule' })]));
  assert.equal(
    elements.filter(({ tagName }) => ['script', 'link', 'img', 'iframe', 'object', 'form', 'base'].includes(tagName)),
    [],
  );
  const addresses = elements.flatMap(({ attrs }) =>
    attrs.filter(({ name }) => ['href', 'src', 'style', 'action'].includes(name) || name.startsWith('on')),
  );
  assert.equal([...new Set(addresses.map(({ value }) => value.replace(/^#f-.*/, '#')))], ['https://example.com/rule', '#']);
  const style = textOf(elements.find(({ tagName }) => tagName === 'style')!);
  assert.not.match(style, /url\(|@import/);
  assert.match(style, 'prefers-color-scheme: dark');
});

page('what comes from files is text, whatever it looks like', () => {
  const evil = '"><script>alert(1)</script><img src=x onerror=alert(1)>\'&amp;';
  const places = labels(`${evil}/${evil}.yaml`, `«${evil}»: «</style><script>»\n`, evil, evil);
  const fix = { title: evil, applicability: 'safe', plan: { changes: [] } } as const;
  const diagnostic = finding(places, { message: `\`${evil}\` ${evil}`, help: evil, skip: evil, url: 'javascript:alert(1)', fix });
  const edits: readonly FileEdit[] = [
    { path: places[0]!.file.path, range: { start: 0, end: 1 }, newText: evil, create: false },
    { path: `${evil}.new`, range: { start: 0, end: 0 }, newText: evil, create: true },
  ];
  const file = textSetting('a.file', { summary: '', fallback: undefined });
  const { elements, ...rest } = new Page(
    reportOf([diagnostic], {
      edits: new Map([[diagnostic, edits]]),
      skipped: [{ path: evil, reason: evil }],
      written: [evil],
      assumptions: [{ codemod: 'some-codemod', assumption: { at: places[0]!, text: `${evil} {}`, subject: evil } }],
      handovers: [{ codemod: 'some-codemod', handover: { file, title: evil, compose: () => '' }, followUps: [evil] }],
      scopes: new Map([[places[0]!.file.path, [evil, 'other']]]),
      timeline: [36, 37].map(minor => ({
        version: { major: 1, minor },
        diagnostics: [{ ...diagnostic, severity: minor === 36 ? 'info' : 'error' }],
      })),
    }),
  );
  assert.equal(rest, {});
  assert.equal(
    elements.filter(({ tagName, attrs }) => ['script', 'img'].includes(tagName) || attrs.some(({ name }) => name.startsWith('on'))),
    [],
  );
  assert.not.ok(elements.some(element => attribute(element, 'href')?.startsWith('javascript:')));
  const [article] = elements.filter(({ tagName }) => tagName === 'article');
  assert.ok(textOf(article!).split(evil).length > 8, textOf(article!));
});

page('each finding stands below its folder, and rules and clusters lead to it', () => {
  const diagnostics = [
    finding(labels('apps/web.yaml', '«a»: 1\n'), { rule: 'service-external-ips' }),
    finding(labels('apps/dns.yaml', '«a»: 1\n')),
    finding(labels('root.yaml', '«a»: 1\n')),
  ];
  const scopes = new Map([
    ['apps/web.yaml', ['prod']],
    ['apps/dns.yaml', ['prod', 'staging']],
    ['root.yaml', ['staging']],
  ]);
  const view = new Page(reportOf(diagnostics, { scopes }));
  assert.match(view.section('By rule'), /service-external-ips: A Service takes addresses [^\n]*\(1\)[^]*some-rule \(2\)/);
  assert.match(view.section('By cluster'), /prod \(2\)[^]*staging \(2\)/);
  assert.match(view.section('By folder'), /apps\/ \(2 findings\)[^]*web\.yaml:1:1[^]*\.\/ \(1 finding\)[^]*root\.yaml:1:1/);
  const ids = view.all('article').map(article => `#${attribute(article, 'id')!}`);
  assert.is(new Set(ids).size, 3);
  const links = view.all('a').map(link => attribute(link, 'href')!);
  for (const id of ids) assert.ok(links.includes(id), id);
});

page('a repository of one cluster is not divided', () => {
  const diagnostic = finding(labels('a.yaml', '«a»: 1\n'));
  assert.not.match(formatHtml(reportOf([diagnostic], { scopes: new Map([['a.yaml', ['repository']]]) }), OPTIONS), 'By cluster');
});

page('a fix is shown before and after, and only what changes is marked', () => {
  const fix = { title: 'quote `b`', applicability: 'safe', plan: { changes: [] } } as const;
  const diagnostic = finding(labels('a.yaml', 'a: «1»\nb: 2\nc: 3\nd: 4\n'), { fix });
  const edits = [
    { path: 'a.yaml', range: { start: 3, end: 4 }, newText: 'one', create: false },
    { path: 'a.yaml', range: { start: 13, end: 14 }, newText: 'three', create: false },
    { path: 'pool.yaml', range: { start: 0, end: 0 }, newText: 'kind: IPAddressPool\n', create: true },
  ];
  const view = new Page(reportOf([diagnostic], { edits: new Map([[diagnostic, edits]]) }));
  assert.equal(view.texts('removed'), ['1a: 1', '2b: 2', '3c: 3']);
  assert.equal(view.texts('added'), ['1a: one', '2b: 2', '3c: three', '1kind: IPAddressPool']);
  assert.match(view.texts('article')[0]!, 'Fix: quote b (safe, kubemend --fix)');
});

page('the timeline has a row for each rule, and tells what changes at which version', () => {
  const at = labels('a.yaml', '«a»: 1\n');
  const timeline = [
    { version: { major: 1, minor: 36 }, diagnostics: [finding(at)] },
    { version: { major: 1, minor: 37 }, diagnostics: [finding(at), finding(at, { rule: 'other', severity: 'info' })] },
    { version: { major: 1, minor: 38 }, diagnostics: [finding([{ ...at[0]!, text: 'it `stops`' }], { severity: 'error' })] },
  ];
  const view = new Page(reportOf([finding(at)], { timeline }));
  assert.equal(
    view.texts('tr').map(text => text.replace(/\s+/g, '')),
    ['rule1.361.371.38', 'other1', 'some-rule111'],
  );
  assert.equal(view.texts('target'), ['1.36']);
  assert.equal(view.texts('li').slice(0, 2), ['1.37 info 1 finding of other', '1.38 error 1 finding of some-rule: it stops']);
});

page('a clean run is a page with one line', () => {
  const view = new Page(reportOf([], { files: 3 }));
  assert.equal([view.texts('h1'), view.all('section').length], [['no findings in 3 files (1 parsed)'], 0]);
});

page.run();

function elementsIn(node: DefaultTreeAdapterTypes.ParentNode): readonly Element[] {
  return node.childNodes.flatMap(child => ('tagName' in child ? [child, ...elementsIn(child)] : []));
}

function textOf(node: DefaultTreeAdapterTypes.ParentNode): string {
  return node.childNodes.map(child => ('value' in child ? child.value : 'childNodes' in child ? textOf(child) : '')).join('');
}

function attribute({ attrs }: Element, wanted: string): string | undefined {
  return attrs.find(({ name }) => name === wanted)?.value;
}
