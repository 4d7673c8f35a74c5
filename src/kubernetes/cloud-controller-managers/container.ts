import { isRefusal, type Document, type Node } from '../../core/document.ts';
import { argumentLists, isUnreadable, type Arguments } from '../arguments.ts';
import type { WrittenFlag } from '../flags.ts';
import { lastFlag, type CloudControllerManager } from '../cloud-controller-manager.ts';
import { cloudProviderOf, isManagerImage, repositoryOf } from '../cloud-providers.ts';
import { nodesAt, objects, resourceOf, textOf, type KubernetesObject, type Pattern } from '../object.ts';
import { ROUTE_GATE } from '../route-gate.ts';

/** Where workloads and Pods have their containers. */
const CONTAINERS: Readonly<Record<string, Pattern>> = {
  Deployment: ['spec', 'template', 'spec', 'containers', '*'],
  DaemonSet: ['spec', 'template', 'spec', 'containers', '*'],
  StatefulSet: ['spec', 'template', 'spec', 'containers', '*'],
  Pod: ['spec', 'containers', '*'],
};

const GROUPS = /^(?:v1|apps\/.*|extensions\/v1beta1)?$/;

/** What programs and containers are called: `openstack-cloud-controller-manager`, `/bin/hcloud-cloud-controller-manager`. */
const NAME = /(?:^|[-/])cloud-controller-manager$/;

/** A program that is called by its path, in a word of its own or in one line for a shell. */
const PATH = /(?:^|\s)\/[\w./-]*cloud-controller-manager(?:\s|$)/;

/** Other programs have the gate or a cloud provider in their arguments, too: it is registered for all of Kubernetes. */
const OTHER_PROGRAM = /(?:^|\/)(?:kube-(?:apiserver|controller-manager|scheduler|proxy)|kubelet|hyperkube)$/;

/** The containers of a document that run a cloud controller manager. */
export function* containerManagers(document: Document): Generator<CloudControllerManager> {
  for (const object of objects(document)) {
    const pattern = GROUPS.test(object.apiVersion) ? CONTAINERS[object.kind] : undefined;
    for (const container of pattern ? nodesAt(object.node, pattern) : []) {
      const manager = new ContainerManager(object, container);
      if (manager.isOne) yield manager;
    }
  }
}

class ContainerManager implements CloudControllerManager {
  readonly form = 'container';
  readonly object: KubernetesObject;
  readonly routeGateByDefault = 'off';
  readonly #container: Node;
  readonly #lists: readonly Node[];
  readonly #arguments: Arguments;

  constructor(object: KubernetesObject, container: Node) {
    this.object = object;
    this.#container = container;
    this.#lists = ['command', 'args'].flatMap(key => container.get(key) ?? []);
    this.#arguments = argumentLists(this.#lists, [...container.path, 'args']);
  }

  /** By its program, its image, its name, or what only such a manager is told. */
  get isOne(): boolean {
    const words = this.#lists.flatMap(list => list.items()).map(word => textOf(word) ?? '');
    const repository = repositoryOf(this.image ?? '');
    if ([...words, repository].some(word => OTHER_PROGRAM.test(word))) return false;
    return (
      [words[0] ?? '', repository, textOf(this.#container.get('name')) ?? ''].some(name => NAME.test(name)) ||
      words.some(word => PATH.test(word)) ||
      isManagerImage(repository) ||
      this.flags.some(({ name, value }) => name === 'feature-gates' && value.includes(ROUTE_GATE))
    );
  }

  get document() {
    return this.#container.document;
  }

  get resource() {
    return resourceOf(this.object, this.at.path, this.form);
  }

  get title(): string {
    const { kind, name } = this.object;
    return name === undefined ? `a ${kind}` : `${kind} \`${name}\``;
  }

  get at(): Node {
    return this.#lists[0] ?? this.#container;
  }

  get image(): string | undefined {
    return textOf(this.#container.get('image'));
  }

  get flags(): readonly WrittenFlag[] {
    return this.#arguments.flags;
  }

  /** A container without an image is part of a patch, and its arguments may be elsewhere. */
  get isPartial(): boolean {
    return (
      this.image === undefined || this.#arguments.isPartial || this.#lists.some(({ kind, value }) => kind !== 'list' && value !== null)
    );
  }

  get routesOff() {
    const variable = cloudProviderOf(this.image, lastFlag(this, 'cloud-provider')?.value)?.routesVariable;
    for (const entry of this.#container.get('env')?.items() ?? []) {
      const [name, value] = [entry.get('name'), entry.get('value')];
      if (variable !== undefined && value && name?.value === variable && value.value === 'false') return { name: variable, at: value };
    }
    return undefined;
  }

  get unread() {
    const at = this.#lists.find(list => isUnreadable(list, 'list'));
    return at && { at, reason: `\`${String(at.path.at(-1))}\` of a cloud controller manager is no list, so its arguments were not read` };
  }

  set(name: string, value: string) {
    const ops = this.#arguments.set(name, value);
    return isRefusal(ops) ? ops : [{ document: this.document, ops }];
  }

  remove(flag: WrittenFlag) {
    const ops = this.#arguments.remove(flag);
    return isRefusal(ops) ? ops : [{ document: this.document, ops }];
  }
}
