import type { Skip } from '../core/codemod.ts';
import { wordFor } from '../core/document.ts';
import { addressKey } from './address-sharing.ts';
import { addressWord, refusalOf, type Address } from './address.ts';
import { requestedAddresses } from './load-balancer.ts';
import { typeOf, type Field, type ServiceExposure } from './service-exposure.ts';

/** How many addresses a load balancer gives a Service. */
export interface AddressRules {
  /** Of each family. */
  readonly perFamily: 'one' | 'many';
  /** Whether a Service that has both families must ask for both. */
  readonly familiesMustMatch: boolean;
}

/**
 * Why a Service cannot get its externalIPs from a load balancer; `servedClass`: the class that this one serves.
 *
 * The facts behind each reason: kubernetes pkg/apis/core/validation (class, families), pkg/proxy (what works today), metallb
 * controller/service.go and internal/allocator (what would be assigned).
 */
export function obstacleToLoadBalancer(exposure: ServiceExposure, rules: AddressRules, servedClass?: string): Skip | undefined {
  const obstacle = addressObstacle(exposure, rules) ?? typeObstacle(exposure, servedClass) ?? familyObstacle(exposure, rules);
  return obstacle && { at: exposure.externalIPs, ...obstacle };
}

export interface Obstacle {
  readonly code: string;
  readonly reason: string;
}

/** Why the addresses of a Service cannot be asked for elsewhere, as they are written. */
export function addressObstacle({ externalIPs, addresses }: ServiceExposure, { perFamily }: AddressRules): Obstacle | undefined {
  for (const address of addresses) {
    const reason = refusalOf(address);
    if (reason !== undefined) return { code: 'NOT_LITERAL', reason: `${addressWord(address)} ${reason}` };
    if (address.kind === 'template')
      return { code: 'NOT_LITERAL', reason: `\`${address.text}\` is an expression: change the value that it takes` };
    if (address.kind === 'ip' && (address.legacy || (address.family === 6 && address.text !== address.canonical)))
      return { code: 'NOT_LITERAL', reason: `\`${address.text}\` is not in its normal form, which is \`${address.canonical}\`` };
  }
  const placeholders = perFamily === 'one' ? addresses.filter(({ kind }) => kind === 'placeholder') : [];
  if (placeholders.length > 1)
    return { code: 'NOT_LITERAL', reason: `the families of ${placeholders.map(({ text }) => `\`${text}\``).join(' and ')} are not known` };
  if (placeholders.length === 1 && addresses.length > 1)
    return { code: 'NOT_LITERAL', reason: `the family of \`${placeholders[0]!.text}\` is not known` };
  // Of a parameter, or under another name, one address is one address.
  if (externalIPs.kind !== 'list' && externalIPs.path.at(-1) === 'externalIPs')
    return { code: 'NOT_LITERAL', reason: `\`${externalIPs.source}\` stands for a whole list` };
  const texts = addresses.map(addressKey);
  const twice = texts.find((text, index) => texts.indexOf(text) !== index);
  return twice === undefined ? undefined : { code: 'NOT_LITERAL', reason: `\`${twice}\` is listed twice` };
}

function typeObstacle(exposure: ServiceExposure, servedClass: string | undefined): Obstacle | undefined {
  const type = typeOf(exposure);
  const field = exposure.field('type');
  if (type === 'unknown' && field.state === 'unknown' && !exposure.renderer)
    return { code: field.code ?? 'TYPE_UNKNOWN', reason: `the type of the Service is not known: ${field.why}` };
  if (type === 'unknown' && field.state !== 'unknown') return { code: 'TYPE_UNKNOWN', reason: 'the type of the Service is not known' };
  // Of any type: a chart may have them written for the day that it makes a LoadBalancer.
  const loadBalancerClass = exposure.field('loadBalancerClass');
  if (saysSomething(loadBalancerClass) && loadBalancerClass.value !== servedClass)
    return {
      code: 'CLASS_IMMUTABLE',
      reason: `\`loadBalancerClass\` is \`${wordFor(loadBalancerClass.value)}\`, which ${type === 'LoadBalancer' || type === 'unknown' ? 'cannot change on a LoadBalancer' : 'decides who serves the Service once it is a LoadBalancer'}`,
    };
  const ranges = exposure.field('loadBalancerSourceRanges');
  if (saysSomething(ranges))
    return {
      code: 'SOURCE_RANGES_NARROW',
      reason: '`loadBalancerSourceRanges` filters the load balancer but not externalIPs, so clients outside of it would lose their way',
    };
  return undefined;
}

/** Charts write `""` and `[]` for what is not set. */
const saysSomething = (field: Field): field is Field & { state: 'set' } =>
  field.state === 'set' && field.value !== null && field.value !== '' && !(Array.isArray(field.value) && field.value.length === 0);

/** Why a Service cannot have all its addresses, or has not all of them today. */
export function familyObstacle(exposure: ServiceExposure, { perFamily, familiesMustMatch }: AddressRules): Obstacle | undefined {
  const all = [
    ...new Map([...requestedAddresses(exposure), ...exposure.addresses].map(address => [addressKey(address), address])).values(),
  ];
  if (perFamily === 'one' && all.length > exposure.addresses.length && all.some(({ kind }) => kind !== 'ip'))
    return { code: 'N_IPS_PER_FAMILY', reason: 'a load balancer is asked for an address already, and the families are not known' };
  for (const family of [4, 6] as const) {
    const same = all.filter((address): address is Address & { kind: 'ip' } => address.kind === 'ip' && address.family === family);
    if (perFamily === 'one' && same.length > 1)
      return {
        code: 'N_IPS_PER_FAMILY',
        reason: `a Service gets one address of each family, and ${enumerated(same)} are ${same.length > 2 ? 'all' : 'both'} IPv${family}`,
      };
  }
  const policy = exposure.field('ipFamilyPolicy');
  const families = exposure.field('ipFamilies');
  const listed = families.state === 'set' && Array.isArray(families.value) ? families.value.map(wordFor) : [];
  const isDualStack =
    (policy.state === 'set' && (policy.value === 'PreferDualStack' || policy.value === 'RequireDualStack')) || listed.length > 1;
  const hasBoth = new Set(all.flatMap(address => (address.kind === 'ip' ? [address.family] : []))).size > 1;
  if (hasBoth && !isDualStack && policy.state === 'unknown' && families.state === 'unknown')
    return {
      code: 'HALF_DEAD',
      reason:
        'whether the Service is dual-stack is not known, and if it is not, only one of its addresses works today: remove the other, or set `ipFamilyPolicy`',
    };
  if (hasBoth && !isDualStack)
    return {
      code: 'HALF_DEAD',
      reason: 'the Service is not dual-stack, so only one of its addresses works today: remove the other, or set `ipFamilyPolicy`',
    };
  if (familiesMustMatch && !hasBoth && isDualStack)
    return {
      code: 'FAMILY_MISMATCH',
      reason:
        'the Service is dual-stack, and for a request of one family no address is assigned: request both, or set `ipFamilyPolicy: SingleStack`',
    };
  const dead =
    listed.length === 1 && !isDualStack ? all.find(address => address.kind === 'ip' && listed[0] !== `IPv${address.family}`) : undefined;
  return dead && { code: 'DEAD_IP', reason: `the Service is ${listed[0] ?? ''} only, so \`${dead.text}\` serves nothing today` };
}

/** As `a, b and c`. */
const enumerated = (addresses: readonly Address[]): string => {
  const words = addresses.map(({ text }) => `\`${text}\``);
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
};
