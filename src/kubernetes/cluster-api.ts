import type { Document, Node } from '../core/document.ts';
import type { ExtraArgsShape } from './kubeadm.ts';
import { objects, type KubernetesObject } from './object.ts';

/** An object of Cluster API that holds a configuration for kubeadm. */
export interface KubeadmConfigHolder {
  readonly object: KubernetesObject;
  /** Its `kubeadmConfigSpec`, or what plays its part. */
  readonly spec: Node;
  /** How the API version writes extra arguments, whatever version of kubeadm reads them in the end. */
  readonly shape: ExtraArgsShape | undefined;
}

/** https://cluster-api.sigs.k8s.io/developer/core/controllers/control-plane and the reference of the providers' types. */
export const KUBEADM_CONFIG_KINDS: Readonly<Record<string, { readonly group: string; readonly path: readonly string[] }>> = {
  KubeadmControlPlane: { group: 'controlplane.cluster.x-k8s.io', path: ['spec', 'kubeadmConfigSpec'] },
  KubeadmControlPlaneTemplate: { group: 'controlplane.cluster.x-k8s.io', path: ['spec', 'template', 'spec', 'kubeadmConfigSpec'] },
  KubeadmConfig: { group: 'bootstrap.cluster.x-k8s.io', path: ['spec'] },
  KubeadmConfigTemplate: { group: 'bootstrap.cluster.x-k8s.io', path: ['spec', 'template', 'spec'] },
};

/** From v1beta2 on Cluster API takes lists (cluster-api api/bootstrap/kubeadm/v1beta2/kubeadm_types.go, `[]Arg`). */
const SHAPES: Readonly<Record<string, ExtraArgsShape>> = {
  v1alpha2: 'map',
  v1alpha3: 'map',
  v1alpha4: 'map',
  v1beta1: 'map',
  v1beta2: 'list',
};

export function* kubeadmConfigHolders(document: Document): Generator<KubeadmConfigHolder> {
  for (const object of objects(document)) {
    const { group, path } = KUBEADM_CONFIG_KINDS[object.kind] ?? {};
    const spec = path && object.node.get(...path);
    if (spec?.kind === 'map' && object.apiVersion.startsWith(`${group ?? ''}/`))
      yield { object, spec, shape: clusterApiShape(object.apiVersion) };
  }
}

export const clusterApiShape = (apiVersion: string): ExtraArgsShape | undefined => SHAPES[apiVersion.replace(/^.*\//, '')];
