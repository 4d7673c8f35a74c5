import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { loadBaseline } from '../../src/baseline.ts';
import { ConfigurationError, type Configuration } from '../../src/config/policy.ts';
import { loadConfiguration } from '../../src/configuration.ts';
import { formatVersion } from '../../src/core/version.ts';
import { makePipe, temporaryRepository, temporaryTree } from '../discover/temporary-tree.ts';
import { bytesBelow, kubemend, movedService, service } from './kubemend.ts';
import { lint, places } from './lint.ts';

/** The configuration of a folder. */
const load = (root: string, cwd = root): Promise<Configuration> =>
  loadConfiguration({ place: join(root, 'kubemend.yaml'), named: false, cwd, root });

/** What is wrong with it. */
const messageOf = (root: string): Promise<string> =>
  load(root).then(
    () => 'nothing',
    (error: unknown) => (error instanceof ConfigurationError ? error.message : `no error of a configuration: ${String(error)}`),
  );

const findings = async (root: string, options: Parameters<typeof lint>[1] = {}): Promise<readonly string[]> => {
  const { report } = await lint(root, { configuration: await load(root), ...options });
  return report.diagnostics.map(({ primary, rule, severity }) => `${primary.file.path} ${rule} ${severity}`);
};

const wrong = suite('a configuration that cannot be followed');

const ANSWERS: Readonly<Record<string, string>> = {
  'kubernets: "1.36"': '1:1: there is no key `kubernets`; the nearest is `kubernetes`',
  'kubernetes: 1.4': '1:13: `kubernetes` takes a version of Kubernetes, as `1.37`; `1.4` is one of long ago: write `1.40` if that is meant',
  'kubernetes: [1.36]': '1:13: `kubernetes` takes a version of Kubernetes, in quotes',
  'runs: next': '1:7: `runs` takes a version of Kubernetes, as `1.37`, not `next`',
  '# first\n\nrules:\n  service-external-ip: off\n':
    '4:3: there is no key `rules.service-external-ip`; the nearest is `service-external-ips`',
  'rules: {syntax: warn}': '1:17: `rules.syntax` takes `off`, `info`, `warning`, `error`',
  'rules: {syntax: {severity: errors}}': '1:28: `rules.syntax.severity` takes `off`, `info`, `warning`, `error`; the nearest is `error`',
  'rules: {syntax: {level: error}}': '1:18: there is no key `rules.syntax.level`; there is `severity`',
  'rules: [syntax]': '1:8: `rules` takes keys and values',
  'externalIPs: {to: metalb}':
    '1:19: `externalIPs.to` takes `cilium`, `gateway`, `kube-vip`, `load-balancer`, `metallb`, `auto`; the nearest is `metallb`',
  'ignore: 3': '1:9: `ignore` takes patterns of files',
  'ignore: [../other/**]': '1:10: `../other/**` leads out of the folder of the configuration, which patterns are relative to',
  'ignore: [/etc/**]': '1:10: `/etc/**` leads out of the folder of the configuration, which patterns are relative to',
  'ignore: ["a/+(b|c)/**"]': '1:10: `a/+(b|c)/**` has `(`: write `{a,b}` for one or the other, and `\\(` for the character',
  'ignore: [a|b]': '1:10: `a|b` has `|`: write `{a,b}` for one or the other, and `\\|` for the character',
  'ignore: [a/**, "{a,b}{a,b}{a,b}{a,b}"]': '1:16: `{a,b}{a,b}{a,b}{a,b}` has more than 3 `{`',
  'ignore: ["**/a/**/b/**/c/**"]': '1:10: `**/a/**/b/**/c/**` has more than 3 `**`',
  'overrides: [{files: "a/*b*c*d*/e"}]': '1:21: `a/*b*c*d*/e` has more than 3 `*` between two slashes',
  [`ignore: [${'a'.repeat(1001)}]`]: `1:10: \`${'a'.repeat(60)}…\` is longer than 1000 characters`,
  'clusters: {prod: }': '1:17: `clusters.prod` takes patterns of files',
  'overrides: {files: a}': '1:12: `overrides` takes a list',
  'overrides: [{kubernetes: "1.36"}]': '1:13: an item of `overrides` needs `files`: the patterns that it holds for',
  'overrides: [{files: a, ignore: b}]':
    '1:24: there is no key `ignore`; there are `kubernetes`, `externalIPs`, `rules`, `gateway`, `loadBalancer`, `metallb`, `nodes`, `routes`, `runs`, `files`',
  'externalIPs: {clusterStatus: ../status.json}':
    '1:30: `externalIPs.clusterStatus` must not name a file out of the repository, as `../status.json` does; on the command line it may',
  'externalIPs: {clusterStatus: link.json}':
    '1:30: `externalIPs.clusterStatus` must not name a file out of the repository, as `link.json` does; on the command line it may',
  'externalIPs: {clusterStatus: none.json}':
    '1:30: `externalIPs.clusterStatus` cannot take `none.json`: there is no such file beside the configuration, or it cannot be read',
  'just words': '1:1: a configuration is a map of keys',
  'a: 1\n---\nb: 2\n': ' a configuration is one document, and here are several',
};

