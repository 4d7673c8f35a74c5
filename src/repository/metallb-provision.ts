import type { CodemodContext, Rewrite, Skip } from '../core/codemod.ts';
import type { Assumption, NewObject } from '../core/diagnostic.ts';
import { isRefusal, type Refusal } from '../core/document.ts';
import type { Facts, Located, Scope } from '../core/fact.ts';
import type { ModelOp } from '../core/model.ts';
import { choice, text } from '../core/setting.ts';
import type { Address } from '../kubernetes/address.ts';
import { addressKey } from '../kubernetes/address-sharing.ts';
import { isSince, type Installation } from '../kubernetes/installations.ts';
import { placeOfAssumption } from '../kubernetes/load-balancer-assumptions.ts';
import { ANNOTATIONS_SINCE, rangeHolds } from '../kubernetes/metallb.ts';
import { textOf } from '../kubernetes/object.ts';
import type { ServiceExposure } from '../kubernetes/service-exposure.ts';
import { advertisementsFor } from './announced-pools.ts';
import { metallbInstallations, oldMetalLBPools, type OldPool } from './metallb-installations.ts';
import { ipAddressPools, type IPAddressPool } from './ip-address-pools.ts';
import { metallbAdvertisements } from './metallb-advertisements.ts';
import { placeBeside, type NewObjects, type Placement } from './new-objects.ts';
import { nodesAreKnown } from './node-addresses.ts';

/** By which a Service asks for a pool (metallb controller/service.go). */
const POOL_NAMES = ['metallb.io/address-pool', 'metallb.universe.tf/address-pool'] as const;

/** The oldest MetalLB with pools that are objects; before they stood in a ConfigMap. */
const OBJECTS_SINCE = '0.13.0';

/** The file of new pools, where there is none to add them to. */
const FILE = 'external-ips-pool.yaml';

/** The name of pool and advertisement that are made here; later runs add to them. */
const NAME = 'external-ips';

export const pools = choice('metallb.pools', ['create', 'existing', 'external'], {
  summary: 'where addresses come from: create a pool, existing ones, or external',
  fallback: undefined,
});

export const namespace = text('metallb.namespace', {
  summary: 'the namespace of MetalLB, where the repository does not tell',
  fallback: undefined,
});

export const announce = choice('metallb.announce', ['l2', 'bgp'], { summary: 'how a new pool is announced', fallback: 'l2' });

interface PoolsOfScope {
  readonly scope: Scope;
  readonly all: readonly Located<IPAddressPool>[];
}

/** The pool of a scope that holds an address and may hand it to the Service, if one does. */
export function poolFor(
  address: Address,
  exposure: ServiceExposure,
  all: readonly Located<IPAddressPool>[],
): Located<IPAddressPool> | undefined {
  return all.find(({ value }) => holds(value, address) && mayServe(value, address, exposure));
}

/** Why the pools of the repository do not give a Service its addresses, where it asks for another one by name (metallb controller/service.go `allocateIPs`). */
export function poolObstacle(exposure: ServiceExposure, { facts }: Pick<CodemodContext, 'facts'>): Skip | undefined {
  const named = POOL_NAMES.map(name => exposure.annotation(name)).find(field => field.state === 'set');
  if (named?.state !== 'set' || typeof named.value !== 'string') return undefined;
  const known = facts.scopesOf(exposure.document.file).flatMap(scope => facts.all(ipAddressPools, scope));
  const pool = known.find(({ value }) => value.name === named.value);
  const missing = pool && exposure.addresses.find(address => address.kind === 'ip' && !holds(pool.value, address));
  return (
    missing && {
      at: exposure.externalIPs,
      code: 'POOL_NAMED',
      reason: `the Service asks for pool \`${named.value}\`, which does not hold \`${missing.text}\` (${pool.file.path}): take the annotation away, or name the pool that does`,
    }
  );
}

/** Whether a release of MetalLB is installed in the repository, and none that reads the annotations of today. */
export function isOldMetalLB({ document: { file } }: Pick<ServiceExposure, 'document'>, facts: Facts): boolean {
  const versions = facts
    .scopesOf(file)
    .flatMap(scope => facts.all(metallbInstallations, scope).flatMap(({ value }) => value.version ?? []));
  return versions.length > 0 && versions.every(version => !isSince(version, ANNOTATIONS_SINCE));
}

/** The class that MetalLB is told to serve, by the values of its chart; then it serves no other Services. */
export function metallbClass({ document: { file } }: Pick<ServiceExposure, 'document'>, facts: Facts): string | undefined {
  const values = facts.scopesOf(file).flatMap(scope => facts.all(metallbInstallations, scope).flatMap(({ value }) => value.values));
  return values.map(node => textOf(node.get('loadBalancerClass'))).find(name => name !== undefined && name !== '');
}

/** Whether in all scopes of a Service a pool holds an address, and an advertisement announces it. */
export function isHandedOut(address: Address, exposure: ServiceExposure, facts: Facts): boolean {
  return facts.scopesOf(exposure.document.file).every(scope => {
    const pool = poolFor(address, exposure, facts.all(ipAddressPools, scope));
    return pool !== undefined && advertisementsFor(pool.value.object, scope, facts).isAnnounced;
  });
}

