import type { CodemodContext, Rewrite, Skip } from '../core/codemod.ts';
import { isRefusal, type Refusal } from '../core/document.ts';
import type { Facts } from '../core/fact.ts';
import { holdersBeside } from '../kubernetes/address-holders.ts';
import type { AddressHolder } from '../kubernetes/address-sharing.ts';
import { gatewayManifest, routeManifests, type Backend } from '../kubernetes/gateway-manifests.ts';
import { ignoredBecause, typeOf, type ServiceChange, type ServiceExposure, type ServiceField } from '../kubernetes/service-exposure.ts';
import { portConflictSkips, sharedGroup } from '../kubernetes/shared-addresses.ts';
import { stage, type Stage } from '../kubernetes/stage.ts';
import { finishAssumptions, gatewayAssumptions } from './gateway-assumptions.ts';
import { letCommentsLeave, withComments } from './gateway-comments.ts';
import { backendOf, obstacleToGateway, obstacleToOneGateway } from './gateway-obstacles.ts';
import { gatewaySetup, obstacleInSetup } from './gateway-setup.ts';
import { placeBeside, type Placement } from './new-objects.ts';
import { gatewaysAt, isServedByGateway } from './served-by-gateways.ts';

/** What a Service is valid with only while it is reachable from outside (kubernetes pkg/apis/core/validation `validateServiceExternalTrafficPolicy`). */
const EXTERNAL_FIELDS: readonly ServiceField[] = ['externalTrafficPolicy', 'healthCheckNodePort'];

/** Names of Gateways become labels and, with their class, names of Services: 63 characters. */
const LONGEST_NAME = 63;

/** One Service on its way. */
interface Step {
  readonly exposure: ServiceExposure;
  readonly backend: Backend;
  /** Whether a Gateway of the repository serves it at all its addresses. */
  readonly isInPlace: boolean;
  readonly stage: Stage;
}

/** Moves Services at the same addresses from externalIPs behind one Gateway, all of them or none. */
export function moveToGateway(group: readonly ServiceExposure[], context: CodemodContext): Rewrite | readonly Skip[] {
  if (group.some(ignoredBecause)) return [];
  const steps: Step[] = [];
  const skips: Skip[] = [];
  for (const exposure of group) {
    const step = stepOf(exposure, context);
    if (isRefusal(step)) skips.push(skip(exposure, step));
    else steps.push(step);
  }
  if (skips.length > 0) return [...skips, ...sharedGroup(group, skips)];
  if (steps.every(({ isInPlace, stage: its }) => isInPlace && its === 'prepare')) return group.map(exposure => skip(exposure, PREPARED));

  const made = steps.every(({ isInPlace }) => isInPlace) ? { changes: [], create: [], assumes: [] } : newGateway(steps, context);
  return 'create' in made ? withServices(steps, made) : made;
}

type Made = Placement & Required<Pick<Rewrite, 'assumes'>>;

const PREPARED: Refusal = {
  code: 'PREPARED',
  refused:
    'a Gateway of the repository serves it at its addresses already: once that is programmed in the cluster, `--stage finish` takes `externalIPs` away',
};

const NOT_PREPARED: Refusal = {
  code: 'NOT_PREPARED',
  refused:
    'no Gateway of the repository serves all its ports at its addresses yet: `--stage prepare` makes one, and keeps `externalIPs` meanwhile',
};

const skip = ({ externalIPs }: ServiceExposure, { code, refused }: Refusal): Skip => ({
  at: externalIPs,
  code: code ?? 'SYNTAX',
  reason: refused,
});

function stepOf(exposure: ServiceExposure, context: CodemodContext): Step | Refusal {
  const backend = backendOf(exposure, context);
  if (isRefusal(backend)) return backend;
  const step = {
    exposure,
    backend,
    isInPlace: isServedByGateway(exposure, backend, context.facts),
    stage: context.settings.of(stage, exposure.document.file),
  };
  if (step.isInPlace) return step;
  if (step.stage === 'finish') return NOT_PREPARED;
  const obstacle = obstacleToGateway(exposure, context);
  return obstacle ? { code: obstacle.code, refused: obstacle.reason } : step;
}

