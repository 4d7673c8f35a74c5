import { posix } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Assumption } from '../../core/diagnostic.ts';
import { wordFor, type Document, type Node, type Path, type Refusal } from '../../core/document.ts';
import { dottedPath } from '../../core/dotted-path.ts';
import type { ModelOp, NewValue, Place } from '../../core/model.ts';
import type { Address } from '../address.ts';
import type { ServiceKey } from '../chart-keys.ts';
import type { RenderedPath } from '../charts.ts';
import type { Release } from '../releases.ts';
import type { Field, Renderer, ServiceChange, ServiceExposure, ServiceField, ServicePort } from '../service-exposure.ts';
import { hasComments } from './comments-at.ts';
import { CHART_DECIDES, identityOf, resourceOf, titleOf } from './of-release.ts';
import { portsOf } from './value-ports.ts';

/** What the repository says about values; the functions are asked when a change is planned. */
interface Surroundings {
  /** What the templates of the chart show. */
  readonly rendered: readonly RenderedPath[];
  /** Why a change is not sure to reach the Service. */
  obstacle(): Refusal | undefined;
  /** Other files that set some keys of the same map. */
  beside(path: Path, keys: readonly ('type' | 'annotations')[]): readonly string[];
  /** The path within the values where what is written goes, where that is a part of them. */
  readonly below?: Path;
}

/** Values that a chart makes a Service of. */
export class ServiceValues implements ServiceExposure {
  readonly form = 'helm-values';
  readonly document: Document;
  readonly externalIPs: Node;
  readonly addresses: readonly Address[];
  readonly #release: Release;
  readonly #key: ServiceKey;
  readonly #depth: number;
  readonly #around: Surroundings;

  /** `depth`: how far below the root of the document the values begin. */
  constructor(document: Document, release: Release, key: ServiceKey, depth: number, around: Surroundings) {
    this.document = document;
    this.externalIPs = key.externalIPs;
    this.addresses = key.addresses;
    this.#release = release;
    this.#key = key;
    this.#depth = depth;
    this.#around = around;
  }

