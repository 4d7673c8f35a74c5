import type { Facts } from '../core/fact.ts';
import { addressKey, claimsOf, isAnother, portsOf, type Claims } from '../kubernetes/address-sharing.ts';
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

/** Who claims what, by what was read. */
const known = new WeakMap<readonly ServiceExposure[], Claims<ServiceExposure>>();

/**
 * One conflict of each address of a Service, at the first port that another one has as well: one of the same file where there is one, else of the same scope. Only
 * literal addresses and ports that are written out count.
 */
export function conflictsOf(exposure: ServiceExposure, facts: Facts): readonly ExternalIPConflict[] {
  const served = servedExposures(facts);
  const claims = known.get(served) ?? claimsOf(served);
  known.set(served, claims);
  const { path } = exposure.document.file;
  const isBeside = (other: ServiceExposure): boolean => other.document.file.path === path && isAnother(exposure, other);
  const isRival = (other: ServiceExposure): boolean => isAnother(exposure, other) && facts.areTogether(path, other.document.file.path);
  return exposure.addresses.flatMap(address => {
    const byPort = address.kind === 'ip' ? claims.get(addressKey(address)) : undefined;
    if (address.kind !== 'ip' || !byPort) return [];
    for (const port of portsOf(exposure)) {
      const all = /^\d/.test(port) ? (byPort.get(port) ?? []) : [];
      const other = all.find(isBeside) ?? all.find(isRival);
      const otherAddress = other?.addresses.find(one => addressKey(one) === addressKey(address));
      if (other && otherAddress) return [{ address, endpoint: `${spelled(address)}:${port}`, other, otherAddress }];
    }
    return [];
  });
}

const spelled = (address: Address & { readonly kind: 'ip' }): string =>
  address.family === 6 ? `[${addressKey(address)}]` : addressKey(address);
