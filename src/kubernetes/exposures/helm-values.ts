import { posix } from 'node:path';
import type { Assumption } from '../../core/diagnostic.ts';
import type { Document, Node, Path, Query, Refusal } from '../../core/document.ts';
import { dottedPath } from '../../core/dotted-path.ts';
import { defineFact, type Facts } from '../../core/fact.ts';
import type { ModelOp, NewValue, Place } from '../../core/model.ts';
import { readAddress, type Address } from '../address.ts';
import { renderedPaths, type RenderedPath } from '../charts.ts';
import { namesService, serviceKeys, type ServiceKey } from '../chart-keys.ts';
import { chartParameters, chartValues, type ChartParameter, type Release } from '../helm-values.ts';
import { patchUses } from '../kustomizations.ts';
import { textOf, type KubernetesObject } from '../object.ts';
import type { Field, Renderer, ServiceChange, ServiceExposure, ServiceField, ServicePort } from '../service-exposure.ts';

/** Chart values that become the externalIPs of a Service, found without rendering the chart. */
export const helmValues: Query<ServiceExposure> = function* (document, facts) {
  for (const { release, root } of chartValues(document)) {
    const rendered = renderedPaths(document.file, release.folders, facts);
    for (const key of serviceKeys(
      root,
      release.chart,
      rendered.map(({ path }) => path),
    )) {
      // What a template hands on are values of its own chart, and those are the finding.
      if (document.isTemplate && key.addresses.every(({ kind }) => kind === 'template')) continue;
      const path = key.externalIPs.path.slice(root.path.length);
      yield new ServiceValues(document, release, key, root.path.length, rendered, () => layeredWith(document, release, path, facts));
    }
  }
  yield* parameters(document);
};

/** Addresses in the values of an object, wherever in the repository. */
const addressesOfReleases = defineFact<{ readonly document: Document; readonly object: KubernetesObject; readonly path: Path }>({
  id: 'addresses-of-releases',
  words: ['externalIPs'],
  rare: false,
  *read(document) {
    for (const {
      release: { object, chart },
      root,
    } of chartValues(document))
      for (const { externalIPs } of object ? serviceKeys(root, chart) : [])
        yield {
          value: { document, object: object!, path: externalIPs.path.slice(root.path.length) },
          file: document.file,
          range: externalIPs.range,
        };
  },
});

/**
 * Another file that sets the same list of the same object, where one of them is a kustomize patch: moved alone, the addresses of the one would
 * come together with what the other asks for.
 */
function layeredWith(document: Document, { object }: Release, path: Path, facts: Facts): Refusal | undefined {
  if (object?.name === undefined) return undefined;
  const { kind, name, namespace } = object;
  const isPatch = patchUses(document, facts).length > 0;
  const other = facts
    .scopesOf(document.file)
    .flatMap(scope => facts.all(addressesOfReleases, scope))
    .map(({ value }) => value)
    .find(
      value =>
        value.object.kind === kind &&
        value.object.name === name &&
        (value.object.namespace ?? namespace) === (namespace ?? value.object.namespace) &&
        dottedPath(value.path) === dottedPath(path) &&
        patchUses(value.document, facts).length > 0 !== isPatch,
    );
  return (
    other && {
      code: 'PATCHED',
      refused: `\`${dottedPath(path)}\` of the same ${kind} is set in ${other.document.file.path} as well, and kustomize lays one over the other: move both by hand`,
    }
  );
}

const CHART_DECIDES: Field = { state: 'unknown', why: 'the chart decides' };

class ServiceValues implements ServiceExposure {
  readonly form = 'helm-values';
  readonly document: Document;
  readonly externalIPs: Node;
  readonly addresses: readonly Address[];
  readonly #release: Release;
  readonly #key: ServiceKey;
  readonly #depth: number;
  readonly #rendered: readonly RenderedPath[];
  readonly #obstacle: () => Refusal | undefined;

