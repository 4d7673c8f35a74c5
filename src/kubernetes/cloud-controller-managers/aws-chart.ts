import type { Document } from '../../core/document.ts';
import { argumentLists, isUnreadable } from '../arguments.ts';
import type { CloudControllerManager } from '../cloud-controller-manager.ts';
import { valuesOfChart, type ManagerChart } from './chart.ts';
import { valuesManager } from './values-manager.ts';

const CHART: ManagerChart = {
  name: 'aws-cloud-controller-manager',
  provider: 'aws',
  repository: ['image', 'repository'],
  tag: ['image', 'tag'],
  defaultRepository: 'registry.k8s.io/provider-aws/cloud-controller-manager',
};

/** Values for kubernetes/cloud-provider-aws charts/aws-cloud-controller-manager: `args` is a list, which replaces that of the chart. */
export function* awsManagers(document: Document): Generator<CloudControllerManager> {
  for (const values of valuesOfChart(document, CHART)) {
    const args = values.root.get('args');
    const list = args?.kind === 'list' ? argumentLists([args], undefined) : undefined;
    yield valuesManager(CHART, values, {
      at: args ?? values.root,
      arguments: list ?? argumentLists([], undefined),
      isPartial: list?.isPartial ?? true,
      unread:
        args && isUnreadable(args, 'list')
          ? { at: args, reason: '`args` of aws-cloud-controller-manager is no list, so the arguments in it were not read' }
          : undefined,
    });
  }
}