/** The pools that Services need for their addresses: those of the repository, or a new one; and why they cannot have them. */
export function providePools(
  group: readonly ServiceExposure[],
  { facts, settings }: CodemodContext,
): Pick<Rewrite, 'changes' | 'create' | 'assumes'> | readonly Skip[] {
  const provisions = group.flatMap(exposure =>
    facts
      .scopesOf(exposure.document.file)
      .map(scope => provisionOf(exposure, { scope, all: facts.all(ipAddressPools, scope) }, { facts, settings })),
  );
  const skips = provisions.flatMap(provision => ('code' in provision ? [provision] : []));
  if (skips.length > 0) return skips;
  const made = provisions.flatMap(provision => ('code' in provision ? [] : [provision]));
  return {
    changes: made.flatMap(({ changes }) => changes),
    create: made.flatMap(({ create }) => create),
    assumes: made.flatMap(({ assumes }) => assumes),
  };
}

type Provision = Required<Pick<Rewrite, 'changes' | 'create' | 'assumes'>>;

const nothing = (...assumes: readonly Assumption[]): Provision => ({ changes: [], create: [], assumes });

function provisionOf(
  exposure: ServiceExposure,
  { all, scope }: PoolsOfScope,
  context: Pick<CodemodContext, 'facts' | 'settings'>,
): Provision | Skip {
  const skip = (code: string, reason: string): Skip => ({ at: exposure.externalIPs, code, reason });
  const at = placeOfAssumption(exposure);
  const owners = exposure.addresses.map(address => ({ address, pool: poolFor(address, exposure, all) }));
  const names = new Set(owners.map(({ pool }) => pool?.value.name));
  const [first] = owners;
  if (owners.every(({ pool }) => pool !== undefined) && names.size === 1) {
    const texts = assumptionsOf(first!.pool!, scope, context.facts);
    return nothing(...owners.flatMap(({ address }) => texts.map(text => ({ at, subject: address.text, text }))));
  }
  if (names.size > 1)
    return skip(
      'SPLIT_ACROSS_POOLS',
      `MetalLB takes both addresses of a Service from one pool, and ${owners.map(({ address, pool }) => `\`${address.text}\` is in ${pool ? `pool \`${pool.value.name}\` (${pool.file.path})` : 'none of this repository'}`).join(', ')}`,
    );
  for (const { address } of owners) {
    const deaf = all.find(({ value }) => holds(value, address));
    if (deaf)
      return skip(
        'POOL_OVERLAP',
        `pool \`${deaf.value.name}\` (${deaf.file.path}) holds \`${address.text}\` and does not give it to this Service: ${deafness(deaf.value, address)}`,
      );
  }

  const { file } = exposure.document;
  const old = context.facts.all(oldMetalLBPools, scope);
  const installations = context.facts.all(metallbInstallations, scope);
  const isHere =
    all.length > 0 ||
    installations.some(({ value: { version } }) => (version === undefined ? old.length === 0 : isSince(version, OBJECTS_SINCE)));
  const mode = context.settings.of(pools, file) ?? (isHere ? 'create' : 'external');
  const outside = exposure.addresses.map((address): Assumption => ({ at, subject: address.text, text: outsideOf(address, old) }));
  if (mode === 'external') return nothing(...outside);
  const missing = exposure.addresses[0]!;
  if (mode === 'existing')
    return skip(
      'NO_POOL',
      `no pool of this repository holds \`${missing.text}\`: add it to one, or allow a new pool with \`metallb.pools: create\``,
    );
  // What stands for an address when the file is applied is in no pool that could be written here.
  if (exposure.addresses.some(({ kind }) => kind !== 'ip')) return nothing(...outside);
  if (!nodesAreKnown(file, context))
    return skip(
      'NODES_UNKNOWN',
      'a pool must hold no address of a node, and nothing here tells those: list them as `nodes: {addresses: [192.0.2.10, 192.0.2.0/28]}` in `kubemend.yaml`, `[]` if none of these is one; or set `metallb.pools: external`',
    );
  return newPool(exposure, { all, scope }, installations, context);
}