  /** `depth`: how far below the root of the document the values begin. `rendered`: what the templates of the chart show. `obstacle`: asked when a change is planned. */
  constructor(
    document: Document,
    release: Release,
    key: ServiceKey,
    depth: number,
    rendered: readonly RenderedPath[],
    obstacle: () => Refusal | undefined,
  ) {
    this.document = document;
    this.externalIPs = key.externalIPs;
    this.addresses = key.addresses;
    this.#release = release;
    this.#key = key;
    this.#depth = depth;
    this.#rendered = rendered;
    this.#obstacle = obstacle;
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
    const { annotations } = change;
    const lacking = this.#lacking([
      ...(change.set.type === undefined ? [] : ['type' as const]),
      ...(Object.keys(annotations).length > 0 ? ['annotations' as const] : []),
    ]);
    const refusal = lacking ?? this.#obstacle();
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
    const found = this.#rendered.find(rendered => rendered.path.join('\0') === path && keys.some(key => rendered.lacks.includes(key)));
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

  /** `type`, and of the rest what is there already: a chart, or the schema of its values, may know no other key. */
  #setOps(set: ServiceChange['set']): readonly ModelOp[] {
    return (Object.keys(set) as ServiceField[]).flatMap((name): ModelOp[] => {
      const value = set[name] ?? null;
      const node = this.#node(name);
      if (node) return [{ op: 'set', path: node.path, value }];
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
    const keys = [
      ...(change.set.type === undefined ? [] : ['type']),
      ...(Object.keys(change.annotations).length > 0 ? ['annotations'] : []),
    ];
    const { file } = this.document;
    const at = { file, range: this.externalIPs.keyRange ?? this.externalIPs.range, text: 'externalIPs' };
    const subject = dottedPath(this.#valuesPath(this.#key.service));
    return keys.length === 0
      ? []
      : [{ at, subject, text: `the chart renders ${keys.map(key => `\`${key}\``).join(' and ')} of {} into the Service` }];
  }

  #valuesPath(node: Node): Path {
    return node.path.slice(this.#depth);
  }
}

/** A list of addresses that is given item by item, or as one string in braces. It is read; parameters say too little to be written. */
class ServiceParameters implements ServiceExposure {
  readonly form = 'helm-values';
  readonly document: Document;
  readonly externalIPs: Node;
  readonly addresses: readonly Address[];
  readonly ports = undefined;
  readonly #release: Release;
  readonly #path: Path;

  constructor(document: Document, release: Release, path: Path, given: readonly ChartParameter[]) {
    this.document = document;
    this.externalIPs = given[0]!.at;
    this.addresses = given.flatMap(addressesOf);
    this.#release = release;
    this.#path = path;
  }

  get resource() {
    return resourceOf(this.#release, this.externalIPs);
  }

  get identity(): string | undefined {
    return identityOf(this.#release, this.#path);
  }

  get title(): string {
    return titleOf(this.#release, this.#path.slice(0, -1));
  }

  get renderer(): Renderer {
    return { release: this.#release.id, assumes: () => [] };
  }

  field(): Field {
    return CHART_DECIDES;
  }

  annotation(): Field {
    return CHART_DECIDES;
  }

  plan() {
    return { refused: `\`${dottedPath(this.#path)}\` is set as a parameter: move it to the values first` };
  }
}

function* parameters(document: Document): Generator<ServiceExposure> {
  const lists = new Map<string, { readonly path: Path; readonly given: ChartParameter[] }>();
  for (const parameter of chartParameters(document)) {
    const path = pathOf(parameter.name);
    const end = path.lastIndexOf('externalIPs');
    if (end < path.length - 2 || end === -1 || !namesService(path.slice(0, end)) || addressesOf(parameter).length === 0) continue;
    const id = [parameter.at.path.slice(0, -2), ...path.slice(0, end)].join(' ');
    const list = lists.get(id);
    if (list) list.given.push(parameter);
    else lists.set(id, { path: path.slice(0, end + 1), given: [parameter] });
  }
  for (const { path, given } of lists.values()) yield new ServiceParameters(document, given[0]!.release, path, given);
}