  get resource() {
    return resourceOf(this.#release, this.externalIPs);
  }

  get identity(): string | undefined {
    return identityOf(this.#release, this.#valuesPath(this.externalIPs));
  }

  get title(): string {
    return titleOf(this.#release, this.#valuesPath(this.#key.service));
  }

  get renderer(): Renderer {
    return { release: this.#release.id, assumes: change => this.#assumptions(change) };
  }

  get ports(): readonly ServicePort[] | undefined {
    return this.#key.isAlone ? undefined : portsOf(this.#key);
  }

  field(name: ServiceField): Field {
    const node = this.#node(name);
    return node ? { state: 'set', value: node.value, node } : CHART_DECIDES;
  }

  annotation(name: string): Field {
    const { annotations } = this;
    if (!annotations) return { state: 'unset' };
    if (annotations.kind !== 'map' && annotations.value !== null) return CHART_DECIDES;
    const node = annotations.get(name);
    return node ? { state: 'set', value: node.value, node } : { state: 'unset' };
  }

  /** Where the annotations of the Service are written today. */
  get annotations(): Node | undefined {
    const { fields, service, around, isAlone } = this.#key;
    return isAlone ? undefined : (service.get('annotations') ?? fields.get('annotations') ?? beside(service, around, 'Annotations'));
  }

  plan(change: ServiceChange) {
    if (this.#key.isAlone)
      return {
        refused: `the chart takes \`${dottedPath(this.#valuesPath(this.externalIPs))}\` without a Service's other fields: change the chart first`,
      };
    if (this.document.isTemplate)
      return {
        refused: `templates are read but not written: ask the load balancer for the address beside \`${dottedPath(this.#valuesPath(this.externalIPs))}\` by hand`,
      };
    const { annotations } = change;
    const lacking = this.#lacking(keysOf(change)) ?? this.#withoutClass(change);
    const refusal = lacking ?? this.#around.obstacle();
    if (refusal) return refusal;
    const moveTo = change.commentsTo === undefined ? undefined : [...this.#annotationsPath, change.commentsTo];
    const ops: ModelOp[] = [
      ...this.#setOps(change.set),
      ...this.#annotationOps(annotations),
      ...change.remove.flatMap((name): ModelOp[] => {
        const node = name === 'externalIPs' ? this.externalIPs : this.#node(name);
        if (!node) return [];
        return [{ op: 'remove', path: node.path, comments: name === 'externalIPs' && moveTo ? { moveTo } : 'stay' }];
      }),
    ];
    return [{ document: this.document, ops }];
  }

  /** A template that is in the repository, and makes nothing of what would be set: the Service would lose its addresses and get no others. */
  #lacking(keys: RenderedPath['lacks']): Refusal | undefined {
    const path = this.#valuesPath(this.externalIPs).join('\0');
    const found = this.#around.rendered.find(
      rendered => rendered.path.join('\0') === path && keys.some(key => rendered.lacks.includes(key)),
    );
    if (!found) return undefined;
    const missing = keys
      .filter(key => found.lacks.includes(key))
      .map(key => `\`${key}\``)
      .join(' or ');
    return {
      code: 'NO_LOAD_BALANCER',
      refused: `the template of the Service in ${posix.join(found.folder, 'templates')} takes no ${missing} from the values: let it take them first`,
    };
  }

  /** A Service that does not get the class it is to have would be served by another load balancer. */
  #withoutClass({ set }: ServiceChange): Refusal | undefined {
    if (set.loadBalancerClass === undefined || this.#node('loadBalancerClass')) return undefined;
    const { fields } = this.#key;
    const [path, wanted] = [this.#valuesPath(this.externalIPs), [...this.#valuesPath(fields), 'loadBalancerClass']];
    const isShown = this.#around.rendered.some(
      rendered => isDeepStrictEqual(rendered.path, path) && rendered.classes.some(taken => isDeepStrictEqual(taken, wanted)),
    );
    if (isShown) return undefined;
    return {
      code: 'NO_LOAD_BALANCER',
      refused: `no chart in the repository shows that it takes \`${dottedPath(wanted)}\`: if yours does, write \`loadBalancerClass: ${wordFor(set.loadBalancerClass)}\` there and run this again`,
    };
  }

  /** `type`, and of the rest what is there already or known to be taken: a chart, or the schema of its values, may know no other key. */
  #setOps(set: ServiceChange['set']): readonly ModelOp[] {
    return (Object.keys(set) as ServiceField[]).flatMap((name): ModelOp[] => {
      const value = set[name] ?? null;
      const node = this.#node(name);
      if (node) return [{ op: 'set', path: node.path, value }];
      if (name === 'loadBalancerClass') return [{ op: 'set', path: [...this.#key.fields.path, name], value, place: { after: 'type' } }];
      return name === 'type' ? [{ op: 'set', path: [...this.#key.service.path, name], value, place: this.#placeFor(name) }] : [];
    });
  }

  /** New annotations stand in the place of what they replace; where a comment goes along, they are made around it. */
  #annotationOps(annotations: Readonly<Record<string, NewValue>>): readonly ModelOp[] {
    if (Object.keys(annotations).length === 0) return [];
    const path = this.#annotationsPath;
    if (!this.annotations && !hasComments(this.externalIPs, this.#key.fields))
      return [{ op: 'set', path, value: annotations, place: this.#placeFor('annotations') }];
    return Object.entries(annotations).map(([name, value]) => ({ op: 'set', path: [...path, name], value }));
  }

  get #annotationsPath(): Path {
    return this.annotations?.path ?? [...this.#key.service.path, 'annotations'];
  }

  /** In order where the keys are in order, else before what goes. */
  #placeFor(name: string): Place {
    const { fields, service } = this.#key;
    const keys = [...service.entries()].map(([key]) => key);
    const isSorted = keys.length > 2 && keys.every((key, index) => index === 0 || keys[index - 1]! < key);
    const next = isSorted ? keys.find(key => key > name) : fields === service ? this.externalIPs.path.at(-1) : fields.path.at(-1);
    return next === undefined ? 'last' : { before: next };
  }

  #node(name: ServiceField): Node | undefined {
    const { fields, service, around, isAlone } = this.#key;
    if (isAlone) return undefined;
    return fields.get(name) ?? service.get(name) ?? (name === 'type' ? beside(service, around, 'Type') : undefined);
  }

  #assumptions(change: ServiceChange): readonly Assumption[] {
    const keys = keysOf(change);
    if (keys.length === 0) return [];
    const { file } = this.document;
    const at = { file, range: this.externalIPs.keyRange ?? this.externalIPs.range, text: 'externalIPs' };
    const service = this.#valuesPath(this.#key.service);
    const named = keys.map(key => `\`${key}\``).join(' and ');
    return [
      { at, subject: dottedPath(service), text: `the chart renders ${named} of {} into the Service` },
      ...this.#around.beside(service, keys).map(other => ({
        at,
        subject: other,
        text: `where {} feeds the same release, it leaves ${named} of the Service as they are set here`,
      })),
    ];
  }

  #valuesPath(node: Node): Path {
    return [...(this.#around.below ?? []), ...node.path.slice(this.#depth)];
  }
}

/** What a change sets that a chart may not know. */
const keysOf = ({ set, annotations }: ServiceChange): readonly ('type' | 'annotations')[] => [
  ...(set.type === undefined ? [] : ['type' as const]),
  ...(Object.keys(annotations).length > 0 ? ['annotations' as const] : []),
];

/** `serviceType` beside `service`, as some charts have it. */
function beside(service: Node, around: Node | undefined, suffix: string): Node | undefined {
  const name = service.path.at(-1);
  return typeof name === 'string' ? around?.get(`${name}${suffix}`) : undefined;
}
