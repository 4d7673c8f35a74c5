import { policyOf } from '../src/config/policy.ts';
import { load } from 'js-yaml';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { codemods } from '../codemods/index.ts';
import { rules } from '../rules/index.ts';
import { defineCodemod, type Codemod } from '../src/core/codemod.ts';
import type { FixPlan, Fix } from '../src/core/diagnostic.ts';
import type { Document, Node } from '../src/core/document.ts';
import type { ModelOp } from '../src/core/model.ts';
import { defineFact, wholeRepository } from '../src/core/fact.ts';
import { defineRule, type Rule } from '../src/core/rule.ts';
import type { Asked } from '../src/fix/fix.ts';
import { Session, type FixOutcome } from '../src/session.ts';
import { MemoryTree } from '../src/testing/memory-tree.ts';

const DOCS: Rule['docs'] = { summary: '', why: '', bad: [], good: [], references: [] };

/** A rule that reports the member `key` of every document, with a fix. */
const fakeRule = (id: string, key: string, fix: (node: Node) => Fix): Rule =>
  defineRule<Node>({
    id,
    severity: 'warning',
    fixable: 'always',
    words: [key],
    docs: DOCS,
    *query(document: Document) {
      const node = document.root?.get(key);
      if (node) yield node;
    },
    check: (node, { report }) => report({ at: node, message: key, fix: fix(node) }),
  });

const safe = (plan: FixPlan): Fix => ({ title: 'mend it', applicability: 'safe', plan });
const change = ({ document }: Node, ...ops: readonly ModelOp[]): FixPlan => ({ changes: [{ document, ops }] });

const NOTHING: Asked = { unsafe: false, rules: new Set(), codemods: new Set() };

function open(
  files: Readonly<Record<string, string>>,
  rules: readonly Rule[],
  codemods: readonly Codemod[] = [],
  linted: readonly string[] = Object.keys(files),
) {
  const tree = new MemoryTree(files);
  const session = new Session({ tree, rules, codemods, policy: policyOf({ codemods: new Set(codemods.map(({ id }) => id)) }) });
  for (const path of linted) session.lint(tree.read(path)!);
  return {
    tree,
    session,
    messages: () => session.findings().diagnostics.map(({ message, skip }) => (skip === undefined ? message : `${message}: ${skip}`)),
  };
}

const summaryOf = ({ writes, units, fixed, restless }: FixOutcome) => ({
  writes: writes.map(({ path }) => path),
  units: units.map(unit => unit.map(({ path }) => path)),
  fixed: fixed.map(({ message }) => message),
  restless,
});

const fixing = suite('Session.fix');

fixing('fixes that touch one place are done one after the other, and written once', () => {
  const first = fakeRule('first', 'a', node =>
    safe(change(node, { op: 'remove', path: ['a'], comments: 'stay' }, { op: 'set', path: ['shared'], value: 'one' })),
  );
  const second = fakeRule('second', 'b', node =>
    safe(change(node, { op: 'remove', path: ['b'], comments: 'stay' }, { op: 'set', path: ['shared'], value: 'two' })),
  );
  const { session, tree } = open({ 'x.yaml': 'a: 1\nb: 1\n# kept\nshared: none\n' }, [first, second]);
  const outcome = session.fix(NOTHING);
  assert.equal(summaryOf(outcome), { writes: ['x.yaml'], units: [['x.yaml']], fixed: ['a', 'b'], restless: [] });
  assert.equal(outcome.writes[0], { path: 'x.yaml', before: 'a: 1\nb: 1\n# kept\nshared: none\n', after: '# kept\nshared: two\n' });
  assert.is(tree.texts['x.yaml'], '# kept\nshared: two\n');
});

fixing('a fix that makes room for another is followed by it', () => {
  const step = (from: string, to: string): Rule =>
    fakeRule(from, from, node => safe(change(node, { op: 'remove', path: [from], comments: 'stay' }, { op: 'set', path: [to], value: 1 })));
  const { session, tree } = open({ 'x.yaml': 'a: 1\nz: 1\n' }, [step('a', 'b'), step('b', 'c'), step('c', 'd')]);
  assert.equal(
    session.fix(NOTHING).fixed.map(({ rule }) => rule),
    ['a', 'b', 'c'],
  );
  assert.is(tree.texts['x.yaml'], 'z: 1\nd: 1\n');
});

