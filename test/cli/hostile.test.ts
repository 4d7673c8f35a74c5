import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { temporaryTree } from '../discover/temporary-tree.ts';
import { COMMAND, bytesBelow, headlessService, kubemend, service } from './kubemend.ts';
import { lint, places, skipped } from './lint.ts';

/** A run that takes longer hangs: the slowest of these takes some seconds of a busy machine. */
const HANGS_AFTER = 120_000;

/** So much a run may take for its objects, in MB. */
const HEAP = 400;

/** `KUBEMEND_HOSTILE=full` makes files as large as they are told of in docs/robustness.md. */
const isFull = process.env['KUBEMEND_HOSTILE'] === 'full';

interface Watched {
  readonly status: number | null;
  readonly diagnostics: readonly { readonly file: string; readonly rule: string; readonly message: string }[];
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
  readonly err: string;
}

/** The command with little memory, which is ended when it hangs. */
function watched(cwd: string, args: readonly string[] = []): Promise<Watched> {
  const child = spawn(process.execPath, [`--max-old-space-size=${HEAP}`, ...COMMAND, '--format', 'json', ...args], {
    cwd,
    timeout: HANGS_AFTER,
    killSignal: 'SIGKILL',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err] = [child.stdout, child.stderr].map(stream => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    return chunks;
  }) as [Buffer[], Buffer[]];
  return new Promise((done, fail) =>
    child.on('close', (status, signal) => {
      const errors = Buffer.concat(err).toString();
      if (signal !== null) return fail(new Error(`ended by ${signal}: it hung, or took too much memory\n${errors.slice(0, 500)}`));
      done({ status, err: errors, ...(JSON.parse(Buffer.concat(out).toString()) as Pick<Watched, 'diagnostics' | 'skipped'>) });
    }),
  );
}

const times = (count: number, make: (index: number) => string): string => Array.from({ length: count }, (_, index) => make(index)).join('');

const address = (index: number): string => `10.0.${(index >> 8) & 255}.${index & 255}`;

const values = (path: string): string =>
  `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: a\nspec:\n  source:\n    path: .\n    helm:\n      valueFiles: ['${path}']\n`;

const chart = (name: string, next: string | undefined): string =>
  `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n${next === undefined ? '' : `dependencies:\n${['a', 'b'].map(alias => `  - {name: ${next}, alias: ${alias}, repository: "file://../${next}"}\n`).join('')}`}`;

/** Layers of which each takes in the next one twice: as many ways down as there are numbers of so many bits. */
const LAYERS = 40;

const layersOfCharts: Readonly<Record<string, string>> = Object.fromEntries([
  ...Array.from({ length: LAYERS }, (_, layer) => [`c${layer}/Chart.yaml`, chart(`c${layer}`, `c${layer + 1}`)]),
  [`c${LAYERS}/Chart.yaml`, chart(`c${LAYERS}`, undefined)],
  ['c0/values.yaml', 'a:\n  externalIPs: [192.0.2.4]\n'],
  [
    `c${LAYERS}/templates/service.yaml`,
    'apiVersion: v1\nkind: Service\nmetadata:\n  name: a\nspec:\n  externalIPs: {{ .Values.externalIPs }}\n',
  ],
]);

const layersOfKustomizations: Readonly<Record<string, string>> = Object.fromEntries([
  ['base/a.yaml', service('a')],
  ['base/kustomization.yaml', 'resources: [a.yaml]\n'],
  ...Array.from({ length: LAYERS }, (_, layer) =>
    ['x', 'y'].map(side => {
      const below = layer === 0 ? ['../base'] : [`../x${layer - 1}`, `../y${layer - 1}`];
      return [`${side}${layer}/kustomization.yaml`, `resources: [${below.join(', ')}]\n`];
    }),
  ).flat(),
]);