for (const [text, answer] of Object.entries(ANSWERS)) {
  wrong(JSON.stringify(text), async () => {
    const outer = temporaryTree({ 'status.json': '{"items": []}', 'repository/kubemend.yaml': text });
    symlinkSync('../status.json', join(outer, 'repository/link.json'));
    assert.is(await messageOf(join(outer, 'repository')), `kubemend.yaml:${answer}`);
  });
}

wrong('what is no YAML is told with its place', async () => {
  assert.match(
    await messageOf(temporaryTree({ 'kubemend.yaml': 'rules:\n  syntax: "off\n' })),
    /^kubemend\.yaml:\d+:\d+: it cannot be read: /,
  );
});

wrong('one line on standard error, exit status 2, nothing written', async () => {
  const root = temporaryTree({ 'kubemend.yaml': 'fix: true\n', 'a.yaml': service('a') });
  const { status, out, err } = await kubemend(root, ['--fix', '--to', 'metallb']);
  assert.equal([status, out], [2, '']);
  assert.match(err, /^kubemend: kubemend\.yaml:1:1: there is no key `fix`.*\n$/);
  assert.is(readFileSync(join(root, 'a.yaml'), 'utf8'), service('a'));
});

wrong('a link that leads out of the repository is not followed', async () => {
  const outer = temporaryTree({ 'secret.yaml': 'token: abc\n', 'repository/a.yaml': '' });
  symlinkSync('../secret.yaml', join(outer, 'repository/kubemend.yaml'));
  assert.match(await messageOf(join(outer, 'repository')), /^`kubemend\.yaml` is a symbolic link that leads out of the repository/);
});

wrong('what it has written is no link to nothing, which would make a file elsewhere, and no pipe or folder', async () => {
  const outer = temporaryTree({ 'repository/folder/a.yaml': '' });
  const root = join(outer, 'repository');
  symlinkSync('../new.sh', join(root, 'link'));
  makePipe(join(root, 'pipe'));
  for (const name of ['link', 'pipe', 'folder']) {
    writeFileSync(join(root, 'kubemend.yaml'), `loadBalancer: {runbook: ${name}}\n`);
    assert.is(
      await messageOf(root),
      `kubemend.yaml:1:25: \`loadBalancer.runbook\` cannot have \`${name}\` written: it is there, and no file`,
    );
  }
});

wrong('a pipe is not waited for: not as a file that it names, nor as a baseline', async () => {
  const root = temporaryTree({ 'kubemend.yaml': 'externalIPs: {clusterStatus: pipe}\n', 'a.yaml': service('a') });
  makePipe(join(root, 'pipe'));
  makePipe(join(root, '.kubemend-baseline.json'));
  // Ends the wait of whoever opened a pipe without a thought.
  spawn('sh', ['-c', 'sleep 5; timeout 1 tee pipe .kubemend-baseline.json </dev/null'], {
    cwd: root,
    stdio: 'ignore',
    detached: true,
  }).unref();
  const start = performance.now();
  assert.match(await messageOf(root), /cannot take `pipe`: it is no file$/);
  const reason = await loadBaseline(join(root, '.kubemend-baseline.json'), root).catch((error: unknown) => (error as Error).message);
  assert.is(reason, '`.kubemend-baseline.json` cannot be read: it is no file');
  assert.ok(performance.now() - start < 4000, 'it waited');
});

