import type { KubernetesObject, Pattern } from './object.ts';
import { pathInModule, pathOfFile } from './terraform/paths.ts';

/** Where an object, a file of a certain name, or a task of Ansible keeps what it renders charts with. */
export interface ReleaseTable {
  readonly kind?: RegExp;
  /** The groups of the apiVersion, without the version. */
  readonly groups?: readonly string[];
  /** Taken for the above by its name, or for what has no kind. */
  readonly file?: RegExp;
  /** Taken for the above by the name of its module. */
  readonly modules?: ReadonlySet<string>;
  /** Taken for the above by the type of its block in a file of Terraform. */
  readonly resource?: string;
  /** Each place there that describes one release. */
  readonly releases: readonly Pattern[];
  /** From there: maps of values. Strings of values are regions. */
  readonly values: readonly Pattern[];
  /** From there: lists of names and values, or maps from the one to the other. */
  readonly parameters?: readonly Pattern[];
  /** From there. */
  readonly chart?: readonly Pattern[];
  /** From there: the version of the chart. */
  readonly version?: readonly Pattern[];
  /** From there: the namespace that it is installed in, where that is not the object's. */
  readonly namespace?: readonly Pattern[];
  /** Charts have the names of the keys that releases stand at, and this before it. */
  readonly chartsBelow?: string;
  /** From there: the folder of a chart in the repository. */
  readonly folder?: InRepository;
  /** From there: files of values, each a string or a list of such. */
  readonly valuesFiles?: InRepository;
  /** From there: ConfigMaps and Secrets of values. */
  readonly valuesFrom?: Pattern;
  /** From there: the name of the release, where it is not the object's. */
  readonly name?: readonly Pattern[];
}

/** Paths that are written out, and what they are relative to: the folder of the file, the root of the repository, or the folder of the chart. */
interface InRepository {
  readonly at: readonly Pattern[];
  readonly from: 'file' | 'root' | 'chart';
  /** The path in what is written, where that is not the path itself. */
  readonly pathIn?: (text: string) => string | undefined;
}