fixing('fixes that never come to rest are told, and nothing is written', () => {
  const flip = (from: string, to: string): Rule =>
    fakeRule(from, from, node => safe(change(node, { op: 'remove', path: [from], comments: 'stay' }, { op: 'set', path: [to], value: 1 })));
  const { session } = open({ 'x.yaml': 'a: 1\nz: 1\n', 'y.yaml': 'c: 1\n' }, [flip('a', 'b'), flip('b', 'a')]);
  assert.equal(summaryOf(session.fix(NOTHING)), { writes: [], units: [], fixed: [], restless: ['x.yaml'] });
});

fixing('nor is anything written where fixes of two files bring each other back whenever all else is linted once more', () => {
  const step = (from: string, to: string): Rule =>
    fakeRule(from, from, node => safe(change(node, { op: 'remove', path: [from], comments: 'stay' }, { op: 'set', path: [to], value: 1 })));
  /** Reports every second time that it is asked, but not the first time. */
  const blinking = (key: string, before: number): Rule => {
    let asked = before;
    return {
      ...fakeRule(key, key, node => safe(change(node))),
      check(node, { report }) {
        asked++;
        // An end in case that nobody else sees to it.
        if (asked < 3 || asked % 2 === 0 || asked > 50) return;
        report({ at: node as Node, message: key, fix: safe(change(node as Node, { op: 'set', path: [key], value: asked })) });
      },
    };
  };
  const { session } = open({ 'x.yaml': 'x: 0\n', 'y.yaml': 'y: 0\n', 'z.yaml': 'a: 1\nz: 1\n' }, [
    step('a', 'b'),
    step('b', 'c'),
    blinking('x', 1),
    blinking('y', 0),
  ]);
  assert.equal(summaryOf(session.fix(NOTHING)), { writes: [], units: [], fixed: [], restless: ['x.yaml'] });
});

fixing('a fix of two files is done whole, and the two are written together', () => {
  const { session, tree } = open({ 'a.yaml': 'pair: a\n', 'b.yaml': 'pair: b\n', 'c.yaml': 'pair: c\n' }, [pairs()], [pairCodemod()]);
  assert.equal(summaryOf(session.fix({ ...NOTHING, unsafe: true })), {
    writes: ['a.yaml', 'b.yaml', 'c.yaml'],
    units: [['a.yaml', 'b.yaml', 'c.yaml']],
    fixed: ['pair', 'pair', 'pair'],
    restless: [],
  });
  assert.equal(tree.texts, { 'a.yaml': 'moved: 1\n', 'b.yaml': 'moved: 1\n', 'c.yaml': 'moved: 1\n' });
});

fixing('a fix of two files is not done at all where one of them cannot be proven, and each finding says why', () => {
  const { session, tree, messages } = open({ 'a.yaml': 'pair: a\n', 'b.yaml': 'pair: bad\n' }, [pairs()], [pairCodemod()]);
  assert.equal(messages(), ['pair: `nowhere` is not there [SYNTAX]', 'pair: `nowhere` is not there [SYNTAX]']);
  assert.equal(summaryOf(session.fix({ ...NOTHING, unsafe: true })), { writes: [], units: [], fixed: [], restless: [] });
  assert.equal(tree.texts, { 'a.yaml': 'pair: a\n', 'b.yaml': 'pair: bad\n' });
});

fixing('a file that is not linted is changed where a fix needs it', () => {
  const { session, tree } = open({ 'a.yaml': 'pair: a\n', 'elsewhere.yaml': '# pair\npair: b\n' }, [pairs()], [pairCodemod()], ['a.yaml']);
  assert.equal(summaryOf(session.fix({ ...NOTHING, unsafe: true })), {
    writes: ['a.yaml', 'elsewhere.yaml'],
    // What has the finding comes last: a run that is killed before leaves it for the next.
    units: [['elsewhere.yaml', 'a.yaml']],
    fixed: ['pair'],
    restless: [],
  });
  assert.is(tree.texts['elsewhere.yaml'], '# pair\nmoved: 1\n');
});

