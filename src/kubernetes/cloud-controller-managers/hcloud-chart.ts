import { wordFor, type Document } from '../../core/document.ts';
import { parseVersion } from '../../core/version.ts';
import { isUnreadable } from '../arguments.ts';
import type { WrittenFlag } from '../flags.ts';
import type { CloudControllerManager } from '../cloud-controller-manager.ts';
import { managerImage } from '../cloud-providers.ts';
import { ArgumentMap } from './argument-map.ts';
import { valuesOfChart, type ManagerChart, type ManagerValues } from './chart.ts';
import { valuesManager } from './values-manager.ts';

/** hetznercloud/hcloud-cloud-controller-manager chart/values.yaml and chart/templates: the chart has the version of its image. */
const CHART: ManagerChart = {
  name: 'hcloud-cloud-controller-manager',
  provider: 'hcloud',
  repository: ['image', 'repository'],
  tag: ['image', 'tag'],
  defaultRepository: 'docker.io/hetznercloud/hcloud-cloud-controller-manager',
  tagOf: version => (parseVersion(version) ? `v${version.replace(/^v/, '')}` : undefined),
};

/** Values for the chart of hcloud, which turns the gate on in its own `args`: https://github.com/hetznercloud/hcloud-cloud-controller-manager/tree/main/chart */
export function* hcloudManagers(document: Document): Generator<CloudControllerManager> {
  for (const values of valuesOfChart(document, CHART)) yield managerOf(values);
}

function managerOf(values: ManagerValues): CloudControllerManager {
  const { root, image } = values;
  const args = root.get('args');
  const isEnabled = root.get('networking', 'enabled');
  const variable = root.get('env', 'HCLOUD_NETWORK_ROUTES_ENABLED', 'value');
  const network = isEnabled?.value === true ? (root.get('networking', 'clusterCIDR') ?? isEnabled) : undefined;
  const otherFlags: WrittenFlag[] = network
    ? [{ name: 'cluster-cidr', value: network === isEnabled ? '10.244.0.0/16' : wordFor(network.value), node: network }]
    : [];
  const { knowsRouteGate } = managerImage(image, CHART.provider);
  return valuesManager(CHART, values, {
    at: args ?? root,
    arguments: new ArgumentMap(args, [...root.path, 'args']),
    otherFlags,
    // A value of null takes the default of the chart away.
    routeGateByDefault:
      args?.get('feature-gates')?.value === null ? 'off' : ({ yes: 'on', no: 'off', unknown: 'unknown' } as const)[knowsRouteGate],
    routesOff:
      variable?.value === 'false'
        ? { name: 'HCLOUD_NETWORK_ROUTES_ENABLED', at: variable }
        : isEnabled?.value === false
          ? { name: 'networking.enabled', at: isEnabled }
          : undefined,
    unread:
      args && isUnreadable(args, 'map')
        ? { at: args, reason: '`args` of hcloud-cloud-controller-manager is no map, so the arguments in it were not read' }
        : undefined,
  });
}
