import { isRewrite, type CodemodContext, type Rewrite, type Skip } from '../core/codemod.ts';
import type { Assumption, NewObject } from '../core/diagnostic.ts';
import { isRefusal, type Node, type Refusal } from '../core/document.ts';
import type { Facts } from '../core/fact.ts';
import { isBelow } from '../core/model.ts';
import { toggle } from '../core/setting.ts';
import { placeOfAssumption } from '../kubernetes/load-balancer-assumptions.ts';
import { addressObstacle, type AddressRules } from '../kubernetes/migration.ts';
import { objects, textOf } from '../kubernetes/object.ts';
import type { ServiceExposure } from '../kubernetes/service-exposure.ts';
import { isCopied, type SiblingService } from '../kubernetes/sibling-service.ts';
import { sharedGroup } from '../kubernetes/shared-addresses.ts';
import { nameObstacle, splitService, type Split } from '../kubernetes/split-service.ts';
import { stage } from '../kubernetes/stage.ts';
import { ipAddressPools, type IPAddressPool } from './ip-address-pools.ts';
import { poolFor } from './metallb-provision.ts';
import { placeBeside, type NewManifest } from './new-objects.ts';

export const split = toggle('metallb.split', {
  flag: 'split',
  summary: 'make further Services of one that has several addresses of a family',
  fallback: false,
});

type Move = (group: readonly ServiceExposure[], context: CodemodContext) => Rewrite | readonly Skip[];

/** Moves Services, those with several addresses of a family as several Services, where that was asked for; else says that it may be. */
export const splitting =
  (move: Move, rules: AddressRules): Move =>
  (group, context) => {
    const splits = new Map<ServiceExposure, Split>();
    const skips: Skip[] = [];
    for (const exposure of group) {
      if (!context.settings.of(split, exposure.document.file)) continue;
      const result = splitOf(exposure, rules, context);
      if (result && isRefusal(result)) skips.push({ at: exposure.externalIPs, code: result.code ?? 'SPLIT', reason: result.refused });
      else if (result) splits.set(exposure, result);
    }
    if (skips.length > 0) return [...skips, ...sharedGroup(group, skips)];
    const all = group.flatMap(exposure => {
      const parts = splits.get(exposure);
      return parts ? [parts.first, ...parts.siblings] : [exposure];
    });
    const result = move(all, context);
    if (!isRewrite(result)) return result.map(skip => withWayOn(skip, group));
    const created: NewObject[] = [];
    for (const [exposure, { siblings }] of splits) {
      const placed = siblingsBeside(exposure, siblings, context);
      if (isRefusal(placed)) skips.push({ at: exposure.externalIPs, code: placed.code ?? 'PLACE', reason: placed.refused });
      else created.push(...placed);
    }
    if (skips.length > 0) return [...skips, ...sharedGroup(group, skips)];
    return {
      ...result,
      create: [...created, ...(result.create ?? [])],
      assumes: unique([...(result.assumes ?? []), ...[...splits].flatMap(([exposure, { siblings }]) => assumptions(exposure, siblings))]),
    };
  };

function splitOf(exposure: ServiceExposure, rules: AddressRules, { facts, settings }: CodemodContext): Split | Refusal | undefined {
  // What is wrong with an address is told by whoever moves it.
  if (addressObstacle(exposure, rules)) return undefined;
  const object = objectOf(exposure);
  const parts = splitService(exposure, object ?? exposure.externalIPs);
  if (!parts) return undefined;
  if (exposure.form !== 'service' || !object)
    return {
      code: 'N_IPS_PER_FAMILY',
      refused:
        'a Service gets one address of each family, and `--split` makes further ones only of a Service that is written out whole: write one by hand for each further address',
    };
  if (settings.of(stage, exposure.document.file) !== 'all')
    return {
      code: 'N_IPS_PER_FAMILY',
      refused:
        'a Service gets one address of each family, and one that is split moves in one step, as its addresses would have two Services in between: use `--stage all`',
    };
  const selector = object.get('spec', 'selector');
  if (selector?.kind !== 'map' || [...selector.entries()].length === 0)
    return {
      code: 'NO_SELECTOR',
      refused:
        'the Service has no selector: its endpoints are written for its name, and a further Service would have none; write one by hand for each further address, with endpoints of its own',
    };
  return nameObstacle(parts, textOf(object.get('metadata', 'name'))) ?? labelObstacle(parts, facts) ?? parts;
}