export const RELEASE_TABLES: readonly ReleaseTable[] = [
  // fluxcd/helm-controller api/v2: helmrelease_types.go, reference_types.go (`valuesFrom`); fluxcd/source-controller api/v1: helmchart_types.go
  // (`valuesFiles` are relative to the source). Flux 1: fluxcd/helm-operator pkg/apis/helm.fluxcd.io/v1
  {
    kind: /^HelmRelease$/,
    groups: ['helm.toolkit.fluxcd.io', 'helm.fluxcd.io', 'flux.weave.works'],
    releases: [[]],
    values: [['spec', 'values']],
    chart: [
      ['spec', 'chart', 'spec', 'chart'],
      ['spec', 'chart', 'name'],
    ],
    version: [
      ['spec', 'chart', 'spec', 'version'],
      ['spec', 'chart', 'version'],
    ],
    namespace: [['spec', 'targetNamespace']],
    folder: {
      at: [
        ['spec', 'chart', 'spec', 'chart'],
        ['spec', 'chart', 'path'],
      ],
      from: 'root',
    },
    valuesFiles: {
      at: [
        ['spec', 'chart', 'spec', 'valuesFiles'],
        ['spec', 'chart', 'spec', 'valuesFile'],
      ],
      from: 'root',
    },
    valuesFrom: ['spec', 'valuesFrom'],
  },
  {
    kind: /^HelmChart$/,
    groups: ['source.toolkit.fluxcd.io'],
    releases: [['spec']],
    values: [],
    chart: [['chart']],
    folder: { at: [['chart']], from: 'root' },
    valuesFiles: { at: [['valuesFiles'], ['valuesFile']], from: 'root' },
  },
  // What programs give to the classes of cdk8s (https://cdk8s.io/docs/latest/basics/helm/) and Pulumi
  // (https://www.pulumi.com/registry/packages/kubernetes/api-docs/helm/): `programs.ts` gives them these groups
  {
    kind: /^(?:Helm|Chart|Release)$/,
    groups: ['cdk8s.io', 'helm.sh'],
    releases: [[]],
    values: [['values']],
    chart: [['chart'], ['path']],
    version: [['version']],
    namespace: [['namespace']],
    folder: { at: [['path'], ['chart']], from: 'root' },
    valuesFiles: { at: [['valueYamlFiles']], from: 'root' },
  },
  // https://argo-cd.readthedocs.io/en/stable/user-guide/helm/, and for files of another source …/user-guide/multiple_sources/
  {
    kind: /^(?:Application|ApplicationSet)$/,
    groups: ['argoproj.io'],
    releases: [
      ['spec', 'source'],
      ['spec', 'sources', '*'],
      ['spec', 'template', 'spec', 'source'],
      ['spec', 'template', 'spec', 'sources', '*'],
    ],
    values: [['helm', 'valuesObject']],
    parameters: [['helm', 'parameters']],
    chart: [['chart']],
    version: [['targetRevision']],
    folder: { at: [['path']], from: 'root' },
    valuesFiles: { at: [['helm', 'valueFiles']], from: 'chart' },
  },
  // https://docs.k3s.io/add-ons/helm; `values`, `valuesSecrets`: k3s-io/helm-controller pkg/apis/helm.cattle.io/v1
  {
    kind: /^(?:HelmChart|HelmChartConfig)$/,
    groups: ['helm.cattle.io'],
    releases: [['spec']],
    values: [['values']],
    parameters: [['set']],
    chart: [['chart']],
    valuesFrom: ['valuesSecrets'],
    version: [['version']],
    namespace: [['targetNamespace']],
  },
  // crossplane-contrib/provider-helm examples/cluster/sample/release.yaml and, with `.m.`, examples/namespaced/sample/release.yaml
  {
    kind: /^Release$/,
    groups: ['helm.crossplane.io', 'helm.m.crossplane.io'],
    releases: [['spec', 'forProvider']],
    values: [['values']],
    parameters: [['set']],
    chart: [['chart', 'name']],
    version: [['chart', 'version']],
    namespace: [['namespace']],
    valuesFrom: ['valuesFrom'],
  },
  // rancher/fleet pkg/apis/fleet.cattle.io/v1alpha1: bundledeployment_types.go (HelmOptions), bundle_types.go, helmop_types.go; of fleet.yaml fleetyaml.go
  {
    kind: /^(?:Bundle|HelmOp)$/,
    groups: ['fleet.cattle.io'],
    releases: [['spec'], ['spec', 'targets', '*']],
    values: [['helm', 'values']],
    chart: [['helm', 'chart']],
    version: [['helm', 'version']],
    namespace: [['defaultNamespace'], ['namespace']],
    valuesFrom: ['helm', 'valuesFrom'],
  },
  {
    file: /^fleet\.ya?ml$/,
    releases: [[], ['targetCustomizations', '*']],
    values: [['helm', 'values']],
    chart: [['helm', 'chart']],
    version: [['helm', 'version']],
    namespace: [['defaultNamespace'], ['namespace']],
    folder: { at: [['helm', 'chart']], from: 'file' },
    valuesFiles: { at: [['helm', 'valuesFiles']], from: 'file' },
    valuesFrom: ['helm', 'valuesFrom'],
    name: [['helm', 'releaseName']],
  },
  // cozystack/cozystack api/v1alpha1/package_types.go: a component is a chart
  { kind: /^Package$/, groups: ['cozystack.io'], releases: [['spec', 'components', '*']], values: [['values']], chartsBelow: 'cozystack' },
  // https://docs.k0sproject.io/stable/helm-charts/, k0sproject/k0s pkg/apis/helm/v1beta1/chart_types.go: values are strings, as in Sveltos
  {
    kind: /^ClusterConfig$/,
    groups: ['k0s.k0sproject.io'],
    releases: [['spec', 'extensions', 'helm', 'charts', '*']],
    values: [],
    chart: [['chartname']],
    version: [['version']],
    namespace: [['namespace']],
    name: [['name']],
  },
  {
    kind: /^Chart$/,
    groups: ['helm.k0sproject.io'],
    releases: [['spec']],
    values: [],
    chart: [['chartName']],
    version: [['version'], ['chartVersion']],
    namespace: [['namespace'], ['releaseNamespace']],
    name: [['releaseName']],
  },
  // projectsveltos/addon-controller api/v1beta1/spec.go (HelmChart)
  {
    kind: /^(?:ClusterProfile|Profile)$/,
    groups: ['config.projectsveltos.io'],
    releases: [['spec', 'helmCharts', '*']],
    values: [],
    chart: [['chartName']],
    version: [['version'], ['chartVersion']],
    namespace: [['namespace'], ['releaseNamespace']],
    valuesFrom: ['valuesFrom'],
    name: [['releaseName']],
  },
  // kubernetes-sigs/kustomize api/types/helmchartargs.go
  {
    kind: /^(?:Kustomization|Component)$/,
    groups: ['kustomize.config.k8s.io'],
    file: /^kustomization\.ya?ml$/,
    releases: [['helmCharts', '*']],
    values: [['valuesInline']],
    chart: [['name']],
    version: [['version']],
    namespace: [['namespace']],
    valuesFiles: { at: [['valuesFile'], ['additionalValuesFiles']], from: 'file' },
    name: [['releaseName']],
  },
  // helmfile/helmfile docs/configuration.md, docs/paths.md: of `values`, strings are names of files. What stands below `environments` is for the
  // templates of the helmfile, and reaches no chart by itself (docs/environments.md).
  {
    file: /^(?:helmfile.*|.*\.helmfile)\.ya?ml(?:\.gotmpl)?$/,
    releases: [
      ['releases', '*'],
      ['templates', '*'],
    ],
    values: [['values', '*']],
    parameters: [['set'], ['setString']],
    chart: [['chart']],
    version: [['version']],
    namespace: [['namespace']],
    folder: { at: [['chart']], from: 'file' },
    valuesFiles: { at: [['values']], from: 'file' },
    name: [['name']],
  },
  // ansible-collections/kubernetes.core plugins/modules/helm.py; its `values_files` are those of the host that the task runs on
  {
    modules: new Set(['kubernetes.core.helm', 'community.kubernetes.helm', 'helm']),
    releases: [[]],
    values: [['values'], ['release_values']],
    chart: [['chart_ref']],
    version: [['chart_version']],
    namespace: [['release_namespace'], ['namespace']],
    name: [['name'], ['release_name']],
  },
  // https://registry.terraform.io/providers/hashicorp/helm/latest/docs/resources/release: of `values`, what is no call of `file` is a text of values
  {
    resource: 'helm_release',
    releases: [[]],
    values: [],
    parameters: [['set'], ['set_list']],
    chart: [['chart']],
    version: [['version']],
    namespace: [['namespace']],
    folder: { at: [['chart']], from: 'file', pathIn: pathInModule },
    valuesFiles: { at: [['values']], from: 'file', pathIn: pathOfFile },
    name: [['name']],
  },
];

/** A helmfile may be cut into files of any name in this folder. */
const HELMFILE_FOLDER = /(?:^|\/)helmfile\.d\/[^/]+$/;

/** A patch of an object may leave its apiVersion out. */
export const tableOf = (object: KubernetesObject): ReleaseTable | undefined =>
  RELEASE_TABLES.find(
    ({ kind, groups }) =>
      kind?.test(object.kind) === true &&
      (groups?.includes(object.apiVersion.split('/')[0] ?? '') === true || (object.apiVersion === '' && object.kind === 'HelmRelease')),
  );

/** What a file is by its name alone. */
export function tableOfFile(path: string): ReleaseTable | undefined {
  const name = HELMFILE_FOLDER.test(path) ? 'helmfile.yaml' : path.slice(path.lastIndexOf('/') + 1);
  return RELEASE_TABLES.find(({ file }) => file?.test(name));
}

export const tableOfResource = (type: string): ReleaseTable | undefined => RELEASE_TABLES.find(({ resource }) => resource === type);

export const tableOfModule = (module: string): ReleaseTable | undefined => RELEASE_TABLES.find(({ modules }) => modules?.has(module));