/** A pool of exactly these addresses, or these in the pool that an earlier run made; with an advertisement where none announces it. */
function newPool(
  exposure: ServiceExposure,
  { all, scope }: PoolsOfScope,
  installations: readonly Located<Installation>[],
  { facts, settings }: Pick<CodemodContext, 'facts' | 'settings'>,
): Provision | Skip {
  const { file } = exposure.document;
  const addresses = exposure.addresses.flatMap(address =>
    address.kind === 'ip' ? [`${address.canonical}/${address.family === 4 ? 32 : 128}`] : [],
  );
  const at = placeOfAssumption(exposure);
  const own = all.find(({ value }) => value.name === NAME);
  const neighbour = own ?? all[0];
  const installation = installations[0];
  const skip = (code: string, reason: string): Skip => ({ at: exposure.externalIPs, code, reason });
  const poolNamespace = settings.of(namespace, file) ?? neighbour?.value.namespace ?? installation?.value.namespace ?? 'metallb-system';
  const metadata = { name: NAME, namespace: poolNamespace };
  const isAnnounced = facts
    .all(metallbAdvertisements, scope)
    .some(
      ({ value }) => (value.pools === 'all' || value.pools.names.includes(NAME)) && (value.namespace ?? poolNamespace) === poolNamespace,
    );
  const advertisement = {
    apiVersion: 'metallb.io/v1beta1',
    kind: settings.of(announce, file) === 'bgp' ? 'BGPAdvertisement' : 'L2Advertisement',
    metadata,
    spec: { ipAddressPools: [NAME] },
  };
  const pool = { apiVersion: 'metallb.io/v1beta1', kind: 'IPAddressPool', metadata, spec: { autoAssign: false, addresses } };
  const objects = [...(own ? [] : [pool]), ...(isAnnounced ? [] : [advertisement])];
  // The first place that takes them: a pool may stand in a string, or in a template.
  const places = [
    ...[...(own ? [own] : []), ...all].map(({ value }) => ({ neighbour: value.object.node, apart: false })),
    ...installations.map(({ value }) => ({ neighbour: value.at, apart: true })),
  ];
  const placed = firstPlace(places, { objects, fileName: FILE, keepNamespace: true }, facts);
  if (!placed)
    return skip(
      'NO_POOL',
      'nothing in this repository installs MetalLB, so there is no place for a pool: set `metallb.pools: external` where it is installed elsewhere',
    );
  if (isRefusal(placed)) return skip(placed.code ?? 'PLACE', `a pool for its addresses has no place: ${placed.refused}`);
  const extended = own?.value.list;
  return {
    changes: [
      ...placed.changes,
      ...(extended
        ? [
            {
              document: extended.document,
              ops: addresses.map((value): ModelOp => ({ op: 'insert', path: extended.path, value, place: 'last' })),
            },
          ]
        : []),
    ],
    create: placed.create.map(object => ({ ...object, sharedAs: sharedAs(object.object) })),
    assumes: addresses.map(subject => ({
      at,
      subject,
      text: `no pool outside this repository holds {}, which pool \`${NAME}\` gives to Services that ask for it`,
    })),
  };
}

/** What the first place says that takes new objects; else why the first of all does not. */
function firstPlace(
  places: readonly Pick<NewObjects, 'neighbour' | 'apart'>[],
  wanted: Omit<NewObjects, 'neighbour' | 'apart'>,
  facts: Facts,
): Placement | Refusal | undefined {
  let refusal: Refusal | undefined;
  for (const place of places) {
    const placed = placeBeside({ ...wanted, ...place }, facts);
    if (!isRefusal(placed)) return placed;
    refusal ??= placed;
  }
  return refusal;
}

const sharedAs = (object: NewObject['object']): string => JSON.stringify([(object as { readonly kind?: unknown }).kind, NAME]);

const holds = ({ addresses }: IPAddressPool, address: Address): boolean =>
  address.kind === 'ip' && addresses.some(range => rangeHolds(range, addressKey(address), address.family));

/** As MetalLB decides it, for explicit requests as well (metallb internal/allocator `isPoolCompatibleWithService`); what selectors say of a Service is not read. */
const mayServe = ({ avoidsBuggyIPs, namespaces }: IPAddressPool, address: Address, { resource }: ServiceExposure): boolean =>
  !(avoidsBuggyIPs && isBuggy(address)) &&
  (namespaces.length === 0 || resource.namespace === undefined || namespaces.includes(resource.namespace));

const isBuggy = (address: Address): boolean => /\.(?:0|255)$/.test(addressKey(address));

const deafness = ({ avoidsBuggyIPs, namespaces }: IPAddressPool, address: Address): string =>
  avoidsBuggyIPs && isBuggy(address)
    ? '`avoidBuggyIPs` keeps what ends in 0 or 255'
    : `it serves ${namespaces.map(name => `\`${name}\``).join(', ')} only`;

/** What is taken for granted of a pool that holds the addresses, where the repository does not show it. */
function assumptionsOf({ value: { object, name, hasSelectors } }: Located<IPAddressPool>, scope: Scope, facts: Facts): readonly string[] {
  return [
    ...(advertisementsFor(object, scope, facts).isAnnounced
      ? []
      : [`an advertisement outside this repository announces what pool \`${name}\` holds: {}`]),
    ...(hasSelectors ? [`the selectors of pool \`${name}\` take in the Service that asks for {}`] : []),
  ];
}

function outsideOf(address: Address, old: readonly Located<OldPool>[]): string {
  const pool = old.find(
    ({ value: { addresses } }) => address.kind === 'ip' && addresses.some(range => rangeHolds(range, addressKey(address), address.family)),
  );
  return pool
    ? `pool \`${pool.value.name}\` of a MetalLB up to 0.12 announces {}`
    : 'a pool outside this repository holds and announces {}';
}
