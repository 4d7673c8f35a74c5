import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Document } from '../../../src/core/document.ts';
import type { ModelOp } from '../../../src/core/model.ts';
import { copy, planned, remove, set } from './plan.ts';

const examples = suite('editor: Services that move to a load balancer');

const IP = 'metallb.io/loadBalancerIPs';

/** One address of a Service becomes an annotation. */
const toAnnotation = (document: Document, at = ''): readonly ModelOp[] => [
  set(`${at} metadata annotations ${IP}`, copy(document, `${at} spec externalIPs 0`)),
  set(`${at} spec type`, 'LoadBalancer', 'first'),
  set(`${at} spec allocateLoadBalancerNodePorts`, false, { after: 'type' }),
  remove(`${at} spec externalIPs`, `${at} metadata annotations ${IP}`),
];

examples('the comment of the address goes along', () =>
  assert.is(
    planned(
      `# Edge web
apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: shop
spec:
  selector: {app: web}
  ports:
    - port: 80
      targetPort: 8080
  externalIPs:
    - 192.0.2.4 # office uplink
`,
      toAnnotation,
    ),
    `# Edge web
apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: shop
  annotations:
    metallb.io/loadBalancerIPs: 192.0.2.4 # office uplink
spec:
  type: LoadBalancer
  allocateLoadBalancerNodePorts: false
  selector: {app: web}
  ports:
    - port: 80
      targetPort: 8080
`,
  ),
);

examples('comments of several addresses become lines', () =>
  assert.is(
    planned(
      `metadata:
  name: smtp
  labels:
    app: smtp
spec:
  type: ClusterIP
  externalTrafficPolicy: Local # keep client IPs for SPF
  externalIPs:
    # primary MX
    - 192.0.2.10
    - 192.0.2.11 # backup MX
    - 192.0.2.12 # partner only
`,
      [
        set('metadata annotations lbipam.cilium.io/ips', '192.0.2.10,192.0.2.11,192.0.2.12'),
        set('spec type', 'LoadBalancer', 'first'),
        set('spec allocateLoadBalancerNodePorts', false, { after: 'type' }),
        remove('spec externalIPs', 'metadata annotations lbipam.cilium.io/ips'),
      ],
    ),
    `metadata:
  name: smtp
  labels:
    app: smtp
  annotations:
    # primary MX
    # 192.0.2.11: backup MX
    # 192.0.2.12: partner only
    lbipam.cilium.io/ips: "192.0.2.10,192.0.2.11,192.0.2.12"
spec:
  type: LoadBalancer
  allocateLoadBalancerNodePorts: false
  externalTrafficPolicy: Local # keep client IPs for SPF
`,
  ),
);

examples('annotations that are there grow', () =>
  assert.is(
    planned(
      `metadata:
  name: web
  annotations:
    example.com/owner: netops
spec:
  ports: [{port: 443, targetPort: 8443}]
  externalIPs:
    - 192.0.2.4
    - "2001:db8::4"
`,
      [set(`metadata annotations ${IP}`, '192.0.2.4,2001:db8::4'), remove('spec externalIPs', `metadata annotations ${IP}`)],
    ),
    `metadata:
  name: web
  annotations:
    example.com/owner: netops
    metallb.io/loadBalancerIPs: "192.0.2.4,2001:db8::4"
spec:
  ports: [{port: 443, targetPort: 8443}]
`,
  ),
);

examples('an address that goes nowhere leaves its comment', () =>
  assert.is(
    planned(
      `spec:
  clusterIP: None
  externalTrafficPolicy: Cluster
  ports: [{port: 5432}]
  externalIPs: [192.0.2.30] # never worked
`,
      [remove('spec externalIPs'), remove('spec externalTrafficPolicy')],
    ),
    `spec:
  clusterIP: None
  ports: [{port: 5432}]
  # 192.0.2.30: never worked
`,
  ),
);

examples('metadata in braces stays in braces, its text quoted', () =>
  assert.is(
    planned(
      `metadata: {name: web, namespace: a}
spec:
  ports: [{port: 443}]
  externalIPs: [192.0.2.20]
`,
      document => [set('metadata annotations metallb.io/allow-shared-ip', 'external-192.0.2.20'), ...toAnnotation(document)],
    ),
    `metadata: {name: web, namespace: a, annotations: {metallb.io/allow-shared-ip: external-192.0.2.20, metallb.io/loadBalancerIPs: "192.0.2.20"}}
spec:
  type: LoadBalancer
  allocateLoadBalancerNodePorts: false
  ports: [{port: 443}]
`,
  ),
);

examples('an item of a List in braces changes alone', () =>
  assert.is(
    planned(
      `apiVersion: v1
kind: List
items:
  - {apiVersion: v1, kind: ConfigMap, metadata: {name: c}}
  - apiVersion: v1
    kind: Service
    metadata: {name: web}
    spec: {selector: {app: web}, ports: [{port: 80}], externalIPs: [192.0.2.4]}
`,
      document => toAnnotation(document, 'items 1'),
    ),
    `apiVersion: v1
kind: List
items:
  - {apiVersion: v1, kind: ConfigMap, metadata: {name: c}}
  - apiVersion: v1
    kind: Service
    metadata: {name: web, annotations: {metallb.io/loadBalancerIPs: "192.0.2.4"}}
    spec: {type: LoadBalancer, allocateLoadBalancerNodePorts: false, selector: {app: web}, ports: [{port: 80}]}
`,
  ),
);

examples('an alias stays an alias', () =>
  assert.is(
    planned(
      `metadata:
  annotations:
    example.com/ips: &vip 192.0.2.4
spec:
  selector: {app: web}
  externalIPs: [*vip]
`,
      toAnnotation,
    ),
    `metadata:
  annotations:
    example.com/ips: &vip 192.0.2.4
    metallb.io/loadBalancerIPs: *vip
spec:
  type: LoadBalancer
  allocateLoadBalancerNodePorts: false
  selector: {app: web}
`,
  ),
);

examples('a placeholder keeps its quotes', () =>
  assert.is(
    planned('metadata:\n  name: a\nspec:\n  ports: []\n  externalIPs: ["${INGRESS_VIP}"] # Flux\n', toAnnotation),
    'metadata:\n  name: a\n  annotations:\n    metallb.io/loadBalancerIPs: "${INGRESS_VIP}" # Flux\nspec:\n  type: LoadBalancer\n  allocateLoadBalancerNodePorts: false\n  ports: []\n',
  ),
);

examples('JSON stays JSON', () =>
  assert.is(
    planned(
      '{\n  "metadata": {\n    "name": "x"\n  },\n  "spec": {\n    "ports": [1],\n    "externalIPs": [\n      "192.0.2.1"\n    ]\n  }\n}\n',
      toAnnotation,
      'x.json',
    ),
    '{\n  "metadata": {\n    "name": "x",\n    "annotations": {\n      "metallb.io/loadBalancerIPs": "192.0.2.1"\n    }\n  },\n  "spec": {\n    "type": "LoadBalancer",\n    "allocateLoadBalancerNodePorts": false,\n    "ports": [1]\n  }\n}\n',
  ),
);

examples.run();
