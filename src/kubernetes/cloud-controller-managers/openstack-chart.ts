import type { Document, Region } from '../../core/document.ts';
import { mentions } from '../../core/text.ts';
import { argumentLists, isUnreadable } from '../arguments.ts';
import type { WrittenFlag } from '../flags.ts';
import type { CloudControllerManager } from '../cloud-controller-manager.ts';
import { textOf } from '../object.ts';
import { valuesOfChart, type ManagerChart } from './chart.ts';
import { valuesManager } from './values-manager.ts';

const CHART: ManagerChart = {
  name: 'openstack-cloud-controller-manager',
  provider: 'openstack',
  repository: ['image', 'repository'],
  tag: ['image', 'tag'],
  defaultRepository: 'registry.k8s.io/provider-os/openstack-cloud-controller-manager',
  // Chart.yaml: 2.27.2 is of v1.27.1, and so on.
  tagOf: version => {
    const [, minor] = /^2\.(\d+)\.\d+$/.exec(version) ?? [];
    return minor === undefined || Number(minor) < 27 ? undefined : `v1.${minor}`;
  },
};

/** The arguments of the chart: lines of a list in a string, that the template writes below its own. */
export function* argumentStrings(document: Document): Generator<Region> {
  if (!mentions(document.file, 'controllerExtraArgs')) return;
  for (const { root } of valuesOfChart(document, CHART)) {
    const node = root.get('controllerExtraArgs');
    if (node && textOf(node) !== undefined) yield { node, holds: 'arguments' };
  }
}

/** Values for kubernetes/cloud-provider-openstack charts/openstack-cloud-controller-manager, seen from the list in `controllerExtraArgs`. */
export function* openstackManagers({ root, within }: Document): Generator<CloudControllerManager> {
  if (!root || within?.holds !== 'arguments') return;
  for (const values of valuesOfChart(within.node.document, CHART)) {
    if (values.root.get('controllerExtraArgs')?.range.start !== within.node.range.start) continue;
    const controllers = values.root.get('enabledControllers');
    const names = controllers?.items().map(item => textOf(item) ?? '$');
    const otherFlags: WrittenFlag[] =
      controllers && names && names.length > 0 ? [{ name: 'controllers', value: names.join(','), node: controllers }] : [];
    yield valuesManager(CHART, values, {
      at: root,
      arguments: argumentLists([root], undefined),
      otherFlags,
      ...(root.kind !== 'list' && {
        isPartial: true,
        unread: isUnreadable(root, 'list')
          ? {
              at: within.node,
              reason: '`controllerExtraArgs` is no list of arguments, so it was not read: each stands on a line after `- `',
            }
          : undefined,
      }),
    });
  }
}