/** What took time that grew with the square of its size or worse, or gigabytes; each beside a Service that must be found. */
const SLOW: Readonly<Record<string, () => Readonly<Record<string, string>>>> = {
  'an ignore in the last line, without a line break': () => ({ 'a.yaml': `${service('a')}# kubemend-ignore[syntax]: x` }),
  'tens of thousands of ignores below each other': () => ({ 'a.yaml': service('a') + '# kubemend-ignore[x]: y\n'.repeat(30_000) }),
  'tens of thousands of Services, each with an ignore': () => ({
    'a.yaml':
      service('a') +
      times(
        22_000,
        index =>
          `---\n# kubemend-ignore[service-external-ips]: x\napiVersion: v1\nkind: Service\nmetadata: {name: a${index}}\nspec: {externalIPs: [${address(index)}]}\n`,
      ),
  }),
  'an ignore in an annotation with a run of blanks': () => ({
    'a.yaml': service('a').replace('  name: a\n', `  name: a\n  annotations:\n    kubemend/ignore: "a${' '.repeat(800_000)}x"\n`),
  }),
  'a run of `${` as an address': () => ({ 'a.yaml': service('a', `"${'${'.repeat(400_000)}"`) }),
  'one address tens of thousands of times': () => ({ 'a.yaml': service('a') + '    - 192.0.2.4\n'.repeat(30_000) }),
  'as many ports as addresses': () => ({
    'a.yaml':
      service('a').replace(
        '    - port: 80\n',
        times(5000, index => `    - port: ${index + 1}\n`),
      ) + times(5000, index => `    - ${address(index)}\n`),
  }),
  'hundreds of load balancers outside of hundreds of pools': () => ({
    'a.yaml':
      service('a') +
      times(
        800,
        index =>
          `---\napiVersion: v1\nkind: Service\nmetadata:\n  name: a${index}\n  annotations:\n    metallb.io/loadBalancerIPs: 192.0.2.4\nspec:\n  type: LoadBalancer\n` +
          `---\napiVersion: metallb.io/v1beta1\nkind: IPAddressPool\nmetadata: {name: p${index}, namespace: metallb-system}\nspec: {addresses: [${address(index)}/32]}\n`,
      ),
  }),
  'more than a thousand Services in a List of JSON': () => ({
    'a.json': JSON.stringify({
      apiVersion: 'v1',
      kind: 'List',
      items: Array.from({ length: 1500 }, (_, index) => ({
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: `a${index}` },
        spec: { externalIPs: [address(index)] },
      })),
    }),
  }),
  'tens of thousands of documents in strings': () => ({
    'a.yaml': `${service('a')}---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n${times(35_000, index => `  ${index}.yaml: |\n    externalIPs: {}\n`)}`,
  }),
  'tens of thousands of members': () => ({ 'a.yaml': service('a') + times(40_000, index => `k${index}: 1\n`) }),
  'maps that merge each other in a chain': () => ({
    'a.yaml': `${service('a')}---\nexternalIPs: x\nk0: &a0 {x: 1}\n${times(5000, index => `k${index + 1}: &a${index + 1} {<<: *a${index}, k${index}: 1}\n`)}`,
  }),
  'a patch of hundreds in a kustomization': () => ({
    'a.yaml': service('a'),
    'kustomization.yaml': `resources: [a.yaml]\npatches:\n${times(800, index => `  - patch: |\n      apiVersion: v1\n      kind: Service\n      metadata: {name: a}\n      spec: {externalIPs: [${address(index)}]}\n`)}`,
  }),
  'a path of values of which thousands of parts are filled in': () => ({
    [`${'x'.repeat(200)}.yaml`]: 'service:\n  externalIPs: [192.0.2.4]\n',
    'a.yaml': service('a'),
    'app.yaml': values(`${'x{{a}}'.repeat(2000)}y`),
  }),
  'charts that bring along the next one twice': () => ({ ...layersOfCharts, 'a.yaml': service('a') }),
  'kustomizations that take in the next one twice': () => ({ ...layersOfKustomizations, 'a.yaml': service('a') }),
  'megabytes of opened brackets': () => ({ 'a.yaml': `${service('a')}---\nexternalIPs: ${'['.repeat(4_000_000)}\n` }),
  'megabytes of opened braces': () => ({ 'a.yaml': `${service('a')}---\nexternalIPs: ${'{a: '.repeat(1_000_000)}\n` }),
};

const slow = suite('what takes long, or much memory, if it is read carelessly');

for (const [what, files] of Object.entries(SLOW))
  slow(what, async () => {
    const { status, diagnostics, err } = await watched(temporaryTree(files()), [
      '--rule',
      'service-external-ips',
      '--rule',
      'syntax',
      '--rule',
      'unused-ignore',
      '--rule',
      'external-ip-conflict',
      '--rule',
      'address-outside-pools',
    ]);
    assert.ok(
      diagnostics.some(({ file, rule }) => /^a\.(?:yaml|json)$/.test(file) && rule === 'service-external-ips'),
      `no finding: ${status} ${err}`,
    );
  });

slow.run();

const documents = suite('documents without end');

