import { commentsWithin } from '../../core/comments.ts';
import { isRefusal, type Document, type Node, type Query, type Refusal } from '../../core/document.ts';
import type { Resource } from '../../core/diagnostic.ts';
import type { Facts } from '../../core/fact.ts';
import type { ModelOp, NewValue } from '../../core/model.ts';
import type { Address } from '../address.ts';
import { operationLists, operationsOf, samePath, spell, type Operation } from '../json-patch.ts';
import type { PatchUse } from '../kustomizations.ts';
import { patchedService } from '../patched-service.ts';
import type { Field, ServiceChange, ServiceExposure, ServiceField, ServicePort } from '../service-exposure.ts';
import { basedOn, baseBelow } from './patched.ts';
import { given, isPartial, notAList, PARTIAL, partly, wholeSpec } from './service-operations.ts';
import { fieldOf, inReadingOrder, portsOf, serviceIdentity, serviceTitle, type Elsewhere } from './written-service.ts';

/** JSON Patches (RFC 6902) that give a Service externalIPs: in files, in strings, and in lists of Flux objects. */
export const json6902Patches: Query<ServiceExposure> = function* (document, facts) {
  for (const { list, uses } of operationLists(document, ['Service'], facts)) {
    const operations = operationsOf(list);
    for (const operation of operations) {
      const addresses = given(operation);
      if (addresses.length > 0) yield new OperationExposure({ document, operation, operations, uses, facts }, addresses);
    }
  }
};

interface Parts {
  readonly document: Document;
  readonly operation: Operation;
  readonly operations: readonly Operation[];
  readonly uses: readonly PatchUse[];
  readonly facts: Facts;
}

class OperationExposure implements ServiceExposure {
  readonly form = 'json6902';
  readonly document: Document;
  readonly externalIPs: Node;
  readonly addresses: readonly Address[];
  readonly resource: Resource;
  readonly identity: string | undefined;
  readonly title: string;
  readonly #parts: Parts;
  readonly #base: Elsewhere;

  constructor(parts: Parts, addresses: readonly Address[]) {
    const { document, operation, uses } = parts;
    const [target] = uses.flatMap(({ entry: { target } }) => (target?.isOne ? [target] : []));
    this.#parts = parts;
    this.#base = baseBelow(() => this.#find());
    this.document = document;
    this.addresses = addresses;
    this.externalIPs = wholeSpec(operation)?.get('externalIPs') ?? operation.path;
    this.resource = {
      apiVersion: 'v1',
      kind: 'Service',
      namespace: target?.namespace,
      name: target?.name,
      path: ['spec', 'externalIPs'],
      form: this.form,
    };
    this.title = serviceTitle({ name: target?.name });
    const base = this.#find();
    this.identity = serviceIdentity(isRefusal(base) ? { namespace: target?.namespace, name: target?.name } : base.object);
  }