fixing('an operation that cannot be done is no fix but a reason, and the others are done', () => {
  const bad = fakeRule('bad', 'a', node => safe(change(node, { op: 'remove', path: ['nowhere'], comments: 'stay' })));
  const good = fakeRule('good', 'b', node => safe(change(node, { op: 'remove', path: ['b'], comments: 'stay' })));
  const { session, tree, messages } = open({ 'x.yaml': 'a: 1\nb: 1\n' }, [bad, good]);
  assert.equal(messages(), ['a: `nowhere` is not there [SYNTAX]', 'b']);
  assert.equal(
    session.fix(NOTHING).fixed.map(({ rule }) => rule),
    ['good'],
  );
  assert.is(tree.texts['x.yaml'], 'a: 1\n');
});

fixing('what hangs on a file that was mended is found anew', () => {
  const files = {
    'proxy.yaml':
      'apiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\nfeatureGates:\n  AllowServiceExternalIPs: false\n',
    'service.yaml': 'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec:\n  ports: [{port: 80}]\n  externalIPs: [192.0.2.4]\n',
  };
  const asked = { ...NOTHING, codemods: new Set(['external-ips-to-metallb']) };
  const { session } = open(
    files,
    rules,
    codemods.filter(({ id }) => asked.codemods.has(id)),
  );
  const found = (): readonly string[] => session.findings().diagnostics.map(({ rule }) => rule);
  assert.equal(found(), ['allow-service-external-ips-gate', 'service-external-ips']);
  assert.equal(
    session.fix(asked).writes.map(({ path }) => path),
    ['service.yaml'],
  );
  assert.equal(found(), []);
});

fixing('a fix that another file makes room for is done in the same run', () => {
  const [first, second] = ['a', 'b'].map(key =>
    fakeRule(key, key, node => safe(change(node, { op: 'remove', path: [key], comments: 'stay' }))),
  );
  const holders = defineFact<string>({
    id: 'holders-of-a',
    words: ['a'],
    *read({ file, root }) {
      const node = root?.get('a');
      if (node) yield { value: 'a', file, range: node.range };
    },
  });
  const query: Rule['query'] = (document, facts) => (facts.all(holders, wholeRepository).length > 0 ? [] : second!.query(document, facts));
  const { session, tree } = open({ 'x.yaml': 'a: 1\nz: 1\n', 'y.yaml': 'b: 1\nz: 1\n' }, [first!, { ...second!, query }]);
  assert.equal(summaryOf(session.fix(NOTHING)), {
    writes: ['x.yaml', 'y.yaml'],
    units: [['x.yaml'], ['y.yaml']],
    fixed: ['a', 'b'],
    restless: [],
  });
  assert.equal(tree.texts, { 'x.yaml': 'z: 1\n', 'y.yaml': 'z: 1\n' });
});

fixing('what is only shown, or not asked for, is not done', () => {
  const graded = (applicability: Fix['applicability']): Rule =>
    fakeRule(applicability, applicability, node => ({
      ...safe(change(node, { op: 'remove', path: [applicability], comments: 'stay' })),
      applicability,
    }));
  const grades = ['safe', 'unsafe', 'manual'] as const;
  const fixedWith = (asked: Asked): string => {
    const { session, tree } = open({ 'x.yaml': 'safe: 1\nunsafe: 1\nmanual: 1\nend: 1\n' }, grades.map(graded));
    session.fix(asked);
    return tree.texts['x.yaml']!;
  };
  assert.is(fixedWith(NOTHING), 'unsafe: 1\nmanual: 1\nend: 1\n');
  assert.is(fixedWith({ ...NOTHING, unsafe: true, rules: new Set(grades) }), 'manual: 1\nend: 1\n');
});

fixing.run();

const linting = suite('Session.lint');

linting('a rule that throws is told with rule and file, and the others go on', () => {
  const broken: Rule = {
    ...fakeRule('broken', 'a', node => safe(change(node))),
    check: () => {
      throw new TypeError('x is not a function');
    },
  };
  const whole = fakeRule('whole', 'a', node => safe(change(node, { op: 'remove', path: ['a'], comments: 'stay' })));
  const { session } = open({ 'x.yaml': 'a: 1\nb: 1\n', 'y.yaml': 'b: 1\n' }, [broken, whole]);
  assert.equal(
    session.failures.map(({ of, id, path, error }) => [of, id, path, String(error)]),
    [['rule', 'broken', 'x.yaml', 'TypeError: x is not a function']],
  );
  assert.equal(
    session.findings().diagnostics.map(({ rule }) => rule),
    ['whole'],
  );
});

