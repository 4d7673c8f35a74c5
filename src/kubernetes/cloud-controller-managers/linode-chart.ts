import { wordFor, type Document } from '../../core/document.ts';
import { argumentLists } from '../arguments.ts';
import type { WrittenFlag } from '../flags.ts';
import type { CloudControllerManager } from '../cloud-controller-manager.ts';
import { valuesOfChart, type ManagerChart } from './chart.ts';
import { valuesManager } from './values-manager.ts';

const CHART: ManagerChart = {
  name: 'ccm-linode',
  provider: 'linode',
  repository: ['image', 'repository'],
  tag: ['image', 'tag'],
  defaultRepository: 'linode/linode-cloud-controller-manager',
};

/** Values for linode/linode-cloud-controller-manager deploy/chart: `routeController` turns the controller on, `extraArgs` is a list. */
export function* linodeManagers(document: Document): Generator<CloudControllerManager> {
  for (const values of valuesOfChart(document, CHART)) {
    const { root } = values;
    const routes = root.get('routeController');
    const extra = root.get('extraArgs');
    const found: readonly (readonly [name: string, node: ReturnType<typeof root.get>])[] = [
      ['cluster-cidr', routes?.get('clusterCIDR') ?? root.get('clusterCIDR')],
      ['configure-cloud-routes', routes?.get('configureCloudRoutes') ?? (routes?.kind === 'map' ? routes : undefined)],
      ['route-reconciliation-period', routes?.get('routeReconciliationPeriod')],
    ];
    const otherFlags: WrittenFlag[] = found.flatMap(([name, node]) =>
      node && node.value !== null ? [{ name, node, value: node === routes ? 'true' : wordFor(node.value) }] : [],
    );
    yield valuesManager(CHART, values, {
      at: extra ?? routes ?? root,
      arguments: argumentLists(extra?.kind === 'list' ? [extra] : [], [...root.path, 'extraArgs']),
      otherFlags,
      isPartial: extra !== undefined && extra.kind !== 'list',
    });
  }
}
