import type { Skip } from '../core/codemod.ts';
import type { Assumption } from '../core/diagnostic.ts';
import type { Facts, Located, Scope } from '../core/fact.ts';
import type { Address } from '../kubernetes/address.ts';
import { CILIUM_ANNOTATIONS_SINCE, CILIUM_IPS, OLD_CILIUM_IPS } from '../kubernetes/cilium.ts';
import { isSince } from '../kubernetes/installations.ts';
import { placeOfAssumption } from '../kubernetes/load-balancer-assumptions.ts';
import type { ServiceExposure } from '../kubernetes/service-exposure.ts';
import { isAnnouncedByCilium } from './cilium-announcements.ts';
import { ciliumPools, poolHolds, type CiliumPool } from './cilium-pools.ts';
import { ciliumInstallations } from './installed.ts';
import { externalIPAnnouncers, loadBalancerAnnouncers } from './load-balancer-announcers.ts';
import { selectsService } from './selected-services.ts';

/** Whether a release of Cilium is installed in the repository, and none that reads the annotations of today. */
export function isOldCilium(exposure: Pick<ServiceExposure, 'document'>, facts: Facts): boolean {
  const versions = versionsOf(exposure, facts);
  return versions.length > 0 && versions.every(version => !isSince(version, CILIUM_ANNOTATIONS_SINCE));
}

/** Why the pools of the repository do not give a Service its addresses. */
export function ciliumPoolObstacle(exposure: ServiceExposure, facts: Facts): Skip | undefined {
  const at = exposure.externalIPs;
  for (const scope of facts.scopesOf(exposure.document.file)) {
    for (const address of exposure.addresses) {
      const { best, answer } = poolFor(address, exposure, scope, facts);
      if (!best || answer === 'yes' || answer === 'unknown') continue;
      const pool = `CiliumLoadBalancerIPPool \`${best.value.name}\` (${best.file.path})`;
      if (answer === 'reserved')
        return {
          at,
          code: 'RESERVED_IP',
          reason: `${pool} gives \`${address.text}\` to nobody: with \`allowFirstLastIPs: "No"\` it keeps the first and the last address of a network back`,
        };
      return {
        at,
        code: 'POOL_OVERLAP',
        reason: best.value.isDisabled
          ? `${pool} holds \`${address.text}\`, and is \`disabled\``
          : `${pool} holds \`${address.text}\`, and its \`serviceSelector\` does not select the Service`,
      };
    }
  }
  return undefined;
}

/** Whether in all scopes of a Service a pool gives it an address, and Cilium announces that. */
export const isHandedOutByCilium = (address: Address, exposure: ServiceExposure, facts: Facts): boolean =>
  facts
    .scopesOf(exposure.document.file)
    .every(scope => poolFor(address, exposure, scope, facts).answer === 'yes' && isAnnouncedByCilium(exposure, scope, facts));

/** Why Services lose their announcements: what announces addresses of externalIPs in the scope announces none of load balancers. */
export function announcerObstacle(group: readonly ServiceExposure[], facts: Facts): readonly Skip[] | undefined {
  const scopes = new Set(group.flatMap(({ document }) => facts.scopesOf(document.file)));
  for (const scope of scopes) {
    const both = new Set(facts.all(loadBalancerAnnouncers, scope).map(({ value }) => value));
    const only = facts.all(externalIPAnnouncers, scope).find(({ value: { program } }) => !both.has(program));
    if (only)
      return group.map(({ externalIPs }) => ({
        at: externalIPs,
        code: 'ANNOUNCER',
        reason: `${only.value.title} (${only.file.path}) announces addresses of \`externalIPs\` only, so that nobody would find the new way: let it announce both first, as \`kubemend --fix --unsafe --rule external-ip-announcer\` does`,
      }));
  }
  return undefined;
}

/** Why Services of several namespaces cannot share an address: what lets them has its name from the annotations of today. */
export function acrossNamespacesObstacle(group: readonly ServiceExposure[], facts: Facts): readonly Skip[] | undefined {
  const namespaces = new Set(group.flatMap(({ resource: { namespace } }) => namespace ?? []));
  if (namespaces.size < 2 || !group.some(exposure => isOldCilium(exposure, facts))) return undefined;
  return group.map(({ externalIPs }) => ({
    at: externalIPs,
    code: 'SHARING_RULES',
    reason: `Services of several namespaces share the address, which is told to Cilium from ${CILIUM_ANNOTATIONS_SINCE} on: upgrade it first`,
  }));
}

/** What is taken for granted of Cilium for one Service. */
export function ciliumAssumptions(exposure: ServiceExposure, facts: Facts): readonly Assumption[] {
  const at = placeOfAssumption(exposure);
  const scopes = facts.scopesOf(exposure.document.file);
  const isAnnounced = scopes.every(scope => isAnnouncedByCilium(exposure, scope, facts));
  return [
    ...(versionsOf(exposure, facts).length > 0
      ? []
      : [
          {
            at,
            text: `Cilium ${CILIUM_ANNOTATIONS_SINCE} or later runs in the cluster, which reads \`${CILIUM_IPS}\`; an older one knows only \`${OLD_CILIUM_IPS}\`, and assigns some other address`,
          },
        ]),
    ...exposure.addresses.flatMap(address => [
      ...new Map(
        scopes.flatMap(scope => {
          const { best, answer } = poolFor(address, exposure, scope, facts);
          if (answer === 'yes') return [];
          const text =
            best === undefined
              ? 'a CiliumLoadBalancerIPPool outside this repository holds {} and selects the Service'
              : `the selector of CiliumLoadBalancerIPPool \`${best.value.name}\` takes in the Service that asks for {}`;
          return [[text, { at, subject: address.text, text }] as const];
        }),
      ).values(),
      ...(isAnnounced
        ? []
        : [
            {
              at,
              subject: address.text,
              text: 'BGP or L2 announcements of Cilium cover load-balancer addresses, not only external ones: {}',
            },
          ]),
    ]),
  ];
}

type Answer = 'yes' | 'unknown' | 'reserved' | 'no';

/** From what serves to what does not. */
const ANSWERS: readonly Answer[] = ['yes', 'unknown', 'reserved', 'no'];

/** The pool of a scope that does the most for an address, and whether it gives that to the Service. */
function poolFor(
  address: Address,
  exposure: ServiceExposure,
  scope: Scope,
  facts: Facts,
): { readonly best: Located<CiliumPool> | undefined; readonly answer: Answer } {
  const found = facts.all(ciliumPools, scope).flatMap(pool => {
    const held = poolHolds(pool.value, address);
    if (held === 'no') return [];
    const { isDisabled, selector = [] } = pool.value;
    const answer: Answer = held === 'reserved' ? held : isDisabled ? 'no' : selectsService(selector, exposure, facts);
    return [{ best: pool, answer }];
  });
  return found.toSorted((a, b) => ANSWERS.indexOf(a.answer) - ANSWERS.indexOf(b.answer))[0] ?? { best: undefined, answer: 'no' };
}

const versionsOf = ({ document: { file } }: Pick<ServiceExposure, 'document'>, facts: Facts): readonly string[] =>
  facts.scopesOf(file).flatMap(scope => facts.all(ciliumInstallations, scope).flatMap(({ value }) => value.version ?? []));