documents(`${isFull ? 'a million' : 'fifty thousand'} documents are read, and the last one is found`, async () => {
  const count = isFull ? 1_000_000 : 50_000;
  const { diagnostics } = await watched(temporaryTree({ 'a.yaml': '---\na: 1\n'.repeat(count) + `---\n${service('a')}` }));
  assert.equal(
    diagnostics.map(({ file, rule }) => `${file} ${rule}`),
    ['a.yaml service-external-ips'],
  );
});

documents('ten thousand documents that hold nothing but a word are no more than that', async () => {
  const { diagnostics } = await watched(temporaryTree({ 'a.yaml': '---\nexternalIPs: 1\n'.repeat(10_000) + `---\n${service('a')}` }));
  assert.equal(
    diagnostics.map(({ file, rule }) => `${file} ${rule}`),
    ['a.yaml service-external-ips'],
  );
});

documents.run();

/** The text of UTF-32, which Node does not know. */
function utf32(text: string): Buffer {
  const bytes = Buffer.alloc(text.length * 4);
  for (let index = 0; index < text.length; index++) bytes.writeUInt32LE(text.charCodeAt(index), index * 4);
  return bytes;
}

const withBytes = (...bytes: readonly number[]): Buffer =>
  Buffer.concat([Buffer.from(`${headlessService('a')}# `), Buffer.from(bytes), Buffer.from('\n')]);

/** Files in encodings, with what is told of them: that they are mended (`written`), found only, or nothing at all. */
const ENCODINGS: Readonly<Record<string, readonly [bytes: string | Buffer, told: 'written' | 'found' | 'nothing']>> = {
  'utf-8.yaml': [headlessService('a'), 'written'],
  'mark.yaml': [`\ufeff${headlessService('a')}`, 'written'],
  'two-marks.yaml': [`\ufeff\ufeff${headlessService('a')}`, 'found'],
  'mark-of-another.yaml': [
    `# \ufeff\n---\n\ufeff${headlessService('b').replace('externalIPs', 'x')}---\n\ufeff${headlessService('a')}`,
    'written',
  ],
  'separators.yaml': [`${headlessService('a')}# \u0085 \u2028 \u2029 x\n`, 'written'],
  'long-line.yaml': [`${headlessService('a')}# ${'x'.repeat(20_000)}\n`, 'written'],
  'utf-16-le.yaml': [Buffer.from(`\ufeff${headlessService('a')}`, 'utf16le'), 'found'],
  'utf-16-be.yaml': [Buffer.from(`\ufeff${headlessService('a')}`, 'utf16le').swap16(), 'found'],
  'utf-16-odd.yaml': [Buffer.concat([Buffer.from(`\ufeff${headlessService('a')}`, 'utf16le'), Buffer.from('a')]), 'found'],
  'utf-16-lone.yaml': [Buffer.from(`\ufeff${headlessService('a')}# \ud800\n`, 'utf16le'), 'found'],
  'latin-1.yaml': [withBytes(0xe9), 'found'],
  'overlong.yaml': [withBytes(0xc0, 0xaf), 'found'],
  'truncated.yaml': [withBytes(0xe2, 0x82), 'found'],
  'surrogate.yaml': [withBytes(0xed, 0xa0, 0x80), 'found'],
  'beyond.yaml': [withBytes(0xf5, 0x80, 0x80, 0x80), 'found'],
  'utf-16-no-mark.yaml': [Buffer.from(headlessService('a'), 'utf16le'), 'nothing'],
  'utf-32.yaml': [utf32(`\ufeff${headlessService('a')}`), 'nothing'],
};

const encodings = suite('encodings');

encodings('what is not plain UTF-8 is read where it can be, and never written', async () => {
  const root = temporaryTree(Object.fromEntries(Object.entries(ENCODINGS).map(([name, [bytes]]) => [name, bytes])));
  const before = bytesBelow(root);
  const told = (wanted: readonly string[]): readonly string[] =>
    Object.entries(ENCODINGS)
      .flatMap(([name, [, what]]) => (wanted.includes(what) ? name : []))
      .toSorted();
  const found = await lint(root, { rules: new Set(['service-external-ips-ignored']) });
  assert.equal(
    found.report.diagnostics.map(({ primary }) => primary.file.path),
    told(['written', 'found']),
  );
  const { report, errors } = await lint(root, { fix: 'write' });
  assert.equal([report.written, errors], [told(['written']), []]);
  const after = bytesBelow(root);
  for (const [path, bytes] of Object.entries(before))
    assert.is(after[path], report.written.includes(path) ? bytes.replace('  externalIPs:\n    - 192.0.2.4\n', '') : bytes, path);
});

encodings.run();

const names = suite('names of files');

