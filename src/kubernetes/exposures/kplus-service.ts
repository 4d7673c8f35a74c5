import { isRefusal, type Node, type Query } from '../../core/document.ts';
import type { Copy } from '../../core/model.ts';
import { objects, textOf } from '../object.ts';
import type { Field, ServiceChange, ServiceExposure, ServiceField, ServicePort } from '../service-exposure.ts';
import { isPassedOn } from './program-service.ts';
import { addressesOf, serviceIdentity, serviceTitle, WrittenService } from './written-service.ts';

/** Fields of a Service that the class has no property for (cdk8s-plus `ServiceProps`). */
const LACKS: readonly ServiceField[] = [
  'allocateLoadBalancerNodePorts',
  'externalTrafficPolicy',
  'healthCheckNodePort',
  'ipFamilies',
  'ipFamilyPolicy',
  'loadBalancerClass',
  'loadBalancerIP',
  'sessionAffinity',
];

/** The members of `ServiceType`. */
const TYPES: Readonly<Record<string, string>> = {
  CLUSTER_IP: 'ClusterIP',
  NODE_PORT: 'NodePort',
  LOAD_BALANCER: 'LoadBalancer',
  EXTERNAL_NAME: 'ExternalName',
};

/** Services of cdk8s-plus, whose class has the fields of `spec` beside `metadata` and takes the type from an enumeration. */
export const kplusServices: Query<ServiceExposure> = function* (document) {
  for (const object of objects(document)) {
    const { node, kind, call } = object;
    const externalIPs = node.get('externalIPs');
    if (kind !== 'Service' || !externalIPs || textOf(call?.node.get('from'))?.startsWith('cdk8s-plus') !== true) continue;
    if (textOf(call?.node.get('new')) !== 'Service' || isPassedOn(object, externalIPs)) continue;
    const addresses = addressesOf(externalIPs);
    if (addresses.length === 0) continue;
    yield new KplusService(
      {
        form: 'cdk8s-plus',
        document,
        resource: object,
        identity: serviceIdentity(object),
        title: serviceTitle(object),
        spec: node,
        annotations: [...node.path, 'metadata', 'annotations'],
        // The selector may be a Deployment or any Pods.
        elsewhere: {
          field: name => (name === 'selector' ? { state: 'unknown', why: 'the program decides' } : { state: 'unset' }),
          annotation: () => ({ state: 'unset' }),
          ports: undefined,
        },
        lacks: LACKS,
      },
      externalIPs,
      addresses,
      call!.node.get('new')!,
    );
  }
};

class KplusService extends WrittenService {
  readonly #callee: Node;

  constructor(
    writing: ConstructorParameters<typeof WrittenService>[0],
    externalIPs: Node,
    addresses: WrittenService['addresses'],
    callee: Node,
  ) {
    super(writing, externalIPs, addresses);
    this.#callee = callee;
  }

  override get ports(): readonly ServicePort[] | undefined {
    return super.ports?.map(port => ({ ...port, protocol: memberOf(port.protocol) ?? port.protocol }));
  }

  override field(name: ServiceField): Field {
    const field = super.field(name);
    if (name !== 'type' || field.state !== 'set') return field;
    const type = TYPES[memberOf(field.value) ?? ''];
    return type === undefined ? field : { ...field, value: type };
  }

  override plan(change: ServiceChange) {
    const planned = super.plan(change);
    const { type } = change.set;
    if (isRefusal(planned) || type === undefined) return planned;
    const member = Object.keys(TYPES).find(key => TYPES[key] === type);
    const space = /^(.+)\.Service$/.exec(this.#callee.source)?.[1];
    const isImported = [...(this.document.root?.get('imports')?.entries() ?? [])].some(([, names]) => names.get('ServiceType'));
    if (member === undefined || (space === undefined && !isImported))
      return { refused: '`ServiceType` is not imported, which the type is one of: import it first' };
    const value = named([space, 'ServiceType', member].filter(part => part !== undefined).join('.'), this.#callee);
    return planned.map(({ document, ops }) => ({
      document,
      ops: ops.map(op => (op.op === 'set' && op.path.length === 5 && op.path[4] === 'type' ? { ...op, value } : op)),
    }));
  }
}

/** The member of an enumeration that an expression names. */
const memberOf = (value: unknown): string | undefined => (typeof value === 'string' ? /\.([A-Z_]+)\}$/.exec(value)?.[1] : undefined);

/** A name of the program, to be written at another place of it. */
const named = (source: string, { document, path, range }: Node): Copy => ({
  copyOf: {
    kind: 'scalar',
    value: `\${${source}}`,
    source,
    document,
    path,
    range,
    get: () => undefined,
    entries: () => [],
    items: () => [],
  },
});
