import type { Change, Resource } from '../core/diagnostic.ts';
import type { Document, Node, Refusal } from '../core/document.ts';
import type { WrittenFlag } from './flags.ts';
import { booleanOf } from './feature-gates.ts';
import { managerImage, type ManagerImage } from './cloud-providers.ts';
import type { KubernetesObject } from './object.ts';
import { routeGateOf, type RouteGate } from './route-gate.ts';

/** A configured cloud controller manager: a container that runs one, or values of a chart that does. */
export interface CloudControllerManager {
  readonly form: string;
  readonly document: Document;
  readonly resource: Resource;
  /** What the user calls it: "Deployment `manager`", "a release of ccm-linode". */
  readonly title: string;
  /** What a patch of the repository would be for. */
  readonly object: KubernetesObject | undefined;
  /** Where it is configured: its arguments, or what would hold them. */
  readonly at: Node;
  /** `repository:tag`, as far as it is written here. */
  readonly image: string | undefined;
  readonly flags: readonly WrittenFlag[];
  /** Whether it may get flags that are not written here. */
  readonly isPartial: boolean;
  /** Whether it gets the gate turned on where nothing is written here about `--feature-gates`. */
  readonly routeGateByDefault: 'on' | 'off' | 'unknown';
  /** What is written besides the flags and turns the route controller off, by its name. */
  readonly routesOff?: { readonly name: string; readonly at: Node } | undefined;
  /** What is not what it should be, so that it was not read; a sentence for the user. */
  readonly unread?: { readonly at: Node; readonly reason: string } | undefined;
  set(name: string, value: string): readonly Change[] | Refusal;
  remove(flag: WrittenFlag): readonly Change[] | Refusal;
}

/** Whether the route controller runs, and what told it. */
export interface RouteController {
  readonly state: 'runs' | 'off' | 'unknown';
  /** Where it is off: the end of a sentence that begins with "the route controller does not run:". */
  readonly why?: string;
  /** Where that is written; nothing where it is what is missing. */
  readonly because?: Node | undefined;
  /** Whether that is how a cluster without routes of the cloud is set up: then it is nobody's mistake. */
  readonly isExpected?: boolean;
}

/** Its names in `--controllers` (cloud-provider names/controller_names.go): the older one is an alias. */
const ROUTE_CONTROLLER = /^(-?)(?:node-route-controller|route)$/;

/** The last value of a flag: that one counts. */
export const lastFlag = ({ flags }: Pick<CloudControllerManager, 'flags'>, name: string): WrittenFlag | undefined =>
  flags.findLast(flag => flag.name === name);

export const imageOf = (manager: CloudControllerManager): ManagerImage =>
  managerImage(manager.image, lastFlag(manager, 'cloud-provider')?.value);

/** The gate as it is written, else as it is without being written. */
export function routeGate(manager: CloudControllerManager): RouteGate {
  const gate = routeGateOf(manager.flags);
  if (gate.state !== 'unset' || lastFlag(manager, 'feature-gates')) return gate;
  if (manager.routeGateByDefault === 'on') return { state: 'on', setting: undefined };
  return { state: manager.isPartial || manager.routeGateByDefault === 'unknown' ? 'unknown' : 'unset', setting: undefined };
}

/**
 * Whether the route controller runs, as far as the file can tell.
 *
 * It starts if `--configure-cloud-routes` is not false, the cloud has routes, and `--controllers` names it or `*`; without `--cluster-cidr` it
 * would stop the whole manager, so a manager that works has none (kubernetes/cloud-provider app/core.go, `startRouteController`).
 */
export function routeController(manager: CloudControllerManager): RouteController {
  const { provider } = imageOf(manager);
  const configure = lastFlag(manager, 'configure-cloud-routes');
  const configures = configure ? booleanOf(configure.value || 'true') : true;
  if (provider?.hasRoutes === false) return { state: 'off', why: `the cloud provider \`${provider.name}\` has no routes` };
  if (configure && configures === false) return { state: 'off', why: '`--configure-cloud-routes` is false', because: configure.node };
  const controllers = lastFlag(manager, 'controllers');
  const isListed = controllers ? isEnabled(controllers.value) : true;
  if (controllers && isListed === false) return { state: 'off', why: '`--controllers` leaves it out', because: controllers.node };
  const off = manager.routesOff;
  if (off) return { state: 'off', why: `\`${off.name}\` is false`, because: off.at, isExpected: true };
  if (configures === undefined || isListed === undefined) return { state: 'unknown' };
  const network = lastFlag(manager, 'cluster-cidr');
  if (!network || network.value === '')
    return manager.isPartial
      ? { state: 'unknown' }
      : { state: 'off', why: '`--cluster-cidr` is not set', because: network?.node, isExpected: true };
  return { state: provider?.hasRoutes === true || configure ? 'runs' : 'unknown' };
}

/** How `--controllers` is read: what names the controller counts before `*` (controller-manager app/helper.go); nothing where a placeholder decides. */
function isEnabled(controllers: string): boolean | undefined {
  const names = controllers.split(',').map(name => name.trim());
  const named = names.map(name => ROUTE_CONTROLLER.exec(name)).find(match => match !== null);
  if (named) return named[1] === '';
  return names.some(name => /\$|\{\{/.test(name)) ? undefined : names.includes('*');
}