/** A Service that is made for a further address has no labels, by which a pool may choose (metallb `spec.serviceAllocation.serviceSelectors`). */
function labelObstacle({ siblings }: Split, facts: Facts): Refusal | undefined {
  for (const sibling of siblings) {
    const pools = facts.around(ipAddressPools, sibling.document.file);
    const pool = sibling.addresses.map(address => poolFor(address, sibling, pools)).find(found => found && choosesByLabels(found.value));
    if (pool)
      return {
        code: 'POOL_SELECTS',
        refused: `pool \`${pool.value.name}\` (${pool.file.path}) serves Services by their labels, and \`${sibling.name}\` would have none: write it by hand, with labels that the pool selects and no monitor does`,
      };
  }
  return undefined;
}

const choosesByLabels = ({ object }: IPAddressPool): boolean =>
  (object.node.get('spec', 'serviceAllocation', 'serviceSelectors')?.items().length ?? 0) > 0;

/** The Service that holds the addresses, where it is an object of its own. */
const objectOf = ({ document, externalIPs }: ServiceExposure): Node | undefined =>
  [...objects(document)].find(({ kind, node }) => kind === 'Service' && isBelow(externalIPs.path, node.path))?.node;

/** The objects to make, behind the Service in its file: there whoever applies the one applies the others. */
function siblingsBeside(
  exposure: ServiceExposure,
  siblings: readonly SiblingService[],
  { facts }: CodemodContext,
): readonly NewObject[] | Refusal {
  const made = siblings.flatMap(sibling => sibling.manifest() ?? []);
  const { document, externalIPs, resource } = exposure;
  const placed = placeBeside(
    { neighbour: externalIPs, objects: made.map(({ object }) => object as NewManifest), fileName: `${resource.name ?? ''}-ips.yaml` },
    facts,
  );
  if (isRefusal(placed)) return placed;
  const elsewhere = placed.create.some(({ path }) => path !== document.file.path);
  if (elsewhere)
    return {
      code: 'PLACE',
      refused:
        'further Services go behind this one as documents of its file, and a list, or JSON, takes none: write one by hand for each further address',
    };
  return placed.create.map(created => ({ ...created, comments: made.find(({ object }) => object === created.object)?.comments ?? [] }));
}

/** What nobody sees of the Services that are made, as the file does not show who looks at the first one. */
function assumptions(exposure: ServiceExposure, siblings: readonly SiblingService[]): readonly Assumption[] {
  const at = placeOfAssumption(exposure);
  const object = objectOf(exposure);
  const namesIn = (member: string): readonly string[] => Array.from(object?.get('metadata', member)?.entries() ?? [], ([name]) => name);
  const left = namesIn('annotations').filter(name => !isCopied(name) && !/loadBalancerIPs$/.test(name));
  const affinity = exposure.field('sessionAffinity');
  return siblings.flatMap(({ name }) => [
    ...(namesIn('labels').length > 0
      ? [
          {
            at,
            subject: name,
            text: 'nothing has to find {} by labels: a Service that is made for a further address has none, so that no monitor scrapes the pods twice',
          },
        ]
      : []),
    ...(left.length > 0
      ? [
          {
            at,
            subject: name,
            text: `nothing needs the annotations ${left.map(word => `\`${word}\``).join(', ')} on {}, made for further addresses`,
          },
        ]
      : []),
    ...(affinity.state === 'set' && affinity.value === 'ClientIP'
      ? [
          {
            at,
            subject: name,
            text: 'no client has to reach the same pod through {} as through the other addresses: each Service keeps clients to pods by itself',
          },
        ]
      : []),
  ]);
}

/** Where several addresses of a family are in the way, what can be done about it. */
function withWayOn(skip: Skip, group: readonly ServiceExposure[]): Skip {
  const exposure = group.find(({ externalIPs }) => externalIPs === skip.at);
  if (skip.code !== 'N_IPS_PER_FAMILY' || !exposure) return skip;
  const isWhole = exposure.form === 'service' && objectOf(exposure) !== undefined;
  return {
    ...skip,
    reason: `${skip.reason}: ${isWhole ? '`--split` makes a further Service for each of the others' : 'write a further Service by hand for each of the others'}`,
  };
}

/** What is taken for granted of several parts of a Service is taken for granted once. */
function unique(all: readonly Assumption[]): readonly Assumption[] {
  const known = new Map(all.map(one => [[one.at.file.path, one.at.range.start, one.subject ?? '', one.text].join('\0'), one]));
  return [...known.values()];
}