linting('a query that throws is told in the same way', () => {
  const broken: Rule = {
    ...fakeRule('broken', 'a', node => safe(change(node))),
    query: () => {
      throw new RangeError('too far');
    },
  };
  const { session } = open({ 'x.yaml': 'a: 1\n' }, [broken]);
  assert.equal(
    session.failures.map(({ of, id, path }) => [of, id, path]),
    [['rule', 'broken', 'x.yaml']],
  );
});

/** Fails on files whose path holds "bad". */
function failingOnBad(codemod: Codemod): Codemod {
  return {
    ...codemod,
    query: (document, facts) => {
      if (document.file.path.includes('bad')) throw new RangeError('too far');
      return codemod.query(document, facts);
    },
  };
}

linting('a query of a codemod that throws is told in the same way, and what may go together with the file stays', () => {
  const { session, messages } = open({ 'a.yaml': 'pair: 1\n', 'bad.yaml': 'pair: 2\n' }, [pairs()], [failingOnBad(pairCodemod())]);
  assert.equal(messages(), ['pair: `move-pairs` failed on `bad.yaml`, where something may go together with it', 'pair']);
  assert.equal(
    session.failures.map(({ of, id, path, error }) => [of, id, path, String(error)]),
    [['codemod', 'move-pairs', 'bad.yaml', 'RangeError: too far']],
  );
});

linting('so it is in a file that is asked only for what goes together', () => {
  const { session, messages } = open(
    { 'a.yaml': 'pair: 1\n', 'bad.yaml': 'pair: 2\n' },
    [pairs()],
    [failingOnBad(pairCodemod())],
    ['a.yaml'],
  );
  assert.equal(messages(), ['pair: `move-pairs` failed on `bad.yaml`, where something may go together with it']);
  assert.equal(
    session.failures.map(({ of, id, path }) => [of, id, path]),
    [['codemod', 'move-pairs', 'bad.yaml']],
  );
});

linting('of a codemod without ties the others go on', () => {
  const { session, tree } = open(
    { 'a.yaml': 'pair: 1\n', 'bad.yaml': 'pair: 2\n' },
    [pairs()],
    [failingOnBad(pairCodemod({ isTied: false }))],
  );
  session.fix({ ...NOTHING, codemods: new Set(['move-pairs']) });
  assert.equal(tree.texts, { 'a.yaml': 'moved: 1\n', 'bad.yaml': 'pair: 2\n' });
});

linting('a rule is asked about documents with a word of its own, or what stands in strings of those, and about no others', () => {
  const asked: string[] = [];
  const asking = (id: string, words: Rule['words']): Rule => ({
    ...fakeRule(id, 'a', node => safe(change(node))),
    words,
    query: ({ index }) => {
      asked.push(`${id} ${index}`);
      return [];
    },
  });
  open({ 'x.yaml': 'a: 1\n---\nb: 1\n---\nc: "\\u0062"\n' }, [asking('a', ['a']), asking('b', ['b']), asking('rest', 'all-others')]);
  assert.equal(asked.toSorted(), ['a 0', 'b 1', 'b 2', 'rest 0', 'rest 1', 'rest 2']);
});

linting('a query is run once a document for all rules and codemods that share it', () => {
  let runs = 0;
  const query: Rule['query'] = ({ root }) => {
    runs++;
    return [root!.get('a')!];
  };
  const sharing = (id: string): Rule => ({ ...fakeRule(id, 'a', node => safe(change(node))), query });
  const { messages } = open({ 'x.yaml': 'a: 1\n' }, [sharing('one'), sharing('other')]);
  assert.equal(messages(), ['a', 'a']);
  assert.is(runs, 1);
});

linting.run();

const many = suite('many Services');

