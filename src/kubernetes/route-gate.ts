import type { Node } from '../core/document.ts';
import type { TextRange } from '../core/text.ts';
import type { WrittenFlag } from './flags.ts';
import { booleanOf } from './feature-gates.ts';

/** The gate of the route controller in k8s.io/cloud-provider: alpha and off by default from 1.35, 1.37 included (KEP 5237). */
export const ROUTE_GATE = 'CloudControllerManagerWatchBasedRoutesReconciliation';

/** One `Gate=value` in `--feature-gates`. */
export interface WrittenGate {
  readonly name: string;
  /** As it is written. */
  readonly value: string;
  /** What is written, both together. */
  readonly text: string;
  readonly at: Node | TextRange;
}

export interface RouteGate {
  /** `unknown`: a placeholder decides. */
  readonly state: 'on' | 'off' | 'unset' | 'unknown';
  /** What decides, where it is written. */
  readonly setting: WrittenGate | undefined;
}

/**
 * What `--feature-gates` says about the gate.
 *
 * Flags that are repeated are merged and the last setting of a gate counts; a gate that is named counts before `AllAlpha`. A component may
 * stand before the name, as `kube:Gate=true` (component-base featuregate/feature_gate.go, compatibility/registry.go).
 */
export function routeGateOf(flags: readonly WrittenFlag[]): RouteGate {
  const gates = flags.filter(({ name }) => name === 'feature-gates').flatMap(gatesIn);
  const setting = gates.findLast(({ name }) => name === ROUTE_GATE) ?? gates.findLast(({ name }) => name === 'AllAlpha');
  const value = setting && booleanOf(setting.value);
  if (setting && (setting.name === ROUTE_GATE || value === true))
    return { setting, state: value === undefined ? 'unknown' : value ? 'on' : 'off' };
  const isOpen = flags.some(({ name, value }) => name === 'feature-gates' && /\$|\{\{/.test(value));
  return { state: isOpen ? 'unknown' : 'unset', setting: undefined };
}

/** The value of `--feature-gates` with the gate turned on, after what it says already. */
export const withRouteGate = (gates: string): string => [...(gates.trim() === '' ? [] : [gates]), `${ROUTE_GATE}=true`].join(',');

function gatesIn({ value, node }: WrittenFlag): readonly WrittenGate[] {
  return value.split(',').flatMap(part => {
    const text = part.trim();
    const [, name, written] = /^(?:[\w-]*:)?(\w+)=([^]*)$/.exec(text) ?? [];
    return name === undefined || written === undefined ? [] : [{ name, value: written.trim(), text, at: placeIn(node, text) }];
  });
}

/** Where a word stands in a node, else the node. */
function placeIn(node: Node, text: string): Node | TextRange {
  const offset = node.source.indexOf(text);
  return offset === -1 ? node.range : { start: node.range.start + offset, end: node.range.start + offset + text.length };
}
