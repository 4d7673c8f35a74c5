import type { ModelOp } from '../../core/model.ts';
import { isRefusal, type Node, type Refusal } from '../../core/document.ts';
import type { Arguments } from '../arguments.ts';
import type { WrittenFlag } from '../flags.ts';
import type { CloudControllerManager } from '../cloud-controller-manager.ts';
import { resourceOfValues, type ManagerChart, type ManagerValues } from './chart.ts';

/** What a chart makes of its values. */
export interface RenderedManager {
  readonly at: Node;
  readonly arguments: Arguments;
  /** Flags that other values become, before those of `arguments`. */
  readonly otherFlags?: readonly WrittenFlag[];
  readonly isPartial?: boolean;
  readonly routeGateByDefault?: CloudControllerManager['routeGateByDefault'];
  readonly routesOff?: CloudControllerManager['routesOff'];
  readonly unread?: CloudControllerManager['unread'];
}

/** The manager that a chart runs with some values. */
export function valuesManager(chart: ManagerChart, values: ManagerValues, rendered: RenderedManager): CloudControllerManager {
  const { at, otherFlags = [], routeGateByDefault = 'off', routesOff, unread } = rendered;
  const { document } = at;
  const provider: WrittenFlag = { name: 'cloud-provider', value: chart.provider, node: values.root };
  const changesOf = (ops: readonly ModelOp[] | Refusal) => (isRefusal(ops) ? ops : [{ document, ops }]);
  return {
    form: 'helm-values',
    document,
    resource: resourceOfValues(values, at),
    title: values.release.title ?? `a release of ${chart.name}`,
    object: values.release.object,
    at,
    image: values.image,
    flags: [provider, ...otherFlags, ...rendered.arguments.flags],
    isPartial: rendered.isPartial ?? rendered.arguments.isPartial,
    routeGateByDefault,
    routesOff,
    unread,
    set: (name, value) => changesOf(rendered.arguments.set(name, value)),
    remove: flag =>
      changesOf(otherFlags.includes(flag) ? [{ op: 'remove', path: flag.node.path, comments: 'stay' }] : rendered.arguments.remove(flag)),
  };
}