wrong.run();

const right = suite('a configuration');

right('nothing, and keys without a value, say nothing', async () => {
  for (const text of ['', '# nothing\n', 'rules:\n  # syntax: off\noverrides:\nclusters:\n'])
    assert.equal(await findings(temporaryTree({ 'kubemend.yaml': text, 'a.yaml': service('a') })), ['a.yaml service-external-ips warning']);
});

right('a version without quotes is read from its text', async () => {
  for (const text of ['kubernetes: 1.40\n', 'kubernetes: "1.40"\n', 'kubernetes: v1.40.2\n'])
    assert.equal(
      (await load(temporaryTree({ 'kubemend.yaml': text }))).layers.map(({ values }) => values.get('kubernetes')),
      [{ major: 1, minor: 40 }],
    );
});

right('it gives rules another severity, and turns them off and on', async () => {
  const files = {
    'a.yaml': service('a'),
    'b.yaml': 'apiVersion: v1\nkind: Service\nmetadata: {name: b}\nspec: {type: LoadBalancer, loadBalancerIP: 192.0.2.9}\n',
  };
  const of = (rules: string) => findings(temporaryTree({ ...files, 'kubemend.yaml': `rules: ${rules}\n` }));
  assert.equal(await of('{}'), ['a.yaml service-external-ips warning', 'b.yaml service-load-balancer-ip info']);
  assert.equal(await of('{service-external-ips: error, service-load-balancer-ip: off}'), ['a.yaml service-external-ips error']);
  assert.equal(await of('{service-external-ips: {severity: off}, service-load-balancer-ip: warning}'), [
    'b.yaml service-load-balancer-ip warning',
  ]);
});

right('a rule that is off by default is turned on, and its unsafe fix still has to be asked for by name', async () => {
  const server = 'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\napiServer: {}\n';
  const root = temporaryTree({
    'kubemend.yaml': 'rules: {deny-service-external-ips: warning, missing-peer-ca-file: off}\n',
    'a.yaml': server,
  });
  assert.equal(await findings(root), ['a.yaml deny-service-external-ips warning']);
  const written = async (rules?: ReadonlySet<string>) =>
    (await lint(root, { configuration: await load(root), fix: 'plan', unsafe: true, ...(rules && { rules }) })).report.written;
  assert.equal(await written(), []);
  assert.equal(await written(new Set(['deny-service-external-ips'])), ['a.yaml']);
});

right('the last override that says something wins over the top level, and the command line over all', async () => {
  const root = temporaryTree({
    'kubemend.yaml': `
kubernetes: "1.40"
overrides:
  - files: old/**
    kubernetes: "1.35"
  - files: [old/new, "!old/new/not.yaml"]
    kubernetes: "1.43"
    rules: {service-external-ips: info}
  - files: old/new/loud.yaml
    rules: {service-external-ips: error}
`,
    'a.yaml': service('a', '192.0.2.1'),
    'old/a.yaml': service('b', '192.0.2.2'),
    'old/new/a.yaml': service('c', '192.0.2.3'),
    'old/new/loud.yaml': service('d', '192.0.2.4'),
    'old/new/not.yaml': service('e', '192.0.2.5'),
  });
  const messages = async (options: Parameters<typeof lint>[1]) =>
    lint(root, { configuration: await load(root), ...options }).then(({ report }) =>
      report.diagnostics.map(({ primary, severity }) => `${primary.file.path} ${severity}: ${primary.text}`),
    );
  const bySeverity = await messages({});
  assert.match(bySeverity[0]!, /^a\.yaml error: /);
  assert.match(bySeverity[1]!, /^old\/a\.yaml info: /);
  assert.match(bySeverity[2]!, /^old\/new\/a\.yaml info: /);
  assert.match(bySeverity[3]!, /^old\/new\/loud\.yaml error: /);
  assert.match(bySeverity[4]!, /^old\/new\/not\.yaml info: /);
  assert.is(formatVersion((await lint(root, { configuration: await load(root) })).report.target), '1.40');
  assert.equal(await findings(root, { version: '1.36', paths: ['a.yaml', 'old/a.yaml'] }), [
    'a.yaml service-external-ips warning',
    'old/a.yaml service-external-ips warning',
  ]);
});

