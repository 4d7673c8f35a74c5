import type { Document, Node } from '../core/document.ts';
import { isFilledIn } from './filled-in.ts';
import { folderOf } from './flux-kustomizations.ts';
import { objects, textOf } from './object.ts';

/** An Application of Argo CD, or those that an ApplicationSet makes. */
export interface ArgoApplication {
  /** The cluster that it is for, by its address or its name; nothing where that is filled in later. */
  readonly destination: { readonly by: 'server' | 'name'; readonly text: string } | undefined;
  /** The folders that it applies, of whatever repository; nothing where any is filled in later. */
  readonly folders: readonly string[] | undefined;
}

/** The cluster that Argo CD itself runs in has both (argoproj/argo-cd, `KubernetesInternalAPIServerAddr`). */
const OWN_CLUSTER = { name: 'in-cluster', server: 'https://kubernetes.default.svc' };

/** The Applications of Argo CD in a document: https://argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup/#applications */
export function* argoApplications(document: Document): Generator<ArgoApplication> {
  for (const { apiVersion, kind, node } of objects(document)) {
    if (!apiVersion.startsWith('argoproj.io/') || (kind !== 'Application' && kind !== 'ApplicationSet')) continue;
    const spec = kind === 'Application' ? node.get('spec') : node.get('spec', 'template', 'spec');
    // What stands in a template, or is patched in an ApplicationSet, may become anything.
    const isOpen = document.isTemplate || node.get('spec', 'templatePatch') !== undefined;
    yield { destination: isOpen ? undefined : destinationOf(spec), folders: isOpen ? undefined : foldersOf(spec) };
  }
}

function destinationOf(spec: Node | undefined): ArgoApplication['destination'] {
  const [server, name] = ['server', 'name'].map(key => textOf(spec?.get('destination', key)) ?? '') as [string, string];
  if (server === OWN_CLUSTER.server || name === OWN_CLUSTER.name) return { by: 'server', text: OWN_CLUSTER.server };
  const text = server === '' ? name : server;
  return text === '' || isFilledIn(text) ? undefined : { by: server === '' ? 'name' : 'server', text };
}

function foldersOf(spec: Node | undefined): ArgoApplication['folders'] {
  const sources = [spec?.get('source'), ...(spec?.get('sources')?.items() ?? [])];
  const paths = sources.flatMap(source => textOf(source?.get('path')) ?? []);
  return paths.some(isFilledIn) ? undefined : paths.map(folderOf);
}
