import type { Skip } from '../core/codemod.ts';
import type { Assumption } from '../core/diagnostic.ts';
import type { Facts } from '../core/fact.ts';
import { addressKey, maySharePods, portConflict, portOfTwo, type AddressHolder } from './address-sharing.ts';
import { placeOfAssumption } from './load-balancer-assumptions.ts';
import type { LoadBalancerController, Sharing } from './load-balancer-controller.ts';
import type { ServiceExposure } from './service-exposure.ts';

/** All members of a group move, or none. */
export const sharedGroup = (group: readonly ServiceExposure[], skips: readonly Skip[]): readonly Skip[] =>
  group
    .filter(({ externalIPs }) => !skips.some(({ at }) => at === externalIPs))
    .map(({ externalIPs }) => ({
      at: externalIPs,
      code: 'SHARED_GROUP',
      reason: `another Service at the same address stays: ${skips[0]!.reason}`,
    }));

/** None of a group can move where which of two Services gets the traffic of a port is undefined; `holders`: those that a load balancer serves there already. */
export function portConflictSkips(group: readonly ServiceExposure[], holders: readonly AddressHolder[] = []): readonly Skip[] | undefined {
  const conflict = portConflict(group, holders);
  if (!conflict) return undefined;
  const [first, second] = conflict.claims;
  return group.map(exposure => {
    const other = exposure === first ? second : first;
    const how = holders.includes(other) ? ', which asks a load balancer for it' : ' as well';
    return {
      at: exposure.externalIPs,
      code: 'PORT_CONFLICT',
      reason: `\`${conflict.endpoint}\` is claimed by ${nameOf(other)}${how}: which of the two gets the traffic is undefined`,
    };
  });
}

/** Why the Services of a group cannot have one address from a load balancer, together and with those that have it already. */
export function obstacleToSharing(
  group: readonly ServiceExposure[],
  holders: readonly AddressHolder[],
  { name, sharing }: LoadBalancerController,
): readonly Skip[] | undefined {
  const conflict = portConflictSkips(group, holders);
  if (conflict) return conflict;
  if (!sharing) return undefined;
  const [holder] = holders;
  const subject = holder
    ? `it and ${nameOf(holder)}, which has the address from a load balancer already,`
    : 'Services that share the address';
  const refuse = (code: string, reason: string): readonly Skip[] => group.map(({ externalIPs }) => ({ at: externalIPs, code, reason }));
  const port = sharing.toldApartByProtocol ? undefined : portOfTwo(group, holders);
  if (port !== undefined)
    return refuse(
      'SHARING_RULES',
      holder
        ? `${subject} listen on port ${port}, and ${name} does not tell them apart by protocol`
        : `two Services that share the address listen on port ${port}, and ${name} does not tell them apart by protocol`,
    );
  if (!maySharePods([...group, ...holders]))
    return refuse(
      'SHARING_RULES',
      `${subject} differ in \`externalTrafficPolicy\`, or have \`Local\` and different pods, which ${name} cannot serve at one address`,
    );
  const apart = holders.find(its => keysOf(its, sharing).length === 0);
  if (apart)
    return refuse(
      'SHARED_GROUP',
      `${nameOf(apart)} has the address from a load balancer already, and does not share it: give it the annotation \`${sharing.key[0]}: ${keyFor([...group, ...holders], sharing)}\` first`,
    );
  const keys = [...new Set([...group, ...holders].flatMap(its => keysOf(its, sharing)))];
  if (keys.length > 1)
    return refuse(
      'SHARING_RULES',
      `Services at the address have different keys to share it, ${keys.map(key => `\`${key}\``).join(' and ')}: give all the same one`,
    );
  const deaf = holders.find(its => !reachesAll(its, group, sharing));
  return (
    deaf &&
    refuse(
      'SHARED_GROUP',
      `${nameOf(deaf)} has the address from a load balancer already, and shares it within its namespace only: give it the annotation \`${sharing.acrossNamespaces ?? ''}\` with the other namespaces first`,
    )
  );
}

/** The annotations by which the Services of a group may share their addresses: the key that is there already, else one made of the address. */
export function sharingAnnotations(
  group: readonly ServiceExposure[],
  holders: readonly AddressHolder[],
  { sharing, isOld }: LoadBalancerController,
  facts: Facts,
): ReadonlyMap<ServiceExposure, Record<string, string>> {
  if (!sharing) return new Map();
  const all = [...group, ...holders];
  const key = keyFor(all, sharing);
  return new Map(
    group.map(exposure => {
      const others = otherNamespaces(exposure, all);
      return [
        exposure,
        {
          ...(keysOf(exposure, sharing).length === 0 && {
            [(isOld?.(exposure, facts) === true && sharing.key[1]) || sharing.key[0]]: key,
          }),
          ...(sharing.acrossNamespaces !== undefined && others.length > 0 && { [sharing.acrossNamespaces]: others.join(',') }),
        },
      ];
    }),
  );
}

/** What Services at one address must have in common, where the file does not show it (metallb internal/allocator `sharingOK`). */
export function sharingAssumptions(exposure: ServiceExposure): readonly Assumption[] {
  const at = placeOfAssumption(exposure);
  const policy = exposure.field('externalTrafficPolicy');
  const isLocal = policy.state === 'set' && policy.value === 'Local';
  return exposure.addresses.flatMap(({ text: subject }) => [
    ...(isLocal && exposure.field('selector').state === 'unknown'
      ? [{ at, subject, text: 'the Services at {}, which have the traffic policy `Local`, select the same pods' }]
      : []),
    ...(policy.state === 'unknown'
      ? [{ at, subject, text: 'a Service at {} whose traffic policy is not written here has `Cluster`' }]
      : []),
    ...(exposure.ports === undefined ? [{ at, subject, text: 'no two Services at one address listen on one port and protocol: {}' }] : []),
  ]);
}

const nameOf = ({ title, document }: AddressHolder): string => `${title} (${document.file.path})`;

/** The sharing key of a Service, in each spelling that it has. */
const keysOf = (service: AddressHolder, { key }: Sharing): readonly string[] =>
  key.flatMap(name => {
    const field = service.annotation(name);
    return field.state === 'set' && typeof field.value === 'string' ? [field.value] : [];
  });

const keyFor = (all: readonly AddressHolder[], sharing: Sharing): string =>
  all.flatMap(its => keysOf(its, sharing))[0] ??
  `external-${all.flatMap(({ addresses }) => addresses.map(addressKey)).toSorted()[0] ?? ''}`;

/** The namespaces of the others at the address, as far as they are written. */
const otherNamespaces = ({ resource: { namespace: own } }: AddressHolder, all: readonly AddressHolder[]): readonly string[] =>
  [...new Set(all.flatMap(({ resource: { namespace } }) => (namespace === own ? [] : (namespace ?? []))))].toSorted();

/** Whether a Service lets those of a group in, where its key alone does not reach across namespaces; `*` stands for all of them. */
function reachesAll(holder: AddressHolder, group: readonly ServiceExposure[], { acrossNamespaces }: Sharing): boolean {
  const others = otherNamespaces(holder, group);
  if (acrossNamespaces === undefined || others.length === 0) return true;
  const field = holder.annotation(acrossNamespaces);
  const named = field.state === 'set' && typeof field.value === 'string' ? field.value.split(',').map(name => name.trim()) : [];
  return named.includes('*') || others.every(name => named.includes(name));
}
