import type { Refusal } from '../core/document.ts';
import { inputFile } from '../core/setting.ts';
import { addressKey } from './address-sharing.ts';
import type { Address } from './address.ts';
import type { ServiceExposure } from './service-exposure.ts';

/** What runs in a cluster: the addresses that its load balancers have given. */
export interface ClusterStatus {
  readonly services: readonly LiveService[];
}

interface LiveService {
  readonly namespace: string;
  readonly name: string;
  /** `status.loadBalancer.ingress[].ip`. */
  readonly assigned: ReadonlySet<string>;
}

/** What `kubectl get services -A -o json` printed: the status is written in no file of a repository. */
export const clusterStatus = inputFile<ClusterStatus>('externalIPs.clusterStatus', parseClusterStatus, {
  flag: 'cluster-status',
  summary: 'the output of `kubectl get services -A -o json`, for finish',
});

/** Whether a load balancer of the cluster has given an address to a Service. What a chart makes has a name that no file tells: there any Service counts. */
export function isAssigned(address: Address, { resource, renderer }: ServiceExposure, status: ClusterStatus | undefined): boolean {
  return (
    status?.services.some(
      ({ namespace, name, assigned }) =>
        assigned.has(addressKey(address)) &&
        (renderer !== undefined || (resource.name === name && (resource.namespace === undefined || resource.namespace === namespace))),
    ) === true
  );
}

function parseClusterStatus(content: string): ClusterStatus | Refusal {
  try {
    const list = JSON.parse(content) as Partial<Record<string, unknown>> | null;
    if (!Array.isArray(list?.['items'])) return { refused: 'it is no list of `kubectl get services -A -o json`' };
    return { services: list['items'].flatMap(item => serviceOf(item as Live) ?? []) };
  } catch {
    return { refused: 'it is no JSON: `kubectl get services -A -o json` prints what is wanted' };
  }
}

/** An object as the API server prints it; nothing of it is sure. */
interface Live {
  readonly kind?: unknown;
  readonly metadata?: { readonly namespace?: unknown; readonly name?: unknown };
  readonly spec?: { readonly type?: unknown };
  readonly status?: { readonly loadBalancer?: { readonly ingress?: unknown } };
}

function serviceOf(item: Live | null): LiveService | undefined {
  const [namespace, name, ingress] = [item?.metadata?.namespace, item?.metadata?.name, item?.status?.loadBalancer?.ingress];
  if (item?.kind !== 'Service' || item.spec?.type !== 'LoadBalancer' || typeof name !== 'string' || typeof namespace !== 'string')
    return undefined;
  const entries: readonly ({ readonly ip?: unknown } | null)[] = Array.isArray(ingress) ? ingress : [];
  return { namespace, name, assigned: new Set(entries.flatMap(entry => (typeof entry?.ip === 'string' ? [entry.ip] : []))) };
}