names('that look like options, or like files of our own, are files', async () => {
  const all = ['--fix', '--fix.yaml', '-', '-.yaml', '.a.yaml.1-0.kubemend.yaml', ' .yaml', '%s.yaml', `${'n'.repeat(250)}.yaml`];
  const root = temporaryTree(Object.fromEntries(all.map((name, index) => [name, service(`a${index}`, address(index))])));
  const read = all.filter(name => name.endsWith('.yaml')).toSorted();
  assert.equal(
    places(await lint(root)),
    read.map(name => `${name}:8 service-external-ips`),
  );
  const { status, err, out } = await kubemend(root, ['--format', 'json', '--', ...read]);
  assert.equal([status, err], [1, '']);
  assert.equal((JSON.parse(out) as Watched).diagnostics.length, read.length);
  const { report, errors } = await lint(root, { fix: 'write', to: 'metallb' });
  assert.equal([report.written, errors], [read, []]);
});

names('that are not UTF-8 are told', async () => {
  const root = temporaryTree({ 'good.yaml': service('good') });
  writeFileSync(Buffer.concat([Buffer.from(`${root}/bad`), Buffer.from([0xff]), Buffer.from('.yaml')]), service('bad', '192.0.2.5'));
  const result = await lint(root);
  assert.equal([places(result), skipped(result)], [['good.yaml:8 service-external-ips'], ['bad\ufffd.yaml: its name is not UTF-8']]);
});

names.run();

const others = suite('other inputs than manifests');

const BROKEN: Readonly<Record<string, string | Buffer>> = {
  binary: Buffer.from([0, 1, 2, 0xff, 0xfe]),
  'a deep list': '['.repeat(100_000),
  'a deep map': '{"a":'.repeat(100_000),
  'an alias bomb': `a: &a [x, x, x, x, x, x, x, x, x]\n${Array.from('bcdefghijk', (name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghij'[index]!}`).join(', ')}]\n`).join('')}`,
  'a long key': `${'k'.repeat(100_000)}: 1\n`,
  'a number': '1',
  prototypes: '{"__proto__": {"rules": {"syntax": "off"}}, "constructor": {"prototype": {"polluted": true}}}',
};

for (const [what, content] of Object.entries(BROKEN)) {
  others(`${what} as the configuration, the baseline or a report is told in one line and exits 2`, async () => {
    for (const [file, args] of [
      ['broken', ['--config', 'broken', 'a.yaml']],
      ['kubemend.yaml', ['a.yaml']],
      ['.kubemend-baseline.json', ['a.yaml']],
      ['broken', ['merge', 'broken']],
    ] as const) {
      const root = temporaryTree({ 'a.yaml': service('a'), [file]: content });
      const { status, err } = await kubemend(root, args);
      assert.is(status, 2, `${args.join(' ')}: ${err.slice(0, 300)}`);
      assert.match(err, file, args.join(' '));
      assert.not.match(err, /bug|\n.*\n| {4}at /, args.join(' '));
      assert.ok(err.length < 2000, `${args.join(' ')}: ${err.length} characters`);
    }
  });

  others(`${what} as a program, Terraform, a template or standard input does not keep the rest from being linted`, async () => {
    const root = temporaryTree({ 'good.yaml': service('good'), 'chart/Chart.yaml': 'name: a\n' });
    for (const [name, head] of [
      ['a.ts', "import { KubeService } from 'cdk8s';\n// externalIPs\n"],
      ['a.tf', '# kubernetes_service external_ips\n'],
      ['a.json', ''],
      ['chart/templates/a.yaml', '# externalIPs {{ x }}\n'],
    ] as const) {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      writeFileSync(join(root, name), Buffer.concat([Buffer.from(head), Buffer.from(content)]));
    }
    const { diagnostics, err } = await watched(root);
    assert.is(err, '');
    assert.ok(diagnostics.some(({ file }) => file === 'good.yaml'));
    const { status, err: said } = await kubemend(root, ['--stdin-filename', 'x.yaml', '-'], { input: content });
    assert.ok(status === 0 || status === 1 || status === 2, said);
    assert.not.match(said, /bug| {4}at /);
  });
}

others('a folder and a device are no report', async () => {
  const root = temporaryTree({ 'a.yaml': service('a'), 'folder/a.yaml': '' });
  for (const place of ['folder', '/dev/null']) {
    const { status, err } = await kubemend(root, ['merge', place]);
    assert.is(status, 2, `${place}: ${err}`);
    assert.not.match(err, /bug| {4}at /);
  }
});

others.run();
