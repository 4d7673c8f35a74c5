import { isRefusal, type Document, type Node, type Path, type Plain, type Refusal } from '../../core/document.ts';
import type { ModelOp } from '../../core/model.ts';
import type { Assumption, Label, Resource } from '../../core/diagnostic.ts';
import { readAddress, type Address } from '../address.ts';
import { resourceOf, textOf, type Named } from '../object.ts';
import type { Field, ServiceChange, ServiceExposure, ServiceField, ServicePort } from '../service-exposure.ts';

/** New members of `spec` in the order they are read: the type first, then what it brings. */
const SPEC_ORDER: readonly ServiceField[] = ['type', 'loadBalancerClass', 'allocateLoadBalancerNodePorts'];

/** What a Service says that is not written in the place at hand. */
export interface Elsewhere {
  field(name: ServiceField): Field;
  annotation(name: string): Field;
  readonly ports: readonly ServicePort[] | undefined;
}

/** A `spec` of a Service with the rest of what a form knows of it. */
export interface Writing {
  readonly form: string;
  readonly document: Document;
  readonly resource: Named;
  readonly identity: string | undefined;
  readonly title: string;
  readonly spec: Node;
  /** Where annotations stand, or would; or why there is no place for them. */
  readonly annotations: Path | Refusal;
  /** A whole Service has nothing elsewhere: what it does not say is not set. */
  readonly elsewhere?: Elsewhere | undefined;
  /** Fields that must not be set here. */
  readonly lacks?: readonly ServiceField[] | undefined;
  /** Why nothing may be changed here. Asked when a change is planned. */
  readonly obstacle?: ((change: ServiceChange) => Refusal | undefined) | undefined;
  /** What a change takes for granted of who applies it; each goes to the place given. */
  readonly assumes?: (change: ServiceChange, at: Label) => readonly Assumption[];
}

/** A Service whose `spec` is written out, in whatever it stands. */
export class WrittenService implements ServiceExposure {
  readonly externalIPs: Node;
  readonly addresses: readonly Address[];
  readonly #writing: Writing;

  constructor(writing: Writing, externalIPs: Node, addresses: readonly Address[]) {
    this.#writing = writing;
    this.externalIPs = externalIPs;
    this.addresses = addresses;
  }

  get form(): string {
    return this.#writing.form;
  }

  get document(): Document {
    return this.#writing.document;
  }

  get resource(): Resource {
    return resourceOf(this.#writing.resource, this.externalIPs.path, this.form);
  }

  get identity(): string | undefined {
    return this.#writing.identity;
  }

  get title(): string {
    return this.#writing.title;
  }

  get ports(): readonly ServicePort[] | undefined {
    const { spec, elsewhere } = this.#writing;
    return portsOf(spec) ?? elsewhere?.ports;
  }

  field(name: ServiceField): Field {
    const { spec, elsewhere } = this.#writing;
    return fieldOf(spec.get(name), () => elsewhere?.field(name));
  }

  annotation(name: string): Field {
    const { document, annotations, elsewhere } = this.#writing;
    return fieldOf(isRefusal(annotations) ? undefined : document.root?.get(...annotations, name), () => elsewhere?.annotation(name));
  }

  assumes(change: ServiceChange): readonly Assumption[] {
    const { document, assumes } = this.#writing;
    const range = this.externalIPs.keyRange ?? this.externalIPs.range;
    return assumes?.(change, { file: document.file, range, text: 'externalIPs' }) ?? [];
  }

  plan(change: ServiceChange) {
    const { document, spec, annotations, elsewhere, lacks = [], obstacle } = this.#writing;
    const refusal = obstacle?.(change) ?? this.#leftElsewhere(change);
    if (refusal) return refusal;
    if (isRefusal(annotations)) return annotations;
    // Without this one a Service is not served as it was meant; the others are for the better.
    if (change.set.loadBalancerClass !== undefined && lacks.includes('loadBalancerClass'))
      return { code: 'NO_LOAD_BALANCER', refused: 'the operator behind it has no `loadBalancerClass` for the Service' };
    if (elsewhere === undefined && document.root?.get(...annotations.slice(0, -1))?.kind !== 'map')
      return { refused: 'it has no `metadata`' };
    const moveTo = change.commentsTo === undefined ? undefined : [...annotations, change.commentsTo];
    const ops: ModelOp[] = [
      ...Object.entries(change.annotations).map(([name, value]): ModelOp => ({ op: 'set', path: [...annotations, name], value })),
      ...inReadingOrder(change.set)
        .filter(([name]) => !lacks.includes(name))
        .map(([name, value, after]): ModelOp => ({
          op: 'set',
          path: [...spec.path, name],
          value,
          place: after === undefined ? 'first' : { after },
          comments: change.comments?.[name] ?? [],
        })),
      ...change.remove
        .filter(name => spec.get(name))
        .map((name): ModelOp => ({
          op: 'remove',
          path: [...spec.path, name],
          comments: name === 'externalIPs' && moveTo ? { moveTo } : 'stay',
        })),
    ];
    return [{ document, ops }];
  }

  /** What is not written here cannot be removed here. */
  #leftElsewhere({ remove }: ServiceChange): Refusal | undefined {
    const { spec } = this.#writing;
    const left = remove.find(name => name !== 'externalIPs' && !spec.get(name));
    return left === undefined ? undefined : { refused: `\`${left}\` would have to go as well, and it is set elsewhere` };
  }
}

/** The addresses of a list; one scalar in the place of a list is taken for one, so that a placeholder for a list is seen. */
export function addressesOf(node: Node): readonly Address[] {
  if (node.kind === 'list') return node.items().map(item => readAddress(item));
  return node.kind === 'scalar' && node.value !== null && node.value !== '' ? [readAddress(node)] : [];
}

/** The ports that a `spec` lists, if it does. */
export const portsOf = (spec: Node): readonly ServicePort[] | undefined =>
  spec
    .get('ports')
    ?.items()
    .map(port => ({
      protocol: textOf(port.get('protocol')) ?? 'TCP',
      port: port.get('port')?.value ?? null,
      name: textOf(port.get('name')),
      appProtocol: textOf(port.get('appProtocol')),
    }));

/** What a node says of a field; without a node, what is known from elsewhere. */
export const fieldOf = (node: Node | undefined, elsewhere: () => Field | undefined = () => undefined): Field =>
  node ? { state: 'set', value: node.value, node } : (elsewhere() ?? { state: 'unset' });

/** What is set, each with the member it goes after where it is new: the type first, then what it brings. */
export function inReadingOrder(set: ServiceChange['set']): readonly (readonly [ServiceField, Plain, ServiceField | undefined])[] {
  const known = SPEC_ORDER.filter(name => set[name] !== undefined);
  const others = (Object.keys(set) as ServiceField[]).filter(name => !SPEC_ORDER.includes(name));
  return [...known, ...others].map(
    (name, index) => [name, set[name] ?? null, known[index - 1] ?? (name === 'type' ? undefined : 'type')] as const,
  );
}

/** What a Service is told apart by. */
export const serviceIdentity = ({
  namespace = '',
  name,
}: {
  readonly namespace?: string | undefined;
  readonly name?: string | undefined;
}): string | undefined => (name === undefined ? undefined : `Service ${namespace}/${name}`);

export const serviceTitle = ({ name }: { readonly name?: string | undefined }): string =>
  name === undefined ? 'a Service' : `Service \`${name}\``;
