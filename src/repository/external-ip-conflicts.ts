import type { Facts } from '../core/fact.ts';
import { addressKey, isAnother } from '../kubernetes/address-sharing.ts';
import type { Address } from '../kubernetes/address.ts';
import type { ServiceExposure } from '../kubernetes/service-exposure.ts';
import { servedExposures } from './service-claims.ts';

/** That a Service claims what another one claims as well. */
export interface ExternalIPConflict {
  readonly address: Address;
  /** As `192.0.2.4:80/TCP`. */
  readonly endpoint: string;
  readonly other: ServiceExposure;
  /** Where the other one claims it. */
  readonly otherAddress: Address;
}

interface Claim {
  readonly exposure: ServiceExposure;
  readonly address: Address;
}

/** Who claims what, by what was read. */
const known = new WeakMap<readonly ServiceExposure[], ReadonlyMap<string, readonly Claim[]>>();

/** One conflict of each address of a Service, with a Service of the same scope, of the same file where there is one. Only literal addresses and ports that are written out count. */
export function conflictsOf(exposure: ServiceExposure, facts: Facts): readonly ExternalIPConflict[] {
  const index = indexOf(servedExposures(facts));
  const { path } = exposure.document.file;
  const isRival = ({ exposure: other }: Claim): boolean => isAnother(exposure, other) && facts.areTogether(path, other.document.file.path);
  return exposure.addresses.flatMap(address => {
    for (const endpoint of endpointsAt(address, exposure)) {
      const claims = index.get(endpoint)?.filter(isRival) ?? [];
      const claim = claims.find(({ exposure: { document } }) => document.file.path === path) ?? claims[0];
      if (claim) return [{ address, endpoint, other: claim.exposure, otherAddress: claim.address }];
    }
    return [];
  });
}

function indexOf(exposures: readonly ServiceExposure[]): ReadonlyMap<string, readonly Claim[]> {
  const before = known.get(exposures);
  if (before) return before;
  const index = new Map<string, Claim[]>();
  for (const exposure of exposures) {
    for (const address of exposure.addresses) {
      for (const endpoint of new Set(endpointsAt(address, exposure))) {
        const claims = index.get(endpoint);
        if (claims) claims.push({ exposure, address });
        else index.set(endpoint, [{ exposure, address }]);
      }
    }
  }
  known.set(exposures, index);
  return index;
}

const endpointsAt = (address: Address, { ports = [] }: ServiceExposure): readonly string[] =>
  address.kind !== 'ip'
    ? []
    : ports.flatMap(({ protocol, port }) => (typeof port === 'number' ? [`${spelled(address)}:${port}/${protocol}`] : []));

const spelled = (address: Address & { readonly kind: 'ip' }): string =>
  address.family === 6 ? `[${addressKey(address)}]` : addressKey(address);
