import { isAtLeast, type KubernetesVersion } from '../core/version.ts';
import { imageName } from './image.ts';

/** A cloud that has a controller manager of its own. */
export interface CloudProvider {
  /** As `--cloud-provider` calls it. */
  readonly name: string;
  /** The repository of its image, wherever that is mirrored. */
  readonly image: RegExp;
  /** Whether it implements the interface `Routes`; left out where that depends on what no manifest shows. */
  readonly hasRoutes?: boolean;
  /** How its tags tell the version of k8s.io/cloud-provider. */
  readonly tags?: 'kubernetes' | 'kubernetes-minor';
  /** The first tag that knows the gate, where that is not told by the version of the library. */
  readonly routeGateSince?: Tag;
  /** The variable of the environment that turns the route controller off when it is `false`. */
  readonly routesVariable?: string;
}

interface Tag {
  readonly major: number;
  readonly minor: number;
}

/** What is known of an image without running it. */
export interface ManagerImage {
  readonly provider: CloudProvider | undefined;
  /** The version of k8s.io/cloud-provider that it is built with, as far as its tag tells: the release of Kubernetes of the same number. */
  readonly library: KubernetesVersion | undefined;
  readonly knowsRouteGate: 'yes' | 'no' | 'unknown';
}

/** The first release of k8s.io/cloud-provider with the gate (KEP 5237; kubernetes/controller-manager pkg/features/kube_features.go). */
const ROUTE_GATE_SINCE = 35;

/**
 * `Routes()` was read in the file that each row names; release numbers in the README of each project.
 *
 * Forks under other names are left out on purpose: what they are built with is not known.
 */
const PROVIDERS: readonly CloudProvider[] = [
  {
    // hetznercloud/hcloud-cloud-controller-manager hcloud/cloud.go; 1.27.0 was the first with a patched library (its CHANGELOG, pull request 970).
    name: 'hcloud',
    image: /(?:^|\/)hetznercloud\/hcloud-cloud-controller-manager$/,
    hasRoutes: true,
    routeGateSince: { major: 1, minor: 27 },
    routesVariable: 'HCLOUD_NETWORK_ROUTES_ENABLED',
  },
  // kubernetes/cloud-provider-openstack pkg/openstack/openstack.go
  { name: 'openstack', image: /(?:^|\/)openstack-cloud-controller-manager$/, hasRoutes: true, tags: 'kubernetes' },
  // kubernetes/cloud-provider-aws pkg/providers/v1/aws.go
  { name: 'aws', image: /(?:^|\/)provider-aws\/cloud-controller-manager$/, hasRoutes: true, tags: 'kubernetes' },
  // kubernetes-sigs/cloud-provider-azure pkg/provider/azure.go
  { name: 'azure', image: /(?:^|\/)azure-cloud-controller-manager$/, hasRoutes: true, tags: 'kubernetes' },
  // kubernetes/cloud-provider-gcp providers/gce/gce.go; README: `v27.1.0` is for Kubernetes 1.27.1
  {
    name: 'gce',
    image: /(?:^|\/)(?:(?:k8s-staging-)?cloud-provider-gcp|k8scloudprovidergcp)\/cloud-controller-manager$/,
    hasRoutes: true,
    tags: 'kubernetes-minor',
  },
  // kubernetes/cloud-provider-vsphere pkg/cloudprovider: routes only where NSX-T is configured
  { name: 'vsphere', image: /(?:^|\/)cloud-(?:pv-vsphere\/cloud-)?provider-vsphere(?:\/cpi\/release\/manager)?$/, tags: 'kubernetes' },
  // linode/linode-cloud-controller-manager cloud/linode/cloud.go: routes only with `--enable-route-controller`
  { name: 'linode', image: /(?:^|\/)linode-cloud-controller-manager$/ },
  // digitalocean/digitalocean-cloud-controller-manager cloud-controller-manager/do/cloud.go
  { name: 'digitalocean', image: /(?:^|\/)digitalocean-cloud-controller-manager$/, hasRoutes: false },
  // nutanix-cloud-native/cloud-provider-nutanix pkg/provider/provider.go
  { name: 'nutanix', image: /(?:^|\/)cloud-provider-nutanix\/controller$/, hasRoutes: false },
  // apache/cloudstack-kubernetes-provider cloudstack.go
  { name: 'external-cloudstack', image: /(?:^|\/)cloudstack-kubernetes-provider$/, hasRoutes: false },
  // kubernetes-sigs/cloud-provider-huaweicloud pkg/cloudprovider/huaweicloud/huaweicloud.go
  { name: 'huaweicloud', image: /(?:^|\/)huawei-cloud-controller-manager$/, hasRoutes: false },
];

/** By its image, else by what `--cloud-provider` calls it. */
export const cloudProviderOf = (image: string | undefined, name: string | undefined): CloudProvider | undefined =>
  PROVIDERS.find(provider => image !== undefined && provider.image.test(repositoryOf(image))) ??
  PROVIDERS.find(provider => provider.name === name);

/** Whether a repository of images is that of a cloud controller manager in the table. */
export const isManagerImage = (image: string): boolean => PROVIDERS.some(provider => provider.image.test(repositoryOf(image)));

/** An image without its tag and digest. */
export const repositoryOf = (image: string): string => imageName(image).repository;

/** `image`: `repository:tag@digest`, each part as far as the file says; placeholders tell nothing. */
export function managerImage(image: string | undefined, cloudProvider: string | undefined): ManagerImage {
  const provider = cloudProviderOf(image, cloudProvider);
  const { repository, tag } = imageName(image ?? '');
  const isOwn = provider?.image.test(repository) === true;
  const [, major, minor] = (isOwn && /^v?(\d{1,3})\.(\d{1,4})(?:\.\d|$)/.exec(tag)) || [];
  if (!provider || major === undefined || minor === undefined) return { provider, library: undefined, knowsRouteGate: 'unknown' };
  const release: Tag = { major: Number(major), minor: Number(minor) };
  const library = libraryOf(provider, release);
  const since = provider.routeGateSince;
  const knows = since ? isTagAtLeast(release, since) : library && isAtLeast(library, ROUTE_GATE_SINCE);
  return { provider, library, knowsRouteGate: knows === undefined ? 'unknown' : knows ? 'yes' : 'no' };
}

function libraryOf({ tags }: CloudProvider, release: Tag): KubernetesVersion | undefined {
  if (tags === undefined) return undefined;
  return tags === 'kubernetes-minor' && release.major > 1 ? { major: 1, minor: release.major } : release;
}

const isTagAtLeast = ({ major, minor }: Tag, since: Tag): boolean => major > since.major || (major === since.major && minor >= since.minor);