/** The path that `helm --set` reads in a name: dots part keys unless a backslash stands before them, brackets hold an index. */
function pathOf(name: string): Path {
  return name.split(/(?<!\\)\./).flatMap(part => {
    const [key = '', ...indexes] = part.split(/\[(\d+)\]/).filter(piece => piece !== '');
    return [key.replaceAll('\\.', '.'), ...indexes.map(Number)];
  });
}

/** `{a,b}` is how `helm --set` spells a list. */
function addressesOf({ value }: ChartParameter): readonly Address[] {
  const text = textOf(value);
  const inside = text?.startsWith('${') ? undefined : /^\{(.*)\}$/.exec(text ?? '')?.[1];
  const texts = inside === undefined ? [text ?? ''] : inside.split(',').map(item => item.trim());
  return texts.some(item => item.includes('/')) ? [] : texts.filter(item => item !== '').map(item => readAddress(value, item));
}

/** `serviceType` beside `service`, as some charts have it. */
function beside(service: Node, around: Node | undefined, suffix: string): Node | undefined {
  const name = service.path.at(-1);
  return typeof name === 'string' ? around?.get(`${name}${suffix}`) : undefined;
}

/** Ports that are written out, beside the key or in `port`; nothing where the chart would have to be asked. */
function portsOf({ fields, service }: ServiceKey): readonly ServicePort[] | undefined {
  const ports = fields.get('ports') ?? service.get('ports');
  const port = fields.get('port') ?? service.get('port');
  const more = service.get('additionalPorts')?.items() ?? [];
  const all = ports ? (ports.kind === 'list' ? ports.items() : [...ports.entries()].map(([, value]) => value)) : port ? [port] : [];
  const read = [...all, ...(all.length > 0 ? more : [])]
    .filter(({ kind }) => kind === 'map')
    .map(node => ({ protocol: textOf(node.get('protocol')) ?? 'TCP', port: node.get('port')?.value ?? null }));
  const isPlain =
    read.length === all.length + (all.length > 0 ? more.length : 0) &&
    read.every(({ port: number }) => typeof number === 'number' || typeof number === 'string');
  if (all.length > 0 && isPlain) return read;
  const protocol = textOf(service.get('protocol'));
  return protocol !== undefined && typeof port?.value === 'number' ? [{ protocol, port: port.value }] : undefined;
}

/** Whether comments stand at a member of a map, or on the lines above it. */
function hasComments(node: Node, map: Node): boolean {
  const { text } = node.document.file;
  const key = (node.keyRange ?? node.range).start;
  // Comments above the first member stand before the map begins.
  const firstLine = map.keyRange ? text.indexOf('\n', map.keyRange.end) : -1;
  const before = firstLine !== -1 && firstLine < key ? firstLine : map.range.start;
  const start = Math.max(before, ...[...map.entries()].map(([, { range }]) => range.end).filter(end => end <= key));
  const lineEnd = text.indexOf('\n', node.range.end);
  const end = lineEnd === -1 ? text.length : lineEnd;
  return node.document.comments().some(({ range }) => range.start >= start && range.start <= end);
}

function resourceOf({ object }: Release, { path, document }: Node) {
  const { apiVersion, kind, namespace, name } = object ?? {};
  return { apiVersion, kind, namespace, name, path: [...(document.within?.node.path ?? []), ...path], form: 'helm-values' };
}

const identityOf = ({ object, id }: Release, path: Path): string | undefined =>
  object && id !== undefined ? `${id} ${dottedPath(path)}` : undefined;

function titleOf({ title }: Release, path: Path): string {
  const values = dottedPath(path);
  if (title === undefined) return values === '' ? 'a values file' : `values \`${values}\``;
  return values === '' ? title : `${title} (\`${values}\`)`;
}
