import type { Document, Node, Query } from '../../core/document.ts';
import { gateFlags, type Flags } from '../flags.ts';
import { controlPlaneNodes, kindPatchOf, kindShape, kindVersion, whyNotApplied, type KindPatch } from '../kind.ts';
import { kubeApiServer, type HighAvailability, type KubeApiServer } from '../kube-api-server.ts';
import { clusterConfiguration } from '../kubeadm.ts';
import { patchedExtraArgs } from '../json-patch-flags.ts';
import { textOf } from '../object.ts';

/** Patches of the ClusterConfiguration that kind writes, each a document of its own. The one that has the most to say of kube-apiserver stands for the cluster. */
export const kindApiServers: Query<KubeApiServer> = function* (document) {
  const patch = kindPatchOf(document);
  if (patch?.kind !== 'ClusterConfiguration') return;
  const { cluster, root, kind, apiVersion, by } = patch;
  const at = (by === 'merge' ? (root.get('apiServer') ?? root.get('kind')) : undefined) ?? root;
  const written = root.get('apiServer', 'extraArgs')?.kind === 'list' ? 'list' : 'map';
  const configuration = clusterConfiguration(root, { api: apiVersion ?? 'kind', shape: kindShape(patch) ?? written });
  yield kubeApiServer({
    form: 'kind',
    document,
    resource: { apiVersion, kind, name: textOf(cluster.get('name')), path: at.path, form: 'kind' },
    at,
    version: kindVersion(cluster),
    highAvailability: highAvailabilityOf(cluster),
    isPartial: by === 'json6902' || !standsForAll(document, patch),
    // https://kind.sigs.k8s.io/docs/user/configuration/#feature-gates: for every component.
    otherFlags: gateFlags(cluster.get('featureGates'), 'the gates are those of the kind configuration'),
    assumes: apiVersion === undefined ? ['kind is 0.32 or later: an older one puts the flags in the place of its own'] : [],
    ...configuration,
    flags: by === 'json6902' ? patchedExtraArgs(root, []) : applied(configuration.flags, patch),
  });
};

/** Nothing is written into a patch that is applied to nothing. */
function applied(flags: Flags, patch: KindPatch): Flags {
  const refused = whyNotApplied(patch);
  return refused === undefined ? flags : { ...flags, add: () => ({ refused }) };
}

function highAvailabilityOf(cluster: Node): HighAvailability {
  const [, second] = controlPlaneNodes(cluster);
  return second ? { answer: 'yes', because: second.get('role') ?? second } : { answer: 'no' };
}

/** Whether nothing that another patch of the cluster says may be said here as well. */
function standsForAll({ within }: Document, { cluster }: KindPatch): boolean {
  const patches = [cluster, ...(cluster.get('nodes')?.items() ?? [])]
    .flatMap(holder => ['kubeadmConfigPatches', 'kubeadmConfigPatchesJSON6902'].flatMap(key => holder.get(key)?.items() ?? []))
    .map(item => ({ node: item.get('patch') ?? item, text: textOf(item.get('patch') ?? item) ?? '' }));
  const ours = patches.find(({ node }) => node.range.start === within?.node.range.start);
  const others = patches.filter(patch => patch !== ours);
  if (!ours || others.some(({ text }) => text.includes('peer-ca-file'))) return false;
  const merges = patches.filter(({ text }) => /^["']?kind["']?:\s*["']?ClusterConfiguration\b/m.test(text));
  return (merges.find(({ text }) => text.includes('apiServer')) ?? merges[0]) === ours;
}
