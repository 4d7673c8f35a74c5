import type { Document } from '../core/document.ts';
import type { CloudControllerManager } from './cloud-controller-manager.ts';
import { awsManagers } from './cloud-controller-managers/aws-chart.ts';
import { azureManagers } from './cloud-controller-managers/azure-chart.ts';
import { containerManagers } from './cloud-controller-managers/container.ts';
import { hcloudManagers } from './cloud-controller-managers/hcloud-chart.ts';
import { linodeManagers } from './cloud-controller-managers/linode-chart.ts';
import { openstackManagers } from './cloud-controller-managers/openstack-chart.ts';
import { vsphereManagers } from './cloud-controller-managers/vsphere-chart.ts';

/** A document without any of these runs no route controller, as far as it can tell. */
export const ROUTE_CONTROLLER_WORDS = ['cloud-controller-manager', 'cluster-cidr', 'routeController'] as const;

/** One a form. None asks for facts. */
const FORMS: readonly ((document: Document) => Iterable<CloudControllerManager>)[] = [
  containerManagers,
  hcloudManagers,
  openstackManagers,
  awsManagers,
  azureManagers,
  vsphereManagers,
  linodeManagers,
];

/** What was found, since several rules ask for it. */
const known = new WeakMap<Document, readonly CloudControllerManager[]>();

/** Every cloud controller manager that a document configures. */
export function cloudControllerManagers(document: Document): readonly CloudControllerManager[] {
  const found = known.get(document) ?? FORMS.flatMap(form => [...form(document)]);
  known.set(document, found);
  return found;
}
