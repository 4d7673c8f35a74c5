import { policyOf } from '../../src/config/policy.ts';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { defineCodemod, type Codemod } from '../../src/core/codemod.ts';
import { wordFor, type Document, type Node } from '../../src/core/document.ts';
import { matchesOf, offerCodemods } from '../../src/lint/codemods.ts';
import { lint } from '../../src/lint/lint.ts';
import { Matches } from '../../src/lint/matches.ts';
import { defineRule } from '../../src/core/rule.ts';
import { RepositoryFacts } from '../../src/repository/facts.ts';
import { yaml } from '../../src/languages/yaml/index.ts';

/** Documents of the form `{name: a, ties: [x, y]}`. */
const query = function* ({ root }: Document): Generator<Node> {
  if (root) yield root;
};

const nameOf = (node: Node): string => wordFor(node.get('name')!.value);

const docs = { summary: '', before: '', after: '', assumes: [], refuses: [], references: [] };

const rule = defineRule({
  id: 'thing',
  severity: 'warning',
  fixable: 'never',
  words: ['ties'],
  docs: { summary: '', why: '', bad: [], good: [], references: [] },
  query,
  check: (node, { report }) => report({ at: node.get('name')!, message: 'a thing' }),
});

function codemod(groups: string[][], isIdentified = false): Codemod<Node> {
  return defineCodemod<Node>({
    id: 'join',
    resolves: ['thing'],
    askedBy: { to: 'x' },
    words: ['ties'],
    docs,
    query,
    title: () => 'join them',
    at: node => node.get('name')!,
    ties: node =>
      node
        .get('ties')!
        .items()
        .map(tie => wordFor(tie.value)),
    ...(isIdentified && { identity: (node: Node) => nameOf(node) }),
    rewrite(group) {
      groups.push(group.map(node => nameOf(node)));
      return group.map(node => ({ at: node.get('name')!, code: 'NO', reason: 'not today' }));
    },
  });
}

function groupsOf(text: string, isIdentified = false, held?: string) {
  const groups: string[][] = [];
  const { documents } = yaml.parse({ path: 'a.yaml', text });
  const facts = new RepositoryFacts({ documentsWith: () => [], paths: () => [] });
  const target = { major: 1, minor: 37 };
  const { settings } = policyOf({});
  const diagnostics = documents.flatMap(document => lint(new Matches(document, facts), [rule], { target, facts, settings }).diagnostics);
  const matches = documents.flatMap(document => matchesOf(new Matches(document, facts), [codemod(groups, isIdentified)]).matches);
  return {
    groups,
    offered: offerCodemods(diagnostics, matches, {
      facts,
      settings,
      targetAt: () => target,
      heldBack: ({ match }) => (nameOf(match as Node) === held ? { refused: 'somebody said so' } : undefined),
    }),
  };
}

const test = suite('codemods');

test('matches without a common tie are groups of their own', () => {
  assert.equal(groupsOf('{name: a, ties: [x]}\n---\n{name: b, ties: [y]}\n').groups, [['a'], ['b']]);
});

test('a match that ties two others joins them, in source order', () => {
  assert.equal(
    groupsOf('{name: a, ties: [x]}\n---\n{name: b, ties: [y]}\n---\n{name: c, ties: [z]}\n---\n{name: d, ties: [y, x]}\n').groups,
    [['a', 'b', 'd'], ['c']],
  );
});

test('copies of one thing are no group', () => {
  assert.equal(groupsOf('{name: a, ties: [x]}\n---\n{name: a, ties: [x]}\n', true).groups, [['a'], ['a']]);
  assert.equal(groupsOf('{name: a, ties: [x]}\n---\n{name: b, ties: [x]}\n', true).groups, [['a', 'b']]);
});

test('each finding gets the reason that was given for its own place', () => {
  assert.equal(
    groupsOf('{name: a, ties: [x]}\n---\n{name: b, ties: []}\n').offered.map(({ skip }) => skip),
    ['not today [NO]', 'not today [NO]'],
  );
});

test('what is left alone keeps its whole group from being touched', () => {
  const { groups, offered } = groupsOf('{name: a, ties: [x]}\n---\n{name: b, ties: [x]}\n---\n{name: c, ties: []}\n', false, 'b');
  assert.equal(groups, [['c']]);
  assert.equal(
    offered.map(({ skip }) => skip),
    ['it goes together with `a.yaml`, line 3, which is left alone: somebody said so [SHARED_GROUP]', undefined, 'not today [NO]'],
  );
});

test.run();
