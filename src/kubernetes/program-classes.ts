import type { Node } from '../core/document.ts';
import { textOf, type Pattern } from './nodes.ts';

/** A family of classes: how another object of it is made. */
export type Family = 'cdk8s' | 'pulumi';

/** What a class says of the object that it makes. */
export interface Around {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name?: string | undefined;
}

/** How classes are given what they make an object of. */
export interface ClassTable {
  readonly family: Family;
  /** The package, or the file that holds what `cdk8s import` wrote. */
  readonly from: RegExp;
  /** The class within it; its groups are what `around` is told. */
  readonly name: RegExp;
  /** From the arguments: whole objects. */
  readonly objects: readonly Pattern[];
  readonly around?: (groups: readonly string[], call: Node) => Around | undefined;
  readonly names?: Readonly<Record<string, string>>;
}

/** The groups of the kinds that have a class of their own. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  v1: ['ConfigMap', 'Namespace', 'Pod', 'ReplicationController', 'Secret', 'Service', 'ServiceAccount', 'ServiceList'],
  'apps/v1': ['DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'],
  'batch/v1': ['CronJob', 'Job'],
  'networking.k8s.io/v1': ['Ingress', 'NetworkPolicy'],
};

/** Where the group of the API is not what the namespace of `@pulumi/kubernetes` is called. */
const PULUMI_GROUPS: Readonly<Record<string, string>> = { core: '', networking: 'networking.k8s.io' };

export const CLASSES: readonly ClassTable[] = [
  // https://cdk8s.io/docs/latest/basics/api-objects/
  { family: 'cdk8s', from: /^cdk8s$/, name: /^ApiObject$/, objects: [['2']] },
  // https://cdk8s.io/docs/latest/cli/import/: the properties are those of the API, in camel case
  {
    family: 'cdk8s',
    from: /./,
    name: /^(?:k8s\.)?Kube([A-Z]\w*)$/,
    objects: [['2']],
    around: ([kind = '']) => known(kind),
    names: { clusterIP: 'clusterIp', loadBalancerIP: 'loadBalancerIp' },
  },
  // https://cdk8s.io/docs/latest/plus/: these two have the fields of the API
  {
    family: 'cdk8s',
    from: /^cdk8s-plus(?:-\d+)?$/,
    name: /^(ConfigMap|Secret|Service)$/,
    objects: [['2']],
    around: ([kind = '']) => known(kind),
  },
  // https://cdk8s.io/docs/latest/basics/helm/
  {
    family: 'cdk8s',
    from: /^cdk8s$/,
    name: /^Helm$/,
    objects: [['2']],
    around: (_, call) => ({ apiVersion: 'cdk8s.io/v1', kind: 'Helm', name: textOf(call.get('arguments', 2, 'releaseName')) }),
  },
  // https://www.pulumi.com/registry/packages/kubernetes/api-docs/: one class a kind, in namespaces by group and version
  {
    family: 'pulumi',
    from: /^@pulumi\/kubernetes/,
    name: /^(\w+)\.(v\d\w*)\.([A-Z]\w*?)$/,
    objects: [['1']],
    around: ([group = '', version = '', kind = '']) =>
      group === 'helm' || group === 'yaml' || kind.endsWith('Patch')
        ? undefined
        : { apiVersion: [PULUMI_GROUPS[group] ?? group, version].filter(part => part !== '').join('/'), kind },
  },
  { family: 'pulumi', from: /^@pulumi\/kubernetes/, name: /^apiextensions\.CustomResource$/, objects: [['1']] },
  {
    family: 'pulumi',
    from: /^@pulumi\/kubernetes/,
    name: /^yaml\.(?:v2\.)?ConfigGroup$/,
    objects: [
      ['1', 'objs'],
      ['1', 'objs', '*'],
    ],
  },
  {
    family: 'pulumi',
    from: /^@pulumi\/kubernetes/,
    name: /^helm\.(v[34])\.(Chart|Release)$/,
    objects: [['1']],
    around: ([version = '', kind = ''], call) => ({ apiVersion: `helm.sh/${version}`, kind, name: textOf(call.get('arguments', 0)) }),
  },
];

/** Where calls hold manifests in strings: https://www.pulumi.com/registry/packages/kubernetes/api-docs/yaml/configgroup/. */
export const MANIFESTS: readonly { readonly from: RegExp; readonly name: RegExp; readonly places: readonly Pattern[] }[] = [
  {
    from: /^@pulumi\/kubernetes/,
    name: /^yaml\.(?:v2\.)?ConfigGroup$/,
    places: [
      ['1', 'yaml'],
      ['1', 'yaml', '*'],
    ],
  },
  { from: /^@pulumi\/kubernetes/, name: /^yaml\.(?:parse|parseYamlDocument)$/, places: [['0'], ['0', 'yaml'], ['0', 'yaml', '*']] },
];

function known(kind: string): Around | undefined {
  const apiVersion = Object.keys(GROUPS).find(group => GROUPS[group]!.includes(kind));
  return apiVersion === undefined ? undefined : { apiVersion, kind };
}