right('`externalIPs.to` asks for the migration as `--to` does, with its settings', async () => {
  const root = temporaryTree({ 'kubemend.yaml': 'externalIPs: {to: metallb}\n', 'a.yaml': service('a') });
  const { status, err } = await kubemend(root, ['--fix']);
  assert.equal([status, err], [0, '']);
  assert.is(readFileSync(join(root, 'a.yaml'), 'utf8'), movedService('a'));

  const staged = temporaryTree({ 'kubemend.yaml': 'externalIPs: {to: metallb, stage: prepare}\n', 'a.yaml': service('a') });
  const { out } = await kubemend(staged, ['--diff']);
  assert.match(out, /\+ {2}type: LoadBalancer\n/);
  assert.not.match(out, /^- /m);
  const { out: all } = await kubemend(staged, ['--diff', '--stage', 'all']);
  assert.match(all, /^- {2}externalIPs:\n/m);
  const { out: none } = await kubemend(staged, ['--diff', '--no-config']);
  assert.is(none, '');
});

right('`externalIPs.to` of an override holds for its files, and what shares an address with others stays', async () => {
  const root = temporaryTree({
    'kubemend.yaml': 'overrides: [{files: new, externalIPs: {to: metallb}}]\n',
    'new/a.yaml': service('a', '192.0.2.1'),
    'new/b.yaml': service('b', '192.0.2.2'),
    'old/b.yaml': service('c', '192.0.2.2').replace('port: 80', 'port: 81'),
  });
  const { report } = await lint(root, { configuration: await load(root), fix: 'plan' });
  assert.equal(report.written, ['new/a.yaml']);
  assert.equal(
    report.diagnostics.map(({ primary, skip }) => [primary.file.path, skip]),
    [
      ['new/a.yaml', undefined],
      [
        'new/b.yaml',
        'it goes together with `old/b.yaml`, line 8, which is left alone: nothing asks for `external-ips-to-metallb` there [SHARED_GROUP]',
      ],
      ['old/b.yaml', undefined],
    ],
  );
});

right('ignored files are neither linted nor written, named or found, and keep what goes together with them as it is', async () => {
  const root = temporaryTree({
    'kubemend.yaml': 'ignore: ["vendor/**"]\n',
    'a.yaml': service('a', '192.0.2.1'),
    'b.yaml': service('b', '192.0.2.2'),
    'vendor/b.yaml': service('c', '192.0.2.2').replace('port: 80', 'port: 81'),
  });
  const { status, out } = await kubemend(root, ['vendor/b.yaml']);
  assert.equal([status, out], [0, 'no files linted\n']);
  assert.equal(await findings(root), ['a.yaml service-external-ips warning', 'b.yaml service-external-ips warning']);
  const before = bytesBelow(root);
  const { report } = await lint(root, { configuration: await load(root), fix: 'write', to: 'metallb' });
  assert.equal(report.written, ['a.yaml']);
  assert.match(report.diagnostics[0]!.skip ?? '', 'which is left alone: the configuration ignores the file [SHARED_GROUP]');
  assert.equal({ ...bytesBelow(root), 'a.yaml': '' }, { ...before, 'a.yaml': '' });
  assert.match((await kubemend(root, ['--no-ignore', 'vendor/b.yaml'])).out, 'vendor/b.yaml:8:3');
});

