import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { RepositoryFacts } from '../../src/repository/facts.ts';
import { MemoryTree } from '../../src/testing/memory-tree.ts';

type Files = Readonly<Record<string, string>>;

/** The scopes of a file, by name. */
const scopesOf = (files: Files, path: string): readonly string[] =>
  new RepositoryFacts(new MemoryTree(files)).scopesOf({ path, text: '' }).map(({ name }) => name);

const areTogether = (files: Files, path: string, other: string): boolean => {
  const facts = new RepositoryFacts(new MemoryTree(files));
  const found = facts.areTogether(path, other);
  assert.is(facts.areTogether(other, path), found, 'one way as the other');
  return found;
};

const service = (name: string, namespace = 'shop'): string =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}, namespace: ${namespace}}\nspec: {ports: [{port: 80}]}\n`;

const sync = (name: string, path: string, more = ''): string =>
  `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: ${name}, namespace: flux-system}\nspec: {path: ${path}${more}}\n`;

const app = (path: string, destination: string): string =>
  `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: web}\nspec: {source: {path: ${path}}, destination: {${destination}}}\n`;

const bootstrapped = (cluster: string): Files => ({
  [`clusters/${cluster}/flux-system/kustomization.yaml`]: 'resources: [gotk-sync.yaml]\n',
  [`clusters/${cluster}/flux-system/gotk-sync.yaml`]: sync('flux-system', `./clusters/${cluster}`),
  [`clusters/${cluster}/apps.yaml`]: sync('apps', `./apps/${cluster}`),
  [`apps/${cluster}/kustomization.yaml`]: 'resources: [../base, own.yaml]\npatches: [{path: web.yaml}]\n',
  [`apps/${cluster}/own.yaml`]: service('own'),
  [`apps/${cluster}/web.yaml`]: service('web'),
});

const FLUX: Files = {
  ...bootstrapped('prod'),
  ...bootstrapped('staging'),
  'apps/base/kustomization.yaml': 'resources: [web.yaml]\n',
  'apps/base/web.yaml': service('web'),
  'infra/dns.yaml': service('dns'),
};

const without = (files: Files, pattern: RegExp): Files => Object.fromEntries(Object.entries(files).filter(([path]) => !pattern.test(path)));

const test = suite('scopes');

test('two bootstraps of Flux are two clusters, which share the bases that both take in', () => {
  assert.equal(scopesOf(FLUX, 'apps/prod/own.yaml'), ['clusters/prod']);
  assert.equal(scopesOf(FLUX, 'apps/prod/web.yaml'), ['clusters/prod'], 'a patch');
  assert.equal(scopesOf(FLUX, 'clusters/staging/apps.yaml'), ['clusters/staging']);
  assert.equal(scopesOf(FLUX, 'apps/base/web.yaml'), ['clusters/prod', 'clusters/staging']);
  assert.not.ok(areTogether(FLUX, 'apps/prod/own.yaml', 'apps/staging/own.yaml'));
  assert.ok(areTogether(FLUX, 'apps/prod/own.yaml', 'apps/prod/web.yaml'));
  assert.ok(areTogether(FLUX, 'apps/base/web.yaml', 'apps/staging/own.yaml'));
});

test('what no cluster takes in may be for each of them', () => {
  assert.equal(scopesOf(FLUX, 'infra/dns.yaml'), ['repository']);
  assert.ok(areTogether(FLUX, 'infra/dns.yaml', 'apps/prod/own.yaml'));
  assert.ok(areTogether(FLUX, 'infra/dns.yaml', 'apps/staging/own.yaml'));
  assert.equal(scopesOf(FLUX, 'not/there.yaml'), ['repository']);
});

test('clusters are told apart without the sync of the bootstrap, and one below another folder as well', () => {
  const files = without(FLUX, /gotk|flux-system/);
  assert.equal(scopesOf(files, 'apps/prod/own.yaml'), ['clusters/prod']);
  const deep = {
    'clusters/eu/prod/apps.yaml': sync('apps', 'a'),
    'clusters/eu/staging/apps.yaml': sync('apps', 'b'),
    'clusters/us/apps.yaml': sync('apps', 'c'),
    'clusters/us/more/dns.yaml': sync('dns', 'd'),
    ...Object.fromEntries(['a', 'b', 'c', 'd'].map(folder => [`${folder}/own.yaml`, service(folder)])),
  };
  assert.equal(
    ['a', 'b', 'c', 'd'].map(folder => scopesOf(deep, `${folder}/own.yaml`)[0]),
    ['clusters/eu/prod', 'clusters/eu/staging', 'clusters/us', 'clusters/us'],
  );
});

test('files that Flux finds by itself count, and below a folder with a kustomization only what that takes in', () => {
  const files = {
    'clusters/prod.yaml': sync('apps', '/apps/prod/'),
    'clusters/staging.yaml': sync('apps', './apps/staging'),
    'apps/prod/a/web.yaml': service('web'),
    'apps/prod/b/kustomization.yml': 'resources: [taken.yaml]\n',
    'apps/prod/b/taken.yaml': service('taken'),
    'apps/prod/b/left.yaml': service('left'),
    'apps/staging/web.yaml': service('web'),
  };
  assert.equal(scopesOf(files, 'apps/prod/a/web.yaml'), ['clusters/prod.yaml']);
  assert.equal(scopesOf(files, 'apps/prod/b/taken.yaml'), ['clusters/prod.yaml']);
  assert.equal(scopesOf(files, 'apps/prod/b/left.yaml'), ['repository']);
});

const ONE: Readonly<Record<string, Files>> = {
  'one bootstrap with many Kustomizations': without(FLUX, /staging/),
  'two Kustomizations of different names that apply themselves': {
    'apps/prod/sync.yaml': sync('apps', './apps/prod'),
    'apps/prod/own.yaml': service('web'),
    'apps/staging/sync.yaml': sync('infra', './apps/staging'),
    'apps/staging/own.yaml': service('web'),
  },
  'Kustomizations of one name in the namespaces that a kustomization gives them': {
    ...without(FLUX, /flux-system/),
    'clusters/prod/kustomization.yaml': 'namespace: one\nresources: [apps.yaml]\n',
    'clusters/staging/kustomization.yaml': 'namespace: two\nresources: [apps.yaml]\n',
  },
  'Kustomizations that a third one applies': { ...without(FLUX, /flux-system/), 'main.yaml': sync('main', './clusters') },
  'a Kustomization of an unknown cluster that may apply anything': { ...FLUX, 'other/sync.yaml': sync('other', '"./apps/${CLUSTER}"') },
  'a Kustomization of an unknown cluster that applies both': { ...FLUX, 'other/sync.yaml': sync('other', './apps') },
  'Kustomizations of both clusters that may apply anything': {
    ...FLUX,
    'clusters/prod/more.yaml': sync('more', '"./${MORE}"'),
    'clusters/staging/more.yaml': sync('more', '"./${MORE}"'),
  },
  'Applications for one destination in two words': {
    'a.yaml': app('apps/prod', 'server: https://kubernetes.default.svc'),
    'b.yaml': app('apps/staging', 'name: in-cluster'),
    'apps/prod/own.yaml': service('web'),
    'apps/staging/own.yaml': service('web'),
  },
  'an address and a name, which may be of one cluster': {
    'a.yaml': app('apps/prod', 'server: https://prod.example.com'),
    'b.yaml': app('apps/staging', 'name: staging'),
    'apps/prod/own.yaml': service('web'),
    'apps/staging/own.yaml': service('web'),
  },
  'an ApplicationSet that fills in the destination': {
    'a.yaml': app('apps/prod', 'name: prod'),
    'b.yaml': app('apps/staging', 'name: staging'),
    'set.yaml': `apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata: {name: all}\nspec: {template: {spec: {source: {path: '{{path}}'}, destination: {name: '{{name}}'}}}}\n`,
    'apps/prod/own.yaml': service('web'),
    'apps/staging/own.yaml': service('web'),
  },
  'kustomizations that share nothing': {
    'apps/prod/kustomization.yaml': 'resources: [own.yaml]\n',
    'apps/prod/own.yaml': service('web'),
    'apps/staging/kustomization.yaml': 'resources: [own.yaml]\n',
    'apps/staging/own.yaml': service('web'),
  },
};

for (const [title, files] of Object.entries(ONE)) {
  test(`one cluster, as far as is known: ${title}`, () => {
    assert.ok(areTogether(files, 'apps/prod/own.yaml', 'apps/staging/own.yaml'));
  });
}

test('destinations of Argo CD are clusters', () => {
  const files = {
    'argo/a.yaml': app('apps/prod', 'server: https://prod.example.com'),
    'argo/b.yaml': app('apps/staging', 'server: https://staging.example.com'),
    'argo/c.yaml': app('apps/both', 'server: https://staging.example.com'),
    'argo/d.yaml': app('apps/both', 'server: https://prod.example.com'),
    'apps/prod/own.yaml': service('web'),
    'apps/staging/own.yaml': service('web'),
    'apps/both/own.yaml': service('web'),
  };
  assert.equal(scopesOf(files, 'apps/prod/own.yaml'), ['server https://prod.example.com']);
  assert.is(scopesOf(files, 'apps/both/own.yaml').length, 2);
  assert.equal(scopesOf(files, 'argo/a.yaml'), ['repository']);
  assert.not.ok(areTogether(files, 'apps/prod/own.yaml', 'apps/staging/own.yaml'));
});

/** Two overlays of one base. */
const overlays = (one: string, two: string, base = service('web'), more: Files = {}): Files => ({
  'base/kustomization.yaml': 'resources: [web.yaml]\n',
  'base/web.yaml': base,
  'one/kustomization.yaml': `resources: [../base, own.yaml]\n${one}`,
  'one/own.yaml': service('one'),
  'two/kustomization.yaml': `resources: [../base, own.yaml]\n${two}`,
  'two/own.yaml': service('two'),
  ...more,
});

test('two kustomizations that make one object of a base are for two clusters', () => {
  for (const files of [
    overlays('', ''),
    overlays('namespace: web\n', 'namespace: web\n'),
    overlays('', '', 'kind: Service\napiVersion: v1\nmetadata: {name: web}\n'),
  ]) {
    assert.equal(scopesOf(files, 'one/own.yaml'), ['one/kustomization.yaml']);
    assert.equal(scopesOf(files, 'base/web.yaml'), ['one/kustomization.yaml', 'two/kustomization.yaml']);
    assert.not.ok(areTogether(files, 'one/own.yaml', 'two/own.yaml'));
    assert.ok(areTogether(files, 'one/own.yaml', 'base/web.yaml'));
  }
});

test('overlays of another base may be for each of these clusters', () => {
  const files = {
    ...overlays('', ''),
    ...Object.fromEntries(Object.entries(overlays('', '')).map(([path, text]) => [`dns/${path}`, text.replaceAll('web', 'dns')])),
    'dns/base/dns.yaml': service('dns'),
  };
  assert.not.ok(areTogether(files, 'dns/one/own.yaml', 'dns/two/own.yaml'));
  assert.ok(areTogether(files, 'dns/one/own.yaml', 'one/own.yaml'));
  assert.ok(areTogether(files, 'dns/one/own.yaml', 'two/own.yaml'));
});

const NO_TWO: Readonly<Record<string, Files>> = {
  'the overlays are for two namespaces': overlays('namespace: one\n', 'namespace: two\n'),
  'one overlay is for a namespace of its own': overlays('', 'namespace: two\n'),
  'an overlay gives other names': overlays('namePrefix: canary-\n', ''),
  'an overlay patches the name': overlays(
    'patches: [{target: {kind: Service}, patch: "[{op: replace, path: /metadata/namespace, value: one}]"}]\n',
    '',
  ),
  'an overlay is changed by a transformer': overlays('transformers: [t.yaml]\n', ''),
  'the base holds nothing of which there is one': overlays('', '', 'apiVersion: v1\nkind: Namespace\nmetadata: {name: web}\n'),
  'another kustomization takes in both': overlays('', '', service('web'), { 'kustomization.yaml': 'resources: [one, two]\n' }),
  'the repository has Applications, which may give them namespaces': overlays('', '', service('web'), {
    'app.yaml': app('one', 'name: prod'),
  }),
};

for (const [title, files] of Object.entries(NO_TWO)) {
  test(`no two clusters where ${title}`, () => {
    assert.ok(areTogether(files, 'one/own.yaml', 'two/own.yaml'));
    assert.equal(scopesOf(files, 'one/own.yaml').length, 1);
  });
}

test('what the configuration says comes before what the repository shows', () => {
  const cluster = (name: string) => ({ name, has: (path: string) => path.startsWith(`${name}/`) || path.startsWith('both/') });
  const facts = new RepositoryFacts(new MemoryTree(overlays('', '')), [cluster('one'), cluster('three')]);
  const names = (path: string) => facts.scopesOf({ path, text: '' }).map(({ name }) => name);
  assert.equal(names('one/own.yaml'), ['one']);
  assert.equal(names('both/own.yaml'), ['one', 'three']);
  assert.equal(names('two/own.yaml'), ['repository']);
  assert.ok(facts.areTogether('one/own.yaml', 'two/own.yaml'));
  assert.not.ok(facts.areTogether('one/own.yaml', 'three/own.yaml'));
  assert.is(facts.scopesOf({ path: 'both/a.yaml', text: '' }), facts.scopesOf({ path: 'both/b.yaml', text: '' }), 'one list');
});

test('what was said of a kind is read for the scopes of a file, each once', () => {
  const facts = new RepositoryFacts(new MemoryTree(FLUX));
  const services = {
    id: 'services',
    words: ['Service'],
    *read({ file, range }: { file: { path: string; text: string }; range: { start: number; end: number } }) {
      yield { value: file.path, file, range };
    },
  };
  const around = (path: string) => facts.around(services, { path, text: '' }).map(({ value }) => value);
  assert.equal(around('apps/prod/own.yaml').toSorted(), [
    'apps/base/web.yaml',
    'apps/prod/own.yaml',
    'apps/prod/web.yaml',
    'infra/dns.yaml',
  ]);
  assert.is(around('apps/base/web.yaml').length, 6);
  assert.is(around('infra/dns.yaml').length, 6);
});

test('what changes is asked anew', () => {
  const tree = new MemoryTree(overlays('', ''));
  const facts = new RepositoryFacts(tree);
  assert.not.ok(facts.areTogether('one/own.yaml', 'two/own.yaml'));
  tree.change({ path: 'one/kustomization.yaml', text: 'resources: [../base, own.yaml]\nnamespace: one\n' });
  facts.forget();
  assert.ok(facts.areTogether('one/own.yaml', 'two/own.yaml'));
});

test.run();
