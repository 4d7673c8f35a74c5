import type { Query } from '../../core/document.ts';
import { nodesAt, objects, type KubernetesObject, type Pattern } from '../object.ts';
import type { Field, ServiceExposure, ServiceField } from '../service-exposure.ts';
import { addressesOf, WrittenService } from './written-service.ts';

/** Where a custom resource holds what its operator makes a Service of. */
interface Place {
  /** `*` stands for every item of a list. */
  readonly at: Pattern;
  /** From there. */
  readonly spec: Pattern;
  readonly annotations: Pattern;
  /** Fields of a Service that the operator does not know, and refuses. */
  readonly lacks?: readonly ServiceField[];
  /** Why the operator cannot be asked for a load balancer here. */
  readonly obstacle?: string;
}

const template = (...at: Pattern): Place => ({ at, spec: ['spec'], annotations: ['metadata', 'annotations'] });

const strimzi = (...at: Pattern): Place => ({
  at: ['spec', 'kafka', 'listeners', '*', 'configuration', ...at],
  spec: [],
  annotations: ['annotations'],
  obstacle: 'Strimzi takes them for listeners of type `nodeport` only: what replaces them is a listener of another type',
});

/** Custom resources whose operators make Services; each with the type that says so. */
const KINDS: readonly { readonly kind: RegExp; readonly apiVersion: RegExp; readonly places: readonly Place[] }[] = [
  // istio/api operator/v1alpha1/operator.proto: KubernetesResourcesSpec.service is a ServiceSpec of its own making, its annotations stand beside it
  {
    kind: /^IstioOperator$/,
    apiVersion: /^install\.istio\.io\//,
    places: ['ingressGateways', 'egressGateways'].map(gateways => ({
      at: ['spec', 'components', gateways, '*', 'k8s'],
      spec: ['service'],
      annotations: ['serviceAnnotations'],
      lacks: ['allocateLoadBalancerNodePorts', 'loadBalancerClass'],
    })),
  },
  // elastic/cloud-on-k8s pkg/apis/common/v1: ServiceTemplate
  {
    kind: /./,
    apiVersion: /^[a-z]+\.k8s\.elastic\.co\//,
    places: [template('spec', 'http', 'service'), template('spec', 'transport', 'service'), template('spec', 'services', '*', 'service')],
  },
  // cloudnative-pg/cloudnative-pg api/v1: ServiceTemplateSpec
  {
    kind: /^Cluster$/,
    apiVersion: /^postgresql\.cnpg\.io\//,
    places: [template('spec', 'managed', 'services', 'additional', '*', 'serviceTemplate')],
  },
  // cloudnative-pg/cloudnative-pg api/v1/pooler_types.go: PoolerSpec.serviceTemplate
  { kind: /^Pooler$/, apiVersion: /^postgresql\.cnpg\.io\//, places: [template('spec', 'serviceTemplate')] },
  // grafana/grafana-operator api/v1beta1/typeoverrides.go: ServiceV1
  { kind: /^Grafana$/, apiVersion: /^grafana\.integreatly\.org\//, places: [template('spec', 'service')] },
  // VictoriaMetrics/operator api: AdditionalServiceSpec
  {
    kind: /^V[A-Z]\w+$/,
    apiVersion: /^operator\.victoriametrics\.com\//,
    places: [template('spec', 'serviceSpec'), ...['vmselect', 'vminsert', 'vmstorage'].map(part => template('spec', part, 'serviceSpec'))],
  },
  // rabbitmq/cluster-operator api/v1beta1/rabbitmqcluster_types.go: RabbitmqClusterOverrideSpec, `clientService` in its early releases
  {
    kind: /^RabbitmqCluster$/,
    apiVersion: /^rabbitmq\.com\//,
    places: [template('spec', 'override', 'service'), template('spec', 'override', 'clientService')],
  },
  // strimzi/strimzi-kafka-operator api/…/kafka/listener: GenericKafkaListenerConfigurationBootstrap and …Broker
  { kind: /^Kafka$/, apiVersion: /^kafka\.strimzi\.io\//, places: [strimzi('bootstrap'), strimzi('brokers', '*')] },
];

/** Services that an operator makes of a part of its custom resource. */
export const embeddedServices: Query<ServiceExposure> = function* (document) {
  for (const object of objects(document)) {
    for (const { places } of KINDS.filter(({ kind, apiVersion }) => kind.test(object.kind) && apiVersion.test(object.apiVersion))) {
      for (const place of places) {
        for (const held of nodesAt(object.node, place.at)) {
          const spec = held.get(...place.spec);
          const externalIPs = spec?.get('externalIPs');
          const addresses = externalIPs ? addressesOf(externalIPs) : [];
          if (!spec || !externalIPs || addresses.length === 0) continue;
          const byOperator: Field = { state: 'unknown', why: `what the operator of ${object.kind} sets by itself is written in no file` };
          yield new WrittenService(
            {
              form: 'embedded',
              document,
              resource: object,
              identity:
                object.name === undefined
                  ? undefined
                  : `${object.kind} ${object.namespace ?? ''}/${object.name} ${held.path.slice(object.node.path.length).join('.')}`,
              title: titleOf(object),
              spec,
              annotations: [...held.path, ...place.annotations],
              lacks: place.lacks,
              elsewhere: { field: () => byOperator, annotation: () => byOperator, ports: undefined },
              obstacle: () =>
                object.obstacle ?? (place.obstacle === undefined ? undefined : { code: 'NO_LOAD_BALANCER', refused: place.obstacle }),
            },
            externalIPs,
            addresses,
          );
        }
      }
    }
  }
};

const titleOf = ({ kind, name }: KubernetesObject): string =>
  `the Service of ${name === undefined ? `this ${kind}` : `${kind} \`${name}\``}`;