  get ports(): readonly ServicePort[] | undefined {
    const spec = wholeSpec(this.#parts.operation);
    return spec ? portsOf(spec) : this.#base.ports;
  }

  field(name: ServiceField): Field {
    const own = this.#own('spec', name);
    if (own) return own.op === 'remove' ? { state: 'unset' } : fieldOf(own.value);
    const spec = wholeSpec(this.#parts.operation);
    if (spec) return fieldOf(spec.get(name));
    const field = this.#base.field(name);
    return field.state === 'unknown' && isPartial(this.#parts.operation) ? { ...field, ...PARTIAL } : field;
  }

  annotation(name: string): Field {
    const own = this.#own('metadata', 'annotations', name);
    if (own) return own.op === 'remove' ? { state: 'unset' } : fieldOf(own.value);
    const map = this.#own('metadata', 'annotations');
    return map ? fieldOf(map.value?.get(name)) : this.#base.annotation(name);
  }

  plan(change: ServiceChange) {
    const { document, operation, operations } = this.#parts;
    const base = this.#find();
    const spec = wholeSpec(operation);
    const refusal =
      partly(operation, operations) ??
      (spec && isRefusal(base) ? base : undefined) ??
      (spec ? undefined : basedOn(base)) ??
      notAList(operation, spec);
    if (refusal) return refusal;
    const isLeft = change.remove.includes('externalIPs');
    const isBare = !spec && isLeft && Object.keys(change.set).length === 0 && Object.keys(change.annotations).length === 0;
    if (isBare && document.root?.get(...operation.node.path.slice(0, -1))?.items().length === 1)
      return { refused: 'nothing would be left of the patch, and kustomize takes no empty list: remove the patch where it is named' };
    const fresh = Object.entries(change.annotations).filter(
      ([name]) => !this.#own('metadata', 'annotations', name) && !this.#own('metadata', 'annotations'),
    );
    if (fresh.length > 0 && !isRefusal(base) && base.hasAnnotations === 'unknown')
      return { refused: 'whether the Service has annotations when the patch is applied is not known', code: 'BASE_UNKNOWN' };
    const hasAnnotations = !isRefusal(base) && base.hasAnnotations === 'yes';

    const ops = spec ? this.#changeSpec(spec, change) : this.#changeFields(change);
    if (isRefusal(ops)) return ops;
    const known = Object.entries(change.annotations).flatMap(([name, value]): ModelOp[] => {
      const [own, map] = [this.#own('metadata', 'annotations', name), this.#own('metadata', 'annotations')];
      return own
        ? [{ op: 'set', path: [...own.node.path, 'value'], value }]
        : map
          ? [{ op: 'set', path: [...map.node.path, 'value', name], value }]
          : [];
    });
    const additions: readonly (readonly [pointer: readonly string[], value: NewValue])[] =
      fresh.length === 0
        ? []
        : hasAnnotations
          ? fresh.map(([name, value]) => [['metadata', 'annotations', name], value])
          : [[['metadata', 'annotations'], Object.fromEntries(fresh)]];
    return [
      {
        document,
        ops: [
          ...ops,
          ...known,
          ...(isLeft && !spec ? this.#replaceBy(additions) : additions.map(([pointer, value]) => this.#insert(pointer, value, 'after'))),
        ],
      },
    ];
  }

  /** The last operation on a member of the Service, this one apart. */
  #own(...pointer: readonly string[]): Operation | undefined {
    const { operation, operations } = this.#parts;
    return operations.findLast(
      other => other !== operation && samePath(other.pointer, pointer) && ['add', 'replace', 'remove'].includes(other.op),
    );
  }

  #changeSpec(spec: Node, { set, remove, commentsTo }: ServiceChange): readonly ModelOp[] | Refusal {
    const clash = [...Object.keys(set), ...remove].find(name => this.#own('spec', name));
    if (clash !== undefined) return { refused: `another operation is about \`/spec/${clash}\`` };
    if (commentsTo !== undefined) {
      const { start, end } = spec.get('externalIPs')!.range;
      if (commentsWithin(this.document, start, end).length > 0) return { refused: 'the comments of `externalIPs` have no place to go to' };
    }
    return [
      ...inReadingOrder(set).map(([name, value, after]): ModelOp => ({
        op: 'set',
        path: [...spec.path, name],
        value,
        place: after === undefined ? 'first' : { after },
      })),
      ...remove.filter(name => spec.get(name)).map((name): ModelOp => ({ op: 'remove', path: [...spec.path, name], comments: 'stay' })),
    ];
  }

  #changeFields({ set, remove }: ServiceChange): readonly ModelOp[] | Refusal {
    const left = remove.find(name => name !== 'externalIPs' && (!this.#own('spec', name) || this.#base.field(name).state === 'set'));
    if (left !== undefined) return { refused: `\`${left}\` would have to go as well, and it is set elsewhere` };
    return [
      ...inReadingOrder(set).map(([name, value]): ModelOp => {
        const own = this.#own('spec', name);
        return own ? { op: 'set', path: [...own.node.path, 'value'], value } : this.#insert(['spec', name], value, 'before');
      }),
      ...remove.flatMap((name): ModelOp[] => {
        const own = name === 'externalIPs' ? undefined : this.#own('spec', name);
        return own ? [{ op: 'remove', path: own.node.path, comments: 'stay' }] : [];
      }),
    ];
  }

  /** The last addition takes the place of this operation, and so its comments; the others go before it. */
  #replaceBy(additions: readonly (readonly [pointer: readonly string[], value: NewValue])[]): readonly ModelOp[] {
    const {
      operation: { node, op, value },
    } = this.#parts;
    const last = additions.at(-1);
    if (!last) return [{ op: 'remove', path: node.path, comments: 'stay' }];
    return [
      ...additions.slice(0, -1).map(([pointer, added]) => this.#insert(pointer, added, 'before')),
      // An annotation that is not there yet cannot be replaced.
      ...(op === 'add' ? [] : [{ op: 'set' as const, path: [...node.path, 'op'], value: 'add' }]),
      { op: 'set', path: [...node.path, 'path'], value: spell(last[0]) },
      // A list makes room for what replaces it, and its comments go along.
      ...(value ? [{ op: 'remove' as const, path: value.path, comments: { moveTo: value.path } }] : []),
      { op: 'set', path: [...node.path, 'value'], value: last[1], place: { after: 'path' } },
    ];
  }

  #insert(pointer: readonly string[], value: NewValue, where: 'before' | 'after'): ModelOp {
    const {
      operation: { index, node },
    } = this.#parts;
    return {
      op: 'insert',
      path: node.path.slice(0, -1),
      place: where === 'before' ? { before: index } : { after: index },
      value: { op: 'add', path: spell(pointer), value },
    };
  }

  #find() {
    const { uses, facts } = this.#parts;
    return uses.length > 0
      ? patchedService(uses, { name: undefined, namespace: undefined }, facts)
      : { refused: 'no kustomization of the repository names the patch', code: 'BASE_UNKNOWN' };
  }
}
