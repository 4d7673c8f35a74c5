import type { Node } from '../core/document.ts';
import type { MemberComments, NewValue } from '../core/model.ts';
import type { Address } from './address.ts';
import { commentsAround } from './item-comments.ts';
import { ALLOW_SHARED_IP, OLD_ALLOW_SHARED_IP } from './metallb.ts';
import { textOf } from './object.ts';
import type { Field, ServiceChange, ServiceExposure, ServiceField } from './service-exposure.ts';

/** What a sibling has of its own, or what only one Service can have; the rest of a `spec` is copied. */
const OWN = new Set([
  'type',
  'externalIPs',
  'loadBalancerIP',
  'loadBalancerClass',
  'allocateLoadBalancerNodePorts',
  'clusterIP',
  'clusterIPs',
  'healthCheckNodePort',
  'ipFamilies',
  'ipFamilyPolicy',
]);

/** The record that external-dns writes for a Service holds the addresses of all Services that ask for the same name (external-dns source/service.go). */
const DNS_RECORDS = 'external-dns.alpha.kubernetes.io/';

/** A Service that is made for one further address of each family. It is the same as the first one to whoever asks what shares an address. */
export class SiblingService implements ServiceExposure {
  readonly addresses: readonly Address[];
  readonly name: string;
  readonly #whole: ServiceExposure;
  readonly #object: Node;
  #change: ServiceChange | undefined;
  #comments: readonly string[] = [];
  #trailing: string | undefined;

  constructor(whole: ServiceExposure, object: Node, addresses: readonly Address[], number: number) {
    this.#whole = whole;
    this.#object = object;
    this.addresses = addresses;
    this.name = `${whole.resource.name ?? ''}-ip${number}`;
  }

  get form() {
    return this.#whole.form;
  }

  get document() {
    return this.#whole.document;
  }

  get resource() {
    return { ...this.#whole.resource, name: this.name };
  }

  get identity() {
    return this.#whole.identity;
  }

  get title() {
    return `Service \`${this.name}\``;
  }

  get externalIPs() {
    return this.#whole.externalIPs;
  }

  get ports() {
    return this.#whole.ports;
  }

  field(name: ServiceField): Field {
    if (name === 'ipFamilies' || name === 'ipFamilyPolicy') return this.#isSingleStack ? { state: 'unset' } : this.#whole.field(name);
    return OWN.has(name) ? { state: 'unset' } : this.#whole.field(name);
  }

  annotation(name: string): Field {
    return isCopied(name) ? this.#whole.annotation(name) : { state: 'unset' };
  }

  /** Nothing that is there changes: the Service is made from what is to hold of it. */
  plan(change: ServiceChange): readonly [] {
    this.#change = change;
    return [];
  }

  /** Takes the comments of its addresses over; answers the places of those in their list. */
  takeComments(): readonly number[] {
    const items = this.addresses.map(({ node }) => node);
    const comments = items.map(commentsAround);
    this.#trailing = comments.length === 1 ? comments[0]?.trailing : undefined;
    this.#comments = comments.flatMap(({ above, trailing }) =>
      comments.length === 1 || trailing === undefined ? above : [...above, trailing],
    );
    return items.map(({ path }) => path.at(-1) as number);
  }

  /** The object to make, and the comments that go to its request; nothing before it was planned. */
  manifest() {
    if (!this.#change) return undefined;
    const { set, annotations, commentsTo } = this.#change;
    const spec = this.#object.get('spec');
    const namespace = textOf(this.#object.get('metadata', 'namespace'));
    const copied = Object.fromEntries(
      Array.from(this.#object.get('metadata', 'annotations')?.entries() ?? []).flatMap(([name, node]) =>
        isCopied(name) ? [[name, { copyOf: node }]] : [],
      ),
    );
    const families = this.#isSingleStack ? { ipFamilyPolicy: 'SingleStack', ipFamilies: [`IPv${this.#family}`] } : copyOf(spec, FAMILIES);
    const rest = copyOf(spec, name => !OWN.has(name));
    const comments: readonly MemberComments[] =
      commentsTo === undefined ? [] : [{ path: ['metadata', 'annotations', commentsTo], above: this.#comments, trailing: this.#trailing }];
    return {
      object: {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: this.name, ...(namespace !== undefined && { namespace }), annotations: { ...copied, ...annotations } },
        spec: {
          type: 'LoadBalancer',
          ...copyOf(spec, CLASS),
          ...set,
          ...families,
          ...rest,
          ...('ports' in rest && { ports: portsOf(spec?.get('ports')) }),
        },
      },
      comments,
    };
  }

  /** Whether the whole Service has both families, and this one only one. */
  get #isSingleStack(): boolean {
    const policy = this.#whole.field('ipFamilyPolicy');
    const families = this.#whole.field('ipFamilies');
    const isDualStack =
      (policy.state === 'set' && policy.value !== 'SingleStack') ||
      (families.state === 'set' && Array.isArray(families.value) && families.value.length > 1);
    return isDualStack && this.addresses.length === 1;
  }

  get #family(): 4 | 6 {
    const [address] = this.addresses;
    return address?.kind === 'ip' ? address.family : 4;
  }
}

const FAMILIES = (name: string): boolean => name === 'ipFamilies' || name === 'ipFamilyPolicy';
const CLASS = (name: string): boolean => name === 'loadBalancerClass';

/** Whether an annotation is as right for a further address as for the first one. */
export const isCopied = (name: string): boolean => name.startsWith(DNS_RECORDS) || name === ALLOW_SHARED_IP || name === OLD_ALLOW_SHARED_IP;

/** Some members of a map, spelled as they stand there. */
function copyOf(map: Node | undefined, isWanted: (name: string) => boolean): Readonly<Record<string, NewValue>> {
  const members = Array.from(map?.entries() ?? []).filter(([name, { value }]) => isWanted(name) && value !== null);
  return Object.fromEntries(members.map(([name, node]) => [name, valueOf(node)]));
}

/** Ports without their node ports, which belong to one Service. */
const portsOf = (ports: Node | undefined): readonly NewValue[] =>
  ports?.items().map(port => copyOf(port, name => name !== 'nodePort')) ?? [];

function valueOf(node: Node): NewValue {
  if (node.kind === 'list') return node.items().map(valueOf);
  return node.kind === 'map' ? copyOf(node, () => true) : { copyOf: node };
}
