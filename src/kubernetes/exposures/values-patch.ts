import type { Document, Node, Query, Refusal } from '../../core/document.ts';
import type { Address } from '../address.ts';
import { addressesAt, namesService, serviceKeys, type ServiceKey } from '../chart-keys.ts';
import type { Release } from '../releases.ts';
import { operationLists, operationsOf, spell, type Operation } from '../json-patch.ts';
import type { PatchUse } from '../kustomizations.ts';
import { textOf } from '../object.ts';
import type { Field, Renderer, ServiceExposure } from '../service-exposure.ts';
import { CHART_DECIDES } from './of-release.ts';
import { ServiceValues } from './service-values.ts';

/** Where the objects that render charts keep their values: the fields of `helm-values.ts` that are maps. */
const VALUES = /^\/spec\/(?:values|(?:template\/spec\/)?(?:source|sources\/(?:\d+|-))\/helm\/valuesObject)(?=\/|$)/;

const KINDS = ['HelmRelease', 'Application', 'ApplicationSet'] as const;

/** JSON Patches (RFC 6902) that give a chart values which become externalIPs of a Service. */
export const valuesPatches: Query<ServiceExposure> = function* (document, facts) {
  for (const { list, uses } of operationLists(document, KINDS, facts)) {
    const operations = operationsOf(list);
    const release = releaseOf(uses, list);
    for (const operation of operations) {
      const below = pathInValues(operation);
      const { value } = operation;
      if (!below || !value) continue;
      const obstacle = () => obstacleBeside(operation, operations);
      for (const key of keysOf(value, below))
        yield new ServiceValues(document, release, key, value.path.length, { rendered: [], obstacle, beside: () => [], below });
      const addresses = addressesGiven(value, below);
      if (addresses.length > 0) yield new ValuesOperation(document, release, operation, addresses);
    }
  }
};

/** An operation on the list alone: what else becomes of the Service is for the values to say. It is read, and not written. */
class ValuesOperation implements ServiceExposure {
  readonly form = 'helm-values';
  readonly document: Document;
  readonly externalIPs: Node;
  readonly addresses: readonly Address[];
  readonly ports = undefined;
  readonly identity = undefined;
  readonly #release: Release;
  readonly #operation: Operation;

  constructor(document: Document, release: Release, operation: Operation, addresses: readonly Address[]) {
    this.document = document;
    this.externalIPs = operation.path;
    this.addresses = addresses;
    this.#release = release;
    this.#operation = operation;
  }

  get resource() {
    const { kind, namespace, name } = this.#release.object ?? {};
    return { kind, namespace, name, path: this.#operation.pointer, form: this.form };
  }

  get title(): string {
    return this.#release.title ?? `values at \`${spell(this.#operation.pointer)}\``;
  }

  get renderer(): Renderer {
    return { release: undefined, assumes: () => [] };
  }

  field(): Field {
    return CHART_DECIDES;
  }

  annotation(): Field {
    return CHART_DECIDES;
  }

  plan(): Refusal {
    const owner = this.#release.title ?? 'the object that is patched';
    return {
      code: 'PARTIAL_OP',
      refused: `the operation sets the list alone, and the request has to stand beside it: move the list to the values of ${owner} first`,
    };
  }
}

/** The release that a patch is for, as far as its target says. */
function releaseOf(uses: readonly PatchUse[], list: Node): Release {
  const [target] = uses.flatMap(({ entry }) => (entry.target?.isOne ? [entry.target] : []));
  const { kind, name, namespace } = target ?? {};
  if (kind === undefined || name === undefined)
    return { title: undefined, object: undefined, id: undefined, chart: undefined, folders: [] };
  return {
    title: `${kind} \`${name}\``,
    object: { apiVersion: '', kind, namespace, name, node: list },
    id: `${kind} ${namespace ?? ''}/${name}`,
    chart: undefined,
    folders: [],
  };
}

/** Where in the values an operation writes; nothing where it writes none. */
function pathInValues({ op, pointer }: Operation): readonly string[] | undefined {
  const values = op === 'add' || op === 'replace' ? VALUES.exec(spell(pointer))?.[0] : undefined;
  return values === undefined ? undefined : pointer.slice(values.split('/').length - 1);
}

/** The keys in a map that an operation writes; also those whose Service is only named by where the map goes. */
function* keysOf(value: Node, below: readonly string[]): Generator<ServiceKey> {
  if (value.kind !== 'map') return;
  const found = new Set<Node>();
  for (const key of serviceKeys(value, undefined)) {
    found.add(key.externalIPs);
    yield key;
  }
  for (const service of [value, ...Array.from(value.entries(), ([, member]) => member)]) {
    const path = [...below, ...service.path.slice(value.path.length)];
    const fields = service.get('spec', 'externalIPs') ? service.get('spec')! : service;
    const externalIPs = fields.get('externalIPs');
    const addresses = externalIPs && namesService(path) ? addressesAt(externalIPs) : [];
    const isKnown = [...found].some(({ range }) => range.start === externalIPs?.range.start);
    if (externalIPs && addresses.length > 0 && !isKnown)
      yield { externalIPs, addresses, fields, service, around: service === value ? undefined : value, isAlone: false };
  }
}

/** The addresses of an operation on a list, or on an entry of one. */
function addressesGiven(value: Node, below: readonly string[]): readonly Address[] {
  const end = below.lastIndexOf('externalIPs');
  const isEntry = end === below.length - 2 && /^(?:-|0|[1-9]\d*)$/.test(below.at(-1)!);
  if (end === -1 || (end !== below.length - 1 && !isEntry) || !namesService(below.slice(0, end))) return [];
  return isEntry && value.kind !== 'scalar' ? [] : addressesAt(value);
}

/** What an operation writes is all there is, unless another one of the list writes around it or into it. */
function obstacleBeside(operation: Operation, operations: readonly Operation[]): Refusal | undefined {
  const { pointer } = operation;
  const other = operations.find(
    candidate =>
      candidate !== operation &&
      candidate.op !== 'test' &&
      candidate.pointer.every((step, index) => index >= pointer.length || pointer[index] === step),
  );
  return (
    other && {
      code: 'PARTIAL_OP',
      refused: `\`${other.op} ${textOf(other.path) ?? ''}\` writes the same values: join the operations first`,
    }
  );
}
