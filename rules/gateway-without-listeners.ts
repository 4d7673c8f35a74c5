import { defineRule } from '../src/core/rule.ts';
import { GATEWAY_WORDS, gateways } from '../src/kubernetes/gateways.ts';
import { resourceOf } from '../src/kubernetes/object.ts';
import { mayBePatched } from '../src/repository/patched-objects.ts';

export default defineRule({
  id: 'gateway-without-listeners',
  severity: 'error',
  fixable: 'never',
  words: GATEWAY_WORDS,

  docs: {
    summary: 'A Gateway with no listeners, which the API server rejects',
    why: `
      Every release of the Gateway API so far wants between 1 and 64 entries in \`spec.listeners\`. Samples that go around, one for the way out
      of \`externalIPs\` among them, name only a class and addresses: "spec.listeners: Required value", or "should have at least 1 items".

      A ListenerSet adds listeners to a Gateway, but the Gateway needs one of its own all the same.
    `,
    bad: [
      {
        text: `
          apiVersion: gateway.networking.k8s.io/v1
          kind: Gateway
          metadata:
            name: edge
          spec:
            gatewayClassName: cilium
            addresses:
              - type: IPAddress
                value: 192.0.2.4
        `,
      },
      {
        text: `
          apiVersion: gateway.networking.k8s.io/v1
          kind: Gateway
          metadata:
            name: edge
          spec:
            gatewayClassName: cilium
            listeners: []
        `,
      },
    ],
    good: [
      {
        text: `
          apiVersion: gateway.networking.k8s.io/v1
          kind: Gateway
          metadata:
            name: edge
          spec:
            gatewayClassName: cilium
            addresses:
              - type: IPAddress
                value: 192.0.2.4
            listeners:
              - name: tcp-80
                protocol: TCP
                port: 80
        `,
      },
    ],
    advice: `
      One listener for each port and protocol of the Services behind the Gateway, then a route for each listener: \`parentRefs\` names the
      Gateway, and \`sectionName\` the listener.
    `,
    references: [
      'https://gateway-api.sigs.k8s.io/reference/spec/#gatewayspec',
      'https://github.com/kubernetes-sigs/gateway-api/blob/main/apis/v1/gateway_types.go',
    ],
  },

  query: gateways,

  check({ object, at, hasListeners }, { facts, report }) {
    if (hasListeners !== 'no' || mayBePatched(object, facts, /listeners/)) return;
    const isListed = at.path.at(-1) === 'listeners';
    report({
      at,
      message: `${object.name === undefined ? 'a Gateway' : `Gateway \`${object.name}\``} has no listeners, and every release of the Gateway API requires one`,
      label: isListed ? 'the API server rejects an empty list' : 'the API server rejects the Gateway: `listeners` is required',
      help: 'add a listener for each port: `name`, `protocol` and `port`',
      resource: resourceOf(object, isListed ? at.path : [...at.path, 'listeners'], 'gateway'),
    });
  },
});
