import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ESLint, type Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { rules } from '../rules/index.ts';
import { dedent } from '../src/core/dedent.ts';
import plugin from '../src/eslint/index.ts';
import type published from '../types/eslint.d.ts';
import { ASK_FOR_DETAILS, NEED_THE_REPOSITORY, ownRules } from '../src/eslint/rules.ts';
import { headlessService, kubemend, projectRoot, service } from './cli/kubemend.ts';
import { temporaryTree } from './discover/temporary-tree.ts';

const test = suite('ESLint plugin');

const PARSED: Linter.Config = { files: ['**/*.ts'], languageOptions: { parser: tseslint.parser } };

/** The headless Service of a program, which takes no externalIPs. */
const PROGRAM = dedent(`
  import * as k8s from '@pulumi/kubernetes';

  new k8s.core.v1.Service('web', {
    spec: {
      clusterIP: 'None',
      externalIPs: ['192.0.2.4'],
    },
  });
`);

function eslint(cwd: string, options: ESLint.Options = {}, ...more: readonly Linter.Config[]): ESLint {
  return new ESLint({
    cwd,
    overrideConfigFile: true,
    overrideConfig: [...plugin.configs.recommended, PARSED, ...plugin.configs.programs, ...more],
    ...options,
  });
}

/** Each message of a file as `line:column-line:column rule`. */
const messagesOf = ([result]: readonly ESLint.LintResult[]): readonly string[] =>
  result!.messages.map(
    ({ line, column, endLine, endColumn, ruleId, message }) => `${line}:${column}-${endLine}:${endColumn} ${ruleId ?? message}`,
  );

test('findings stand at their places in manifests and programs, and ESLint has no word of its own', async () => {
  const root = temporaryTree({ 'web.yaml': service('web'), 'index.ts': PROGRAM, 'other.yaml': 'a: 1\n' });
  const linter = eslint(root);
  assert.equal(messagesOf(await linter.lintFiles('web.yaml')), ['8:3-8:14 kubemend/service-external-ips']);
  assert.equal(messagesOf(await linter.lintFiles('index.ts')), ['6:5-6:16 kubemend/service-external-ips-ignored']);
  assert.equal(messagesOf(await linter.lintFiles('other.yaml')), []);
});

test('--fix mends as the command does, byte order mark and line ends kept', async () => {
  const texts = { 'web.yaml': headlessService('web'), 'index.ts': PROGRAM };
  for (const variant of [(text: string) => text, (text: string) => `\ufeff${text.replaceAll('\n', '\r\n')}`]) {
    const files = Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, variant(text)]));
    const [ours, theirs] = [temporaryTree(files), temporaryTree(files)];
    await ESLint.outputFixes(await eslint(ours, { fix: true }).lintFiles('.'));
    await kubemend(theirs, ['--fix']);
    for (const path of Object.keys(files)) {
      const text = readFileSync(join(ours, path), 'utf8');
      assert.is(text, readFileSync(join(theirs, path), 'utf8'), path);
      assert.not.ok(text.includes('externalIPs'), path);
    }
  }
});

test('an unsafe fix is a suggestion, and no migration is one', async () => {
  const root = temporaryTree({
    'kubeadm.yaml': 'apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\nkubernetesVersion: v1.35.0\n',
    'web.yaml': service('web'),
  });
  const linter = eslint(root, { fix: true });
  const [kubeadm] = await linter.lintFiles('kubeadm.yaml');
  assert.is(kubeadm!.output, undefined);
  const suggested = kubeadm!.messages.flatMap(({ suggestions }) => suggestions ?? []);
  assert.ok(
    suggested.some(({ fix }) => fix.text.includes('v1beta4')),
    JSON.stringify(kubeadm!.messages),
  );
  const [web] = await linter.lintFiles('web.yaml');
  assert.equal(
    web!.messages.map(({ fix, suggestions }) => [fix, suggestions]),
    [[undefined, undefined]],
  );
});

test('what cannot be read is a finding of `syntax`, not an error of ESLint', async () => {
  const root = temporaryTree({ 'web.yaml': `${service('web')}a: [1, 2\nb: 1\n` });
  const [result] = await eslint(root).lintFiles('web.yaml');
  assert.equal(
    result!.messages.map(({ ruleId, fatal }) => [ruleId, fatal]),
    [['kubemend/syntax', undefined]],
  );
});

test('the version moved to is a setting, and a wrong one is told', async () => {
  const root = temporaryTree({ 'web.yaml': service('web') });
  const at = async (kubernetes: unknown) => eslint(root, {}, { settings: { kubemend: { kubernetes } } }).lintFiles('web.yaml');
  assert.equal(messagesOf(await at('1.35')), []);
  assert.is((await at('1.36'))[0]!.messages.length, 1);
  await at('new').then(
    () => assert.unreachable('the version is none'),
    (error: unknown) => assert.match(String(error), /`settings.kubemend.kubernetes` is a version/),
  );
});

test('comments of kubemend hide findings', async () => {
  const text = service('web').replace('  externalIPs:', '  # kubemend-ignore[service-external-ips]: served by the router\n  externalIPs:');
  assert.equal(messagesOf(await eslint(temporaryTree({ 'web.yaml': text })).lintFiles('web.yaml')), []);
});

test('a Latin character, a tab and a second document change no place', async () => {
  const root = temporaryTree({ 'web.yaml': `# é 🎉\na: "\t"\n---\n${service('web')}` });
  assert.equal(messagesOf(await eslint(root).lintFiles('web.yaml')), ['11:3-11:14 kubemend/service-external-ips']);
});

test('the types that are published are those of the plugin', () => {
  const typed: typeof published = plugin;
  assert.equal(Object.keys(typed.configs), ['recommended', 'programs']);
});

test('whether a rule needs the repository is decided for each that asks it for facts', () => {
  for (const { id, facts = [] } of rules)
    if (facts.length > 0) assert.ok(NEED_THE_REPOSITORY.has(id) || ASK_FOR_DETAILS.has(id), `${id}: decide it in src/eslint/rules.ts`);
  const ids = new Set(rules.map(({ id }) => id));
  for (const id of [...NEED_THE_REPOSITORY, ...ASK_FOR_DETAILS]) assert.ok(ids.has(id), id);
});

test('the docs list the rules that do not run in ESLint, and no other', () => {
  const docs = readFileSync(join(projectRoot, 'docs/eslint.md'), 'utf8');
  const listed = [...docs.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, id]) => id);
  assert.equal(listed, [...NEED_THE_REPOSITORY]);
});

for (const { id, docs, default: state } of ownRules)
  test(`${id} finds in ESLint what its docs call bad, and nothing in what they call good`, async () => {
    const examples = [...docs.bad.map(example => ({ example, isBad: true })), ...docs.good.map(example => ({ example, isBad: false }))];
    for (const { example, isBad } of examples) {
      const { path = 'input.yaml', version, text } = example;
      const root = temporaryTree({ [path]: dedent(text) });
      const linter = eslint(
        root,
        {},
        {
          files: ['**/*'],
          plugins: { kubemend: plugin },
          language: 'kubemend/yaml',
          rules: { [`kubemend/${id}`]: 'warn' },
          ...(version !== undefined && { settings: { kubemend: { kubernetes: version } } }),
        },
      );
      const [result] = await linter.lintFiles(path);
      const found = result!.messages.filter(({ ruleId }) => ruleId === `kubemend/${id}`);
      assert.is(found.length > 0, isBad, `${state ?? ''}${text}`);
    }
  });

test.run();
