import type { Document, Node, Path, Plain, Query } from '../../core/document.ts';
import type { ModelOp } from '../../core/model.ts';
import { readAddress, type Address } from '../address.ts';
import { objects, resourceOf, textOf, type KubernetesObject } from '../object.ts';
import type { Field, ServiceChange, ServiceExposure, ServiceField, ServicePort } from '../service-exposure.ts';

/** New members of `spec` in the order they are read: the type first, then what it brings. */
const SPEC_ORDER: readonly ServiceField[] = ['type', 'loadBalancerClass', 'allocateLoadBalancerNodePorts'];

/** Services written out: as documents of their own, or as items of a list. */
export const services: Query<ServiceExposure> = function* (document) {
  for (const object of objects(document)) {
    if (object.apiVersion !== 'v1' || object.kind !== 'Service') continue;
    const externalIPs = object.node.get('spec', 'externalIPs');
    if (!externalIPs) continue;
    const addresses = addressesOf(externalIPs);
    if (addresses.length > 0) yield new ServiceDocument(document, object, externalIPs, addresses);
  }
};

/** The addresses of a list; one scalar in the place of a list is taken for one, so that a placeholder for a list is seen. */
export function addressesOf(node: Node): readonly Address[] {
  if (node.kind === 'list') return node.items().map(item => readAddress(item));
  return node.kind === 'scalar' && node.value !== null && node.value !== '' ? [readAddress(node)] : [];
}

class ServiceDocument implements ServiceExposure {
  readonly form = 'service';
  readonly document: Document;
  readonly externalIPs: Node;
  readonly addresses: readonly Address[];
  readonly #object: KubernetesObject;

  constructor(document: Document, object: KubernetesObject, externalIPs: Node, addresses: readonly Address[]) {
    this.document = document;
    this.#object = object;
    this.externalIPs = externalIPs;
    this.addresses = addresses;
  }

  get resource() {
    return resourceOf(this.#object, this.externalIPs.path, this.form);
  }

  get title(): string {
    return this.#object.name === undefined ? 'a Service' : `Service \`${this.#object.name}\``;
  }

  get ports(): readonly ServicePort[] | undefined {
    const ports = this.#object.node.get('spec', 'ports');
    return ports?.items().map(port => ({ protocol: textOf(port.get('protocol')) ?? 'TCP', port: port.get('port')?.value ?? null }));
  }

  field(name: ServiceField): Field {
    return fieldOf(this.#object.node.get('spec', name));
  }

  annotation(name: string): Field {
    return fieldOf(this.#object.node.get('metadata', 'annotations', name));
  }

  plan({ set, remove, annotations, commentsTo }: ServiceChange) {
    const { node } = this.#object;
    if (node.get('metadata')?.kind !== 'map') return { refused: 'it has no `metadata`' };
    const metadata: Path = [...node.path, 'metadata', 'annotations'];
    const spec: Path = [...node.path, 'spec'];
    const moveTo = commentsTo === undefined ? undefined : [...metadata, commentsTo];
    const ops: ModelOp[] = [
      ...Object.entries(annotations).map(([name, value]): ModelOp => ({ op: 'set', path: [...metadata, name], value })),
      ...ordered(set).map(([name, value, after]): ModelOp => ({ op: 'set', path: [...spec, name], value, place: after === undefined ? 'first' : { after } })),
      ...remove.map((name): ModelOp => ({ op: 'remove', path: [...spec, name], comments: name === 'externalIPs' && moveTo ? { moveTo } : 'stay' })),
    ];
    return [{ document: this.document, ops }];
  }
}

const fieldOf = (node: Node | undefined): Field => (node ? { state: 'set', value: node.value, node } : { state: 'unset' });

/** What is set, each with the member it goes after where it is new: the type first, then what it brings. */
function ordered(set: ServiceChange['set']): readonly (readonly [ServiceField, Plain, ServiceField | undefined])[] {
  const known = SPEC_ORDER.filter(name => set[name] !== undefined);
  const others = (Object.keys(set) as ServiceField[]).filter(name => !SPEC_ORDER.includes(name));
  return [...known, ...others].map((name, index) => [name, set[name] ?? null, known[index - 1] ?? (name === 'type' ? undefined : 'type')] as const);
}
