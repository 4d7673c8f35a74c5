import type { CodemodContext, Rewrite, Skip } from '../core/codemod.ts';
import type { Assumption, Change } from '../core/diagnostic.ts';
import { isRefusal, wordFor } from '../core/document.ts';
import { holdersBeside } from '../kubernetes/address-holders.ts';
import { clusterStatus, isAssigned } from '../kubernetes/cluster-status.ts';
import { loadBalancerClass } from '../kubernetes/load-balancer-settings.ts';
import { placeOfAssumption } from '../kubernetes/load-balancer-assumptions.ts';
import { portConflictSkips, sharedGroup } from '../kubernetes/shared-addresses.ts';
import { obstacleToLoadBalancer } from '../kubernetes/migration.ts';
import { assumptionsAbout, ignoredBecause, typeOf, type ServiceChange, type ServiceExposure } from '../kubernetes/service-exposure.ts';
import { stage } from '../kubernetes/stage.ts';
import { serviceLBAround } from './service-lb.ts';
import { statusCommand } from './status-runbook.ts';

/** kube-proxy serves whatever addresses of both families the status holds, and Services may share them. */
const ADDRESSES = { perFamily: 'many', familiesMustMatch: false } as const;

const COMMENT = '# no controller may serve this class: the IPs are written to .status by hand';

/** One Service on its way. */
interface Step {
  readonly exposure: ServiceExposure;
  readonly wantedClass: string;
  /** Whether it is a LoadBalancer of that class already. */
  readonly isPrepared: boolean;
  /** `all` comes to no more than `prepare`: the status is in no file. */
  readonly finishes: boolean;
}

/** Moves Services that share addresses from externalIPs to a status that people write, all of them or none. */
export function moveToStatus(group: readonly ServiceExposure[], context: CodemodContext): Rewrite | readonly Skip[] {
  if (group.some(ignoredBecause)) return [];
  const steps = group.map(exposure => stepOf(exposure, context));
  const skips = steps.flatMap(step => obstacleTo(step, context) ?? []);
  if (skips.length > 0) return [...skips, ...sharedGroup(group, skips)];
  if (steps.every(({ isPrepared, finishes }) => isPrepared && !finishes)) return steps.map(step => prepared(step, context));
  const conflict = portConflictSkips(group, holdersBeside(group, context.facts));
  if (conflict) return conflict;

  const plans = steps.map(step => ({ step, plan: step.exposure.plan(changeOf(step)) }));
  const refused = plans.flatMap(({ step: { exposure }, plan }): Skip[] =>
    isRefusal(plan) ? [{ at: exposure.externalIPs, code: plan.code ?? 'SYNTAX', reason: plan.refused }] : [],
  );
  if (refused.length > 0) return [...refused, ...sharedGroup(group, refused)];
  return {
    changes: [...plans.flatMap(({ plan }) => (isRefusal(plan) ? [] : plan)), ...steps.flatMap(recorded)],
    assumes: steps.flatMap(step => [...assumptions(step), ...assumptionsAbout(step.exposure, changeOf(step))]),
    followUps: steps.filter(({ finishes }) => !finishes).map(({ exposure }) => statusCommand(exposure, context.facts)),
  };
}

function stepOf(exposure: ServiceExposure, { settings }: CodemodContext): Step {
  const { file } = exposure.document;
  const wantedClass = settings.of(loadBalancerClass, file);
  const own = exposure.field('loadBalancerClass');
  return {
    exposure,
    wantedClass,
    isPrepared: typeOf(exposure) === 'LoadBalancer' && own.state === 'set' && own.value === wantedClass,
    finishes: settings.of(stage, file) === 'finish',
  };
}

function obstacleTo(step: Step, context: CodemodContext): Skip | undefined {
  const { exposure, isPrepared, finishes } = step;
  if (!finishes) return isPrepared ? undefined : obstacleToPreparing(step, context);
  const at = exposure.externalIPs;
  if (!isPrepared)
    return {
      at,
      code: 'NOT_PREPARED',
      reason: 'it is no LoadBalancer of a class that nothing serves yet: `--stage prepare` makes it one, and keeps `externalIPs` meanwhile',
    };
  const status = context.settings.of(clusterStatus, exposure.document.file);
  const open = exposure.addresses.find(address => !isAssigned(address, exposure, status));
  return (
    open && {
      at,
      code: 'STATUS_UNKNOWN',
      reason:
        status === undefined
          ? 'the addresses are in the status of the Service, which no file shows: give `--cluster-status` what `kubectl get services -A -o json` prints'
          : `\`${open.text}\` is not in the status of the Service, as \`--cluster-status\` shows it: run the command of the runbook first`,
      followUps: [statusCommand(exposure, context.facts)],
    }
  );
}