/** The Gateway of some Services with their routes, each route beside its Service, as far as they are not in the repository. */
function newGateway(steps: readonly Step[], context: CodemodContext): Made | readonly Skip[] {
  const { settings, facts } = context;
  const group = steps.map(({ exposure }) => exposure);
  const backends = steps.map(({ backend }) => backend);
  const [exposure, backend] = [group[0]!, backends[0]!];
  const refuse = (refusal: Refusal): readonly Skip[] => group.map(member => skip(member, refusal));
  const holders = holdersBeside(group, facts);
  const conflict = portConflictSkips(group, holders);
  if (conflict) return conflict;
  if (holders[0]) return refuse(heldBy(holders[0]));
  const apart = obstacleToOneGateway(group, backends);
  if (apart) return refuse(apart);
  const setup = gatewaySetup(exposure.document.file, settings, facts);
  if (isRefusal(setup)) return refuse(setup);
  const { className } = setup;
  const { namespace } = backend;
  const gateway = { name: `${backend.name}-external`, namespace, className };
  const listeners = backends.flatMap(its => its.listeners);
  const obstacle =
    obstacleInSetup(setup, exposure.addresses.length, listeners) ?? obstacleToName(gateway) ?? otherGateway(gateway, group, facts);
  if (obstacle) return refuse(obstacle);

  const placements = steps.map(({ exposure: { externalIPs }, backend: its }, index) =>
    placeBeside(
      {
        neighbour: externalIPs,
        objects: [...(index === 0 ? [gatewayManifest(gateway, exposure.addresses, listeners)] : []), ...routeManifests(gateway.name, its)],
        fileName: `${its.name}-gateway.yaml`,
      },
      facts,
    ),
  );
  const nowhere = placements.flatMap((placement, index) => (isRefusal(placement) ? [skip(group[index]!, placement)] : []));
  if (nowhere.length > 0) return [...nowhere, ...sharedGroup(group, nowhere)];
  const placed = placements.flatMap(placement => (isRefusal(placement) ? [] : [placement]));
  return {
    changes: placed.flatMap(({ changes }) => changes),
    create: placed.flatMap(({ create }, index) =>
      index === 0 && steps[0]!.stage !== 'prepare' ? withComments(create, steps[0]!.exposure) : create,
    ),
    assumes: steps.flatMap(step => (step.isInPlace ? [] : gatewayAssumptions(step.exposure, step.backend, setup, step.stage, context))),
  };
}

/** The rewrite with what becomes of the Services. Asked of a first step too: it must not lead to where there is no second one. */
function withServices(steps: readonly Step[], made: Made): Rewrite | readonly Skip[] {
  const takes = made.create.some(({ comments }) => comments !== undefined);
  const plans = steps.map(({ exposure }, index) => {
    const plan = exposure.plan(withoutExternalIPs(exposure));
    return isRefusal(plan) || index > 0 || !takes ? plan : letCommentsLeave(plan, exposure.externalIPs);
  });
  const skips = plans.flatMap((plan, index) => (isRefusal(plan) ? [skip(steps[index]!.exposure, plan)] : []));
  if (skips.length > 0)
    return [
      ...skips,
      ...sharedGroup(
        steps.map(({ exposure }) => exposure),
        skips,
      ),
    ];
  return {
    changes: [...plans.flatMap((plan, index) => (isRefusal(plan) || steps[index]!.stage === 'prepare' ? [] : plan)), ...made.changes],
    create: made.create,
    assumes: [
      ...made.assumes,
      ...steps.flatMap(({ exposure, isInPlace, stage: its }) => (isInPlace && its !== 'prepare' ? finishAssumptions(exposure) : [])),
    ],
  };
}

const withoutExternalIPs = (exposure: ServiceExposure): ServiceChange => ({
  set: {},
  remove: [
    'externalIPs',
    ...(typeOf(exposure) === 'ClusterIP' ? EXTERNAL_FIELDS.filter(name => exposure.field(name).state === 'set') : []),
  ],
  annotations: {},
});

/** A load balancer gives an address to two Services only where both say so, and that of the Gateway is made by its controller. */
const heldBy = ({ title, document }: AddressHolder): Refusal => ({
  code: 'REQUESTED',
  refused: `${title} (${document.file.path}) asks a load balancer for the address already, and a Gateway would be a second owner: move both to the same target`,
});

const obstacleToName = ({ name, className }: { readonly name: string; readonly className: string }): Refusal | undefined =>
  `${name}-${className}`.length > LONGEST_NAME
    ? {
        code: 'NAME',
        refused: `\`${name}-${className}\` is too long for what is made of the Gateway: write it by hand with a shorter name`,
      }
    : undefined;

/** Another Gateway at one of the addresses: which of two gets the traffic is undefined. */
function otherGateway(
  own: { readonly name: string; readonly namespace: string | undefined },
  group: readonly ServiceExposure[],
  facts: Facts,
): Refusal | undefined {
  const other = group
    .flatMap(exposure => gatewaysAt(exposure, facts))
    .find(({ name, namespace }) => name !== own.name || namespace !== own.namespace);
  return (
    other && {
      code: 'IP_SPANS_GATEWAYS',
      refused: `the Gateway \`${other.name ?? ''}\` (${other.node.document.file.path}) has the address already: add a listener and a route for the Service there`,
    }
  );
}
