import type { Facts } from '../core/fact.ts';
import { addressKey, commonPorts, isAnother } from '../kubernetes/address-sharing.ts';
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

/** By address, and by file: of thousands of claims on one address a look at the first few has to do. */
type Claims = ReadonlyMap<string, ReadonlyMap<string, readonly Claim[]>>;

/** Who claims what, by what was read. */
const known = new WeakMap<readonly ServiceExposure[], Claims>();

/** One conflict of each address of a Service, with a Service of the same scope, of the same file where there is one. Only literal addresses and ports that are written out count. */
export function conflictsOf(exposure: ServiceExposure, facts: Facts): readonly ExternalIPConflict[] {
  const index = indexOf(servedExposures(facts));
  const { path } = exposure.document.file;
  const portOf = ({ exposure: other }: Claim): string | undefined =>
    isAnother(exposure, other) && facts.areTogether(path, other.document.file.path) ? firstNumber(commonPorts(exposure, other)) : undefined;
  return exposure.addresses.flatMap(address => {
    if (address.kind !== 'ip') return [];
    const files = index.get(addressKey(address));
    for (const claims of [files?.get(path) ?? [], ...(files?.values() ?? [])]) {
      for (const claim of claims) {
        const port = portOf(claim);
        if (port === undefined) continue;
        return [{ address, endpoint: `${spelled(address)}:${port}`, other: claim.exposure, otherAddress: claim.address }];
      }
    }
    return [];
  });
}

function indexOf(exposures: readonly ServiceExposure[]): Claims {
  const before = known.get(exposures);
  if (before) return before;
  const index = new Map<string, Map<string, Claim[]>>();
  for (const exposure of exposures) {
    const { path } = exposure.document.file;
    for (const address of exposure.addresses) {
      if (address.kind !== 'ip') continue;
      const files = index.get(addressKey(address)) ?? new Map<string, Claim[]>();
      const claims = files.get(path) ?? [];
      index.set(addressKey(address), files.set(path, claims));
      // An address that a Service lists once more is the same claim.
      if (claims.at(-1)?.exposure !== exposure) claims.push({ exposure, address });
    }
  }
  known.set(exposures, index);
  return index;
}

const spelled = (address: Address & { readonly kind: 'ip' }): string =>
  address.family === 6 ? `[${addressKey(address)}]` : addressKey(address);

function firstNumber(ports: Iterable<string>): string | undefined {
  for (const port of ports) if (/^\d/.test(port)) return port;
  return undefined;
}