function obstacleToPreparing({ exposure, wantedClass }: Step, { facts }: CodemodContext): Skip | undefined {
  const at = exposure.externalIPs;
  const type = typeOf(exposure);
  const own = exposure.field('loadBalancerClass');
  const otherClass = own.state === 'set' && own.value !== null && own.value !== '' ? wordFor(own.value) : undefined;
  if (type === 'LoadBalancer')
    return {
      at,
      code: 'CLASS_IMMUTABLE',
      reason:
        otherClass === undefined
          ? 'it is a LoadBalancer without a class, and none can be added to one: choose another target, or delete the Service and make it anew'
          : `its class is \`${otherClass}\`, which cannot change: name that in \`loadBalancer.class\` if nothing serves it`,
    };
  if (type === 'unknown' && exposure.renderer)
    return {
      at,
      code: 'TYPE_UNKNOWN',
      reason:
        'whether the chart makes a LoadBalancer of it already is not known, and to one no class can be added: write its `type` beside `externalIPs`',
    };
  const obstacle = obstacleToLoadBalancer(exposure, ADDRESSES, wantedClass);
  const k3s = obstacle ? undefined : serviceLBAround(exposure.document.file, facts);
  return (
    obstacle ??
    (k3s && {
      at,
      code: 'SERVICE_LB',
      reason: `ServiceLB of k3s (${k3s.path}) overwrites the status of every LoadBalancer, whatever its class: switch it off with \`--disable servicelb\` first, where a file of this repository shows it`,
    })
  );
}

const prepared = ({ exposure }: Step, { facts }: CodemodContext): Skip => ({
  at: exposure.externalIPs,
  code: 'PREPARED',
  reason:
    'it has its class already: once its addresses are in its status, `--stage finish` with `--cluster-status` takes `externalIPs` away',
  followUps: [statusCommand(exposure, facts)],
});

function changeOf({ exposure, wantedClass, isPrepared, finishes }: Step): ServiceChange {
  if (isPrepared) return { set: {}, remove: finishes ? ['externalIPs'] : [], annotations: {} };
  return {
    set: {
      type: 'LoadBalancer',
      loadBalancerClass: wantedClass,
      ...(typeOf(exposure) === 'ClusterIP' && { allocateLoadBalancerNodePorts: false }),
    },
    remove: [],
    annotations: {},
    comments: { loadBalancerClass: [COMMENT] },
  };
}

/** Whoever writes the status anew must find the addresses somewhere: without externalIPs, our comment at the class names them. */
function recorded({ exposure, finishes }: Step): readonly Change[] {
  const field = exposure.field('loadBalancerClass');
  if (!finishes || field.state !== 'set') return [];
  const { document, range } = field.node;
  const index = document.comments().findLastIndex(comment => comment.text === COMMENT && comment.range.end <= range.start);
  const names = exposure.addresses.map(({ text }) => text).join(' and ');
  return index === -1
    ? []
    : [{ document, ops: [{ op: 'comment', path: [], index, text: COMMENT.replace('the IPs', `the IPs ${names}`) }] }];
}

/** What no file can show (helm pkg/kube/ready.go, argo-cd gitops-engine/pkg/health/health_service.go). */
function assumptions({ exposure, wantedClass, isPrepared, finishes }: Step): readonly Assumption[] {
  const at = placeOfAssumption(exposure);
  const forever: Assumption = {
    at,
    text: 'whoever deletes a Service and makes it anew, as from a backup, writes its status again',
  };
  if (finishes)
    return [
      forever,
      {
        at,
        text: 'where Helm waits for a new Service without `externalIPs`, or Argo CD judges its health, somebody writes its status meanwhile',
      },
    ];
  return [
    ...(isPrepared ? [] : [{ at, subject: wantedClass, text: 'nothing in the cluster serves Services of the class {}' }]),
    forever,
    {
      at,
      text: 'until its status is written, Argo CD takes the Service for `Progressing`: no PostSync hook of the same application may write it',
    },
    ...exposure.addresses.flatMap(address => {
      const subject = address.text;
      if (address.kind === 'placeholder')
        return [{ at, subject, text: 'each placeholder stands for one IP address of a family that its Service has: {}' }];
      return address.kind === 'ip' && address.family === 6 && exposure.field('ipFamilies').state !== 'set'
        ? [{ at, subject, text: 'a Service that does not say its family gets IPv6 in this cluster, which it needs for {}' }]
        : [];
    }),
  ];
}