many('a thousand in one List move to MetalLB, each to its own address', () => {
  const addressOf = (index: number): string => `198.51.${100 + Math.floor(index / 250)}.${(index % 250) + 1}`;
  const items = Array.from(
    { length: 1000 },
    (_, index) => `  - apiVersion: v1
    kind: Service
    metadata: {name: s${index}}
    spec:
      selector: {app: s${index}}
      ports: [{port: 80}]
      externalIPs:
        - ${addressOf(index)} # place ${index}
`,
  );
  const metallb = codemods.filter(({ id }) => id === 'external-ips-to-metallb');
  const { session, tree } = open({ 'list.yaml': `apiVersion: v1\nkind: List\nitems:\n${items.join('')}` }, rules, metallb);
  const { fixed, restless } = session.fix({ ...NOTHING, codemods: new Set(['external-ips-to-metallb']) });
  assert.equal([fixed.length, restless], [1000, []]);

  interface Service {
    metadata: { name: string; annotations: Record<string, string> };
    spec: Record<string, unknown>;
  }
  const moved = (load(tree.texts['list.yaml']!) as { items: Service[] }).items;
  assert.equal(
    moved.map(({ metadata, spec }) => [metadata.name, metadata.annotations, spec['type'], 'externalIPs' in spec]),
    items.map((_, index) => [`s${index}`, { 'metallb.io/loadBalancerIPs': addressOf(index) }, 'LoadBalancer', false]),
  );
  assert.is(tree.texts['list.yaml']!.match(/# 198\.51\.\d+\.\d+: place \d+$/gm)?.length, 1000);
});

many.run();

/** Reports the member `pair` of every document. */
function pairs(): Rule {
  return {
    ...fakeRule('pairs', 'pair', node => safe(change(node))),
    check: (node, { report }) => report({ at: node as Node, message: 'pair' }),
  };
}

/** Moves all members `pair` of a repository, together if they are tied. */
function pairCodemod({ isTied } = { isTied: true }): Codemod {
  return defineCodemod<Node>({
    id: 'move-pairs',
    resolves: ['pairs'],
    askedBy: 'unsafe',
    words: ['pair'],
    docs: { summary: '', before: '', after: '', assumes: [], refuses: [], references: [] },
    *query(document: Document) {
      const node = document.root?.get('pair');
      if (node) yield node;
    },
    title: () => 'move it',
    at: node => node,
    ...(isTied && { ties: () => ['all'] }),
    rewrite: group => ({
      changes: group.flatMap(
        node =>
          change(
            node,
            { op: 'remove', path: [node.value === 'bad' ? 'nowhere' : 'pair'], comments: 'stay' },
            { op: 'set', path: ['moved'], value: 1 },
          ).changes,
      ),
    }),
  });
}

const passedOver = suite('what was passed over');

passedOver('values that are no map and operations without a JSON Pointer are told with their line', () => {
  const files = {
    'release.yaml':
      'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: web}\nspec:\n  values: |\n    service:\n      externalIPs: [192.0.2.4]\n',
    'patch.yaml': '- op: add\n  path: spec/externalIPs\n  value: [192.0.2.4]\n',
    'fine.yaml': 'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nspec:\n  values:\n',
  };
  const { session } = open(files, rules, codemods);
  assert.equal(
    session.files.flatMap(({ skipped }) => skipped.map(({ path, reason }) => `${path} ${reason}`)),
    [
      'release.yaml line 5: `spec.values` of HelmRelease `web` is no map of values, so nothing in it was read',
      'patch.yaml line 2: `spec/externalIPs` is no JSON Pointer, which begins with `/`, so the operation was not read',
    ],
  );
});

passedOver('what a kustomization names and the repository lacks is told where a finding hangs on it', () => {
  const service = (name: string, more = '') => `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}}\nspec: {${more}}\n`;
  const files = {
    'web/kustomization.yaml':
      'resources: [web.yaml, missing.yaml, https://example.com/base]\npatches:\n  - path: lost.yaml\ncomponents: [../component]\n',
    'web/web.yaml': service('web', 'externalIPs: [192.0.2.4]'),
    'api/kustomization.yaml': 'resources: [../base]\npatches:\n  - path: api.yaml\n',
    'api/api.yaml': service('api', 'externalIPs: [192.0.2.5]'),
    'fine/kustomization.yaml': 'resources: [fine.yaml]\npatches:\n  - path: lost.yaml\n',
    'fine/fine.yaml': service('fine'),
  };
  const { session } = open(files, rules, codemods);
  assert.equal(
    session.files.flatMap(({ skipped }) => skipped.map(({ path, reason }) => `${path} ${reason}`)),
    [
      'web/kustomization.yaml line 4: `../component`, which web/kustomization.yaml lists under `components`, is not in the repository, so what it says is not known',
      'web/kustomization.yaml line 3: `lost.yaml`, which web/kustomization.yaml lists under `patches`, is not in the repository, so what it says is not known',
      'api/kustomization.yaml line 1: `../base`, which api/kustomization.yaml lists under `resources`, is not in the repository, so what it says is not known',
    ],
  );
});

passedOver.run();
