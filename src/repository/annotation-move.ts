import type { CodemodContext, Installed, Rewrite, Skip } from '../core/codemod.ts';
import { wordFor } from '../core/document.ts';
import type { Facts } from '../core/fact.ts';
import type { ModelOp } from '../core/model.ts';
import { addressWord, readAddress, refusalOf } from '../kubernetes/address.ts';
import { CILIUM_IPS, OLD_CILIUM_IPS } from '../kubernetes/cilium.ts';
import { KUBE_VIP_IPS } from '../kubernetes/kube-vip.ts';
import { patchUses } from '../kubernetes/kustomizations.ts';
import type { LoadBalancerService } from '../kubernetes/load-balancer-services.ts';
import { LOAD_BALANCER_IPS, OLD_LOAD_BALANCER_IPS } from '../kubernetes/metallb.ts';
import { textOf } from '../kubernetes/object.ts';
import { patchedElsewhere } from '../kubernetes/patched-service.ts';
import type { ServiceExposure } from '../kubernetes/service-exposure.ts';
import { isOldCilium } from './cilium-provision.ts';
import { ciliumInstalled, kubeVipInstalled, metallbInstalled } from './installed-targets.ts';
import { kubeVipClass } from './kube-vip-class.ts';
import { isOldMetalLB, metallbClass } from './metallb-provision.ts';

/** Something in a file of the repository. */
type InFile = Pick<ServiceExposure, 'document'>;

/** A load balancer that takes an address from an annotation as it does from `loadBalancerIP`. */
interface Implementation {
  readonly name: string;
  readonly installed: Installed;
  /** The annotation, and how its older releases spell it. */
  readonly annotations: readonly [string, ...string[]];
  readonly isOld?: (at: InFile, facts: Facts) => boolean;
  readonly classOf?: (at: InFile, facts: Facts) => string | undefined;
}

/** Each takes both for the same request: metallb controller/service.go, cilium operator/pkg/lbipam, kube-vip pkg/instance/instance.go. */
const IMPLEMENTATIONS: readonly Implementation[] = [
  {
    name: 'MetalLB',
    installed: metallbInstalled,
    annotations: [LOAD_BALANCER_IPS, OLD_LOAD_BALANCER_IPS],
    isOld: isOldMetalLB,
    classOf: metallbClass,
  },
  { name: 'Cilium', installed: ciliumInstalled, annotations: [CILIUM_IPS, OLD_CILIUM_IPS], isOld: isOldCilium },
  { name: 'kube-vip', installed: kubeVipInstalled, annotations: [KUBE_VIP_IPS], classOf: kubeVipClass },
];

/** Moves the address that a Service asks for from `loadBalancerIP` to the annotation of the load balancer that serves it. */
export function moveToAnnotation(service: LoadBalancerService, { facts }: CodemodContext): Rewrite | readonly Skip[] {
  const { object, spec, loadBalancerIP } = service;
  if (!loadBalancerIP || !spec) return [];
  const { document } = object.node;
  const skip = (code: string, reason: string): readonly Skip[] => [{ at: loadBalancerIP, code, reason }];

  const found = IMPLEMENTATIONS.filter(({ installed }) => facts.scopesOf(document.file).some(scope => installed(scope, facts)));
  const [implementation, other] = found;
  if (!implementation)
    return skip(
      'IMPLEMENTATION_UNKNOWN',
      'nothing in the repository shows which load balancer serves it: write the annotation of yours instead of the field by hand',
    );
  if (other)
    return skip(
      'IMPLEMENTATION_UNKNOWN',
      `${found.map(({ name }) => name).join(' and ')} are in the repository, and which of them serves it is not known: write the annotation of that one instead of the field by hand`,
    );

  const served = implementation.classOf?.({ document }, facts);
  const own = spec.get('loadBalancerClass')?.value ?? null;
  if (own !== null && own !== '' && own !== served)
    return skip(
      'OTHER_CLASS',
      `\`${wordFor(own)}\` is the class of another load balancer than ${implementation.name}: see which annotation that reads`,
    );
  if ((own === null || own === '') && served !== undefined)
    return skip(
      'OTHER_CLASS',
      `${implementation.name} serves Services of class \`${served}\` only, and this one has none: see what serves it`,
    );
  const address = readAddress(loadBalancerIP);
  const reason =
    address.kind === 'ip' && address.legacy ? `is not in its normal form, which is \`${address.canonical}\`` : refusalOf(address);
  if (reason !== undefined) return skip('NOT_LITERAL', `${addressWord(address)} ${reason}`);
  const obstacle =
    object.obstacle ??
    (patchUses(document, facts).length > 0
      ? { code: 'PATCHED', refused: 'a patch and its base are one Service: move the address in both by hand' }
      : patchedElsewhere(object, facts));
  if (obstacle) return skip(obstacle.code ?? 'SYNTAX', obstacle.refused);

  const annotations = [...object.node.path, 'metadata', 'annotations'];
  const written = implementation.annotations.flatMap(name => document.root?.get(...annotations, name) ?? []);
  if (written.some(node => textOf(node) !== textOf(loadBalancerIP)))
    return skip('ASKED_TWICE', `an annotation of ${implementation.name} asks for another address: remove the one that is not meant`);
  const name = (implementation.isOld?.({ document }, facts) === true && implementation.annotations[1]) || implementation.annotations[0];
  const moveTo = written[0]?.path ?? [...annotations, name];
  const ops: readonly ModelOp[] = [
    ...(written.length > 0 ? [] : [{ op: 'set' as const, path: moveTo, value: { copyOf: loadBalancerIP } }]),
    { op: 'remove', path: loadBalancerIP.path, comments: { moveTo } },
  ];
  const at = { file: document.file, range: loadBalancerIP.keyRange ?? loadBalancerIP.range, text: 'loadBalancerIP' };
  return {
    changes: [{ document, ops }],
    assumes: [{ at, text: `${implementation.name} is what serves the Service, in a release that reads \`${String(moveTo.at(-1))}\`` }],
  };
}
