import type { Document, Node, Query, Refusal } from '../../core/document.ts';
import { parseVersion } from '../../core/version.ts';
import { componentCommand, containersOf, imageOf } from '../commands.ts';
import type { Flag } from '../flags.ts';
import { flagOf, kubeApiServer, replicasOf, unknownIssuer, type ControlPlaneTool, type KubeApiServer } from '../kube-api-server.ts';
import { objects, resourceOf, type KubernetesObject } from '../object.ts';

/** The file holds the whole command line. */
const NOTHING: ControlPlaneTool = { name: undefined, sets: new Set(), admissionPlugins: [] };

/** A kube-apiserver in a Pod, static or not, or in what makes Pods. Without an image it is a patch of one, as kubeadm takes them. */
export const podApiServers: Query<KubeApiServer> = function* (document) {
  for (const object of podsOf(document)) {
    for (const container of containersOf(object.node)) {
      const command = componentCommand(container);
      const at = container.get('command') ?? container.get('args');
      if (command?.program !== 'kube-apiserver' || command.unread || !at) continue;
      const { flags } = command;
      const highAvailability = replicasOf(object.node.get('spec', 'replicas'));
      yield kubeApiServer({
        form: 'pod',
        document,
        resource: resourceOf(object, at.path, 'pod'),
        at,
        version: versionOf(container),
        highAvailability,
        // OpenShift's comes with a configuration of its own, which holds the flags.
        isPartial: container.get('image') === undefined || flags.all.some(({ name }) => name === 'openshift-config'),
        isShared: highAvailability.answer === 'yes',
        flags,
        tool: NOTHING,
        ca: servingCA(flags.all),
      });
    }
  }
};

/** A patch for kubeadm need not say that it is one of a Pod. */
function* podsOf(document: Document): Generator<KubernetesObject> {
  const { root, file } = document;
  if (root?.kind === 'map' && root.get('kind') === undefined && /(?:^|\/)kube-apiserver[^/]*\.(?:ya?ml|json)$/.test(file.path))
    yield { apiVersion: 'v1', kind: 'Pod', namespace: undefined, name: undefined, node: root };
  else yield* objects(document);
}

/** A tag of an image may hold no `+`. */
const versionOf = (container: Node) => parseVersion(imageOf(container)?.tag?.replaceAll('_', '+') ?? '');

/** Certificates that are laid out as kubeadm does it were issued by the CA beside them, which the server reads already for its clients. */
function servingCA(flags: readonly Flag[]): string | Refusal {
  const [certificate, clientCA] = ['tls-cert-file', 'client-ca-file'].map(name => flagOf({ flags }, name)?.value);
  if (certificate === undefined)
    return { refused: '`tls-cert-file` is not set, and no CA issues the certificate that kube-apiserver then makes for itself' };
  const folder = /^(\/.+)\/apiserver\.crt$/.exec(certificate)?.[1];
  return folder !== undefined && clientCA === `${folder}/ca.crt` ? clientCA : unknownIssuer(certificate);
}
