import { choice, text, toggle, type Setting } from '../core/setting.ts';
import { IMPLEMENTATIONS } from './gateway-implementations.ts';

/** The class of new Gateways. */
export const gatewayClass = text('gateway.class', {
  flag: 'gateway-class',
  summary: 'the GatewayClass of new Gateways; without it the only one of the repository',
  fallback: undefined,
});

/** Who serves that class. */
export const gatewayImplementation = choice(
  'gateway.implementation',
  IMPLEMENTATIONS.map(({ id }) => id),
  {
    summary: 'what serves the GatewayClass, where the repository does not show it',
    fallback: undefined,
  },
);

/** The release of the Gateway API whose CustomResourceDefinitions are installed, as its minor version: 6 for v1.6. */
export const gatewayBundle: Setting<number | undefined> = {
  key: 'gateway.bundle',
  summary: 'the installed release of the Gateway API, as "1.6", where the repository does not show it',
  schema: { type: 'string', pattern: '^v?1\\.\\d+(\\.\\d+)?$' },
  fallback: undefined,
  read(value) {
    const minor = typeof value === 'string' ? /^v?1\.(\d+)(?:\.\d+)?$/.exec(value)?.[1] : undefined;
    return minor === undefined ? { refused: 'takes a release of the Gateway API in quotes, as `"1.6"`' } : Number(minor);
  },
};

/** Whether ports that look like HTTP get routes of HTTP. */
export const gatewayRoutes = choice('gateway.routes', ['auto', 'l4'], {
  summary: 'auto: HTTPRoute and GRPCRoute for HTTP and gRPC; l4: TCPRoute and UDPRoute for all',
  fallback: 'auto',
});

export const acceptClientIPLoss = toggle('gateway.acceptClientIPLoss', {
  summary: 'move Services too whose pods see the client, which a gateway hides from them',
  fallback: false,
});
