import { isRefusal, type Node, type Refusal } from '../core/document.ts';
import type { ModelOp } from '../core/model.ts';
import { addressKey } from './address-sharing.ts';
import type { Address } from './address.ts';
import { requestedAddresses } from './load-balancer.ts';
import type { Field, ServiceChange, ServiceExposure, ServiceField } from './service-exposure.ts';
import { SiblingService } from './sibling-service.ts';

/** What the addresses of a Service become: one of each family for itself, and a Service for each further one of a family. */
export interface Split {
  readonly first: ServiceExposure;
  readonly siblings: readonly SiblingService[];
}

/** Splits a Service with several addresses of a family; nothing where no family has several. What it asks a load balancer for already stays its own. */
export function splitService(exposure: ServiceExposure, object: Node): Split | undefined {
  const shares = sharesOf(exposure);
  if (shares.length < 2) return undefined;
  const siblings = shares.slice(1).map((addresses, index) => new SiblingService(exposure, object, addresses, index + 2));
  return { first: new FirstService(exposure, shares[0]!, siblings), siblings };
}

/** Why the Services of a split cannot have the names that they would get. */
export function nameObstacle({ siblings }: Split, name: string | undefined): Refusal | undefined {
  if (name === undefined || !/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name))
    return {
      code: 'NAME',
      refused: 'the name of the Service is made when it is applied, so that further Services cannot be named after it',
    };
  const long = siblings.find(sibling => sibling.name.length > 63);
  return long && { code: 'NAME', refused: `\`${long.name}\` would be longer than the 63 characters that the name of a Service may have` };
}

/** The addresses of each Service to be, at most one of a family. */
function sharesOf(exposure: ServiceExposure): readonly (readonly Address[])[] {
  const requested = requestedAddresses(exposure);
  const known = new Set(requested.map(addressKey));
  const shares: (Address[] | undefined)[] = [];
  for (const family of [4, 6] as const) {
    const isOne = (address: Address): boolean => address.kind === 'ip' && address.family === family;
    const own = exposure.addresses.filter(isOne);
    const others = requested.some(isOne) ? own.filter(address => !known.has(addressKey(address))) : own;
    // Another address than those of externalIPs takes the place in the first share.
    const firstShare = requested.some(isOne) ? 1 : 0;
    for (const address of own.filter(address => !others.includes(address))) (shares[0] ??= []).push(address);
    for (const [index, address] of others.entries()) (shares[index + firstShare] ??= []).push(address);
  }
  return Array.from(shares, share => share ?? []);
}

/** The Service itself, with the addresses that it keeps. */
class FirstService implements ServiceExposure {
  readonly addresses: readonly Address[];
  readonly #whole: ServiceExposure;
  readonly #siblings: readonly SiblingService[];

  constructor(whole: ServiceExposure, addresses: readonly Address[], siblings: readonly SiblingService[]) {
    this.#whole = whole;
    this.addresses = addresses;
    this.#siblings = siblings;
  }

  get form() {
    return this.#whole.form;
  }

  get document() {
    return this.#whole.document;
  }

  get resource() {
    return this.#whole.resource;
  }

  get identity() {
    return this.#whole.identity;
  }

  get title() {
    return this.#whole.title;
  }

  get externalIPs() {
    return this.#whole.externalIPs;
  }

  get ports() {
    return this.#whole.ports;
  }

  field(name: ServiceField): Field {
    return this.#whole.field(name);
  }

  annotation(name: string): Field {
    return this.#whole.annotation(name);
  }

  /** The comments of addresses that go elsewhere leave; without an annotation to go to all stay where they were. */
  plan(change: ServiceChange) {
    const changes = this.#whole.plan(change);
    if (isRefusal(changes) || change.commentsTo === undefined) return changes;
    const leaving = this.#siblings.flatMap(sibling => sibling.takeComments());
    const list = this.externalIPs.path;
    const withLeaving = (op: ModelOp): ModelOp =>
      op.op === 'remove' && typeof op.comments === 'object' && op.path.join('\0') === list.join('\0')
        ? { ...op, comments: { ...op.comments, leaving } }
        : op;
    return changes.map(({ document, ops }) => ({ document, ops: ops.map(withLeaving) }));
  }
}
