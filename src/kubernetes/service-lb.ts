import { posix } from 'node:path';
import type { Document, Node } from '../core/document.ts';
import { objects, textOf } from './object.ts';

/** A sign of k3s, or of its load balancer being switched off. */
export interface ServiceLBSign {
  readonly says: 'k3s' | 'off';
  readonly at: Node;
}

/** A document without any of these has no sign. */
export const SERVICE_LB_WORDS = ['helm.cattle.io', 'servicelb', 'k3s'] as const;

/**
 * What a document tells of ServiceLB, the load balancer that k3s brings along and RKE2 does not unless it is told to
 * (https://docs.k3s.io/networking/networking-services#service-load-balancer). Its controller writes the status of every Service of type
 * LoadBalancer, of any class (k3s-io/k3s pkg/cloudprovider/servicelb.go `updateStatus`).
 */
export function* serviceLBSigns(document: Document): Generator<ServiceLBSign> {
  const { root, file } = document;
  if (!root) return;
  for (const { apiVersion, kind, name, node } of objects(document)) {
    const isHelm = apiVersion.startsWith('helm.cattle.io/') && (kind === 'HelmChart' || kind === 'HelmChartConfig');
    const isK3d = kind === 'Simple' && apiVersion.startsWith('k3d.io/');
    if (isK3d || (isHelm && name?.startsWith('rke2-') !== true)) yield { says: 'k3s', at: node };
  }
  // Its configuration, by the one place it is read from.
  if (/(?:^|\/)k3s\/config(?:\.yaml|\.yml)$|(?:^|\/)k3s\/config\.yaml\.d\//.test(posix.normalize(file.path)))
    yield { says: 'k3s', at: root };
  for (const at of switchedOff(root, false)) yield { says: 'off', at };
}

/** `disable: [servicelb]`, `--disable servicelb` and `--disable=traefik,servicelb`, wherever k3s is given its options. */
function* switchedOff(node: Node, isDisabling: boolean): Generator<Node> {
  const text = textOf(node);
  if (text !== undefined) {
    if (isDisabling ? /\bservicelb\b/.test(text) : /--disable[= ]["']?[\w,-]*\bservicelb\b/.test(text)) yield node;
    return;
  }
  for (const item of node.items()) yield* switchedOff(item, isDisabling);
  for (const [key, value] of node.entries()) yield* switchedOff(value, /^(?:k3s_)?disable\+?$/i.test(key));
}
