import { wordFor, type Node, type Document } from '../../core/document.ts';
import type { Arguments } from '../arguments.ts';
import type { CloudControllerManager } from '../cloud-controller-manager.ts';
import { valuesOfChart, type ManagerChart } from './chart.ts';
import { valuesManager } from './values-manager.ts';

const CHART: ManagerChart = {
  name: 'cloud-provider-azure',
  provider: 'azure',
  repository: ['cloudControllerManager', 'imageName'],
  tag: ['cloudControllerManager', 'imageTag'],
  defaultRepository: 'azure-cloud-controller-manager',
};

/** The values that become flags of the route controller. */
const FLAGS: Readonly<Record<string, string>> = {
  clusterCIDR: 'cluster-cidr',
  configureCloudRoutes: 'configure-cloud-routes',
  controllers: 'controllers',
  routeReconciliationPeriod: 'route-reconciliation-period',
};

/** Values for kubernetes-sigs/cloud-provider-azure helm/cloud-provider-azure: a value for each flag, and none for `--feature-gates`. */
export function* azureManagers(document: Document): Generator<CloudControllerManager> {
  for (const values of valuesOfChart(document, CHART)) {
    const own = values.root.get('cloudControllerManager');
    if (own?.kind !== 'map') continue;
    yield valuesManager(CHART, values, { at: own, arguments: new NamedValues(own) });
  }
}

class NamedValues implements Arguments {
  readonly isPartial = true;
  readonly flags;

  constructor(node: Node) {
    this.flags = Object.entries(FLAGS).flatMap(([key, name]) => {
      const value = node.get(key);
      return value && value.value !== null ? [{ name, value: wordFor(value.value), node: value }] : [];
    });
  }

  set() {
    return { refused: 'the chart cloud-provider-azure has no value for `--feature-gates`' };
  }

  remove() {
    return { refused: 'the chart cloud-provider-azure always passes the flag' };
  }
}