right('standard input under an ignored name is passed on as it is', async () => {
  const root = temporaryTree({ 'kubemend.yaml': 'ignore: ["vendor/**"]\n', 'vendor/x': '' });
  const args = ['--fix', '--to', 'metallb', '-', '--stdin-filename'];
  assert.is((await kubemend(root, [...args, 'vendor/a.yaml'], { input: service('a') })).out, service('a'));
  assert.is((await kubemend(root, [...args, 'a.yaml'], { input: service('a') })).out, movedService('a'));
});

right('clusters do not see each other, and a file of none is for all of them', async () => {
  const conflicts = async (text: string, ...paths: readonly string[]) => {
    const files = Object.fromEntries(paths.map((path, index) => [path, service(`s${index}`, '192.0.2.1')]));
    return (await findings(temporaryTree({ ...files, 'kubemend.yaml': text }))).filter(line => line.includes('external-ip-conflict'))
      .length;
  };
  const clusters = 'clusters: {prod: prod/**, staging: ["staging/**"]}\n';
  assert.is(await conflicts('', 'prod/a.yaml', 'staging/a.yaml'), 2);
  assert.is(await conflicts(clusters, 'prod/a.yaml', 'staging/a.yaml'), 0);
  assert.is(await conflicts(clusters, 'prod/a.yaml', 'prod/b.yaml', 'staging/a.yaml'), 2);
  assert.is(await conflicts(clusters, 'prod/a.yaml', 'staging/a.yaml', 'shared/a.yaml'), 3);
});

right('it is searched from the working directory up to the root of the work tree; `--config` and `--no-config` say otherwise', async () => {
  const outer = temporaryTree({ 'kubemend.yaml': 'wrong: 1\n', 'mild.yaml': 'rules: {service-external-ips: info}\n' });
  const root = join(outer, 'repository');
  mkdirSync(join(root, '.git'), { recursive: true });
  mkdirSync(join(root, 'apps/web'), { recursive: true });
  writeFileSync(join(root, '.git/HEAD'), 'ref: refs/heads/main\n');
  writeFileSync(join(root, 'apps/web/a.yaml'), service('a'));
  const severity = async (...args: readonly string[]) => {
    const { out, err } = await kubemend(join(root, 'apps/web'), ['--format', 'json', ...args]);
    const { diagnostics } = JSON.parse(out || '{"diagnostics": []}') as { readonly diagnostics: readonly { readonly severity: string }[] };
    return err + diagnostics.map(one => one.severity).join();
  };
  assert.is(await severity(), 'warning');
  writeFileSync(
    join(root, 'kubemend.yaml'),
    'rules: {service-external-ips: error}\noverrides: [{files: apps/web/b.yaml, kubernetes: "1.30"}]\n',
  );
  assert.is(await severity(), 'error');
  assert.is(await severity('--no-config'), 'warning');
  assert.is(await severity('--config', '../../../mild.yaml'), 'info');
  assert.is(await severity('--config', 'none.yaml'), 'kubemend: `none.yaml` cannot be read: there is no such file\n');
});

right('patterns are relative to the file, wherever the run starts', async () => {
  const root = temporaryRepository({
    'kubemend.yaml': 'ignore: [apps/web/b.yaml]\n',
    'apps/web/a.yaml': service('a'),
    'apps/web/b.yaml': service('b', '192.0.2.9'),
  });
  const cwd = join(root, 'apps');
  assert.equal(places(await lint(cwd, { configuration: await load(root, cwd) })), ['web/a.yaml:8 service-external-ips']);
});

right('patterns have alternatives, and characters behind a backslash', async () => {
  const root = temporaryTree({
    'kubemend.yaml': String.raw`ignore: ['{a,b}.yaml', 'd \(copy\).yaml']` + '\n',
    'a.yaml': service('a'),
    'c.yaml': service('c', '192.0.2.9'),
    'd (copy).yaml': service('d', '192.0.2.10'),
  });
  assert.equal(places(await lint(root, { configuration: await load(root) })), ['c.yaml:8 service-external-ips']);
});

right('the configuration itself is none of the manifests', async () => {
  const root = temporaryTree({ 'kubemend.yaml': 'externalIPs: {to: metallb}\n' });
  assert.equal((await lint(root, { configuration: await load(root) })).report.files, 0);
});

right.run();
