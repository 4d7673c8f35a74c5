import type { Document } from '../../core/document.ts';
import { parseVersion } from '../../core/version.ts';
import type { CloudControllerManager } from '../cloud-controller-manager.ts';
import { ArgumentMap } from './argument-map.ts';
import { valuesOfChart, type ManagerChart } from './chart.ts';
import { valuesManager } from './values-manager.ts';

const CHART: ManagerChart = {
  name: 'vsphere-cpi',
  provider: 'vsphere',
  repository: ['daemonset', 'image'],
  tag: ['daemonset', 'tag'],
  defaultRepository: 'registry.k8s.io/cloud-pv-vsphere/cloud-provider-vsphere',
  tagOf: version => (parseVersion(version) ? `v${version.replace(/^v/, '')}` : undefined),
};

/** Values for kubernetes/cloud-provider-vsphere charts/vsphere-cpi: `additionalParams` is a map of names and values, empty in the chart. */
export function* vsphereManagers(document: Document): Generator<CloudControllerManager> {
  for (const values of valuesOfChart(document, CHART)) {
    const path = ['daemonset', 'cmdline', 'additionalParams'];
    const params = values.root.get(...path);
    yield valuesManager(CHART, values, {
      at: params ?? values.root,
      arguments: new ArgumentMap(params, [...values.root.path, ...path]),
      isPartial: params?.kind !== 'map',
    });
  }
}
