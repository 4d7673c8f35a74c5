import { BlockList, isIPv4, isIPv6, SocketAddress } from 'node:net';
import type { Node } from '../core/document.ts';

/** An entry of a list of addresses, as far as the file can tell. */
export type Address = { readonly text: string; readonly node: Node } & (
  | {
      readonly kind: 'ip';
      readonly family: 4 | 6;
      /** The one spelling that two texts of the same address share. */
      readonly canonical: string;
      /** In a spelling that Kubernetes 1.36 and later refuse in new objects: leading zeros, or IPv4 within IPv6. */
      readonly legacy: boolean;
    }
  /** `${LB_WEB}` and the like: filled in before the file is applied. */
  | { readonly kind: 'placeholder' }
  /** `{{ … }}`: an expression, which may yield anything. */
  | { readonly kind: 'template' }
  | { readonly kind: 'invalid' }
);

/** An entry that is one placeholder: of deployment tools (`__IP__`, `@IP@`), of a ResourceSet of the Flux Operator (`<< inputs.ip >>`), of vault plug-ins in angle brackets, and values encrypted by sops. */
const WHOLE_PLACEHOLDER = /^\$[A-Za-z_]\w*$|^<[^<>]+>$|^<<[^<>]+>>$|^__\w+__$|^@\w+@$|^ENC\[/;

/** The ranges that the API server refuses as an endpoint of a Service (`ValidateEndpointIP`, kubernetes pkg/apis/core/validation). */
const SPECIAL: readonly (readonly [network: string, prefix: number, family: 'ipv4' | 'ipv6', why: string])[] = [
  ['0.0.0.0', 32, 'ipv4', 'is the unspecified address'],
  ['::', 128, 'ipv6', 'is the unspecified address'],
  ['127.0.0.0', 8, 'ipv4', 'is in the loopback range'],
  ['::1', 128, 'ipv6', 'is in the loopback range'],
  ['169.254.0.0', 16, 'ipv4', 'is in the link-local range'],
  ['fe80::', 10, 'ipv6', 'is in the link-local range'],
  ['224.0.0.0', 24, 'ipv4', 'is in the link-local multicast range'],
  ['ff02::', 16, 'ipv6', 'is in the link-local multicast range'],
];

/** Reads an entry of a list of addresses; or `text`, a part of what `node` says. */
export function readAddress(node: Node, text = textAt(node)): Address {
  if (text.includes('{{') || text.includes('{%')) return { kind: 'template', text, node };
  if (holdsPlaceholder(text)) return { kind: 'placeholder', text, node };
  const withoutZeros = text.replace(/\b0+(?=\d)/g, '');
  if (isIPv4(withoutZeros)) return { kind: 'ip', family: 4, canonical: withoutZeros, legacy: withoutZeros !== text, text, node };
  if (!isIPv6(text) || text.includes('%')) return { kind: 'invalid', text, node };
  const canonical = new SocketAddress({ address: text, family: 'ipv6' }).address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(canonical)?.[1];
  return mapped !== undefined
    ? { kind: 'ip', family: 4, canonical: mapped, legacy: true, text, node }
    : { kind: 'ip', family: 6, canonical, legacy: false, text, node };
}

/** Whether an entry is, or holds, what is filled in later: by Flux and envsubst (`${IP}`), vars of kustomize (`$(IP)`), or deployment tools (`#{IP}`). */
const holdsPlaceholder = (text: string): boolean =>
  WHOLE_PLACEHOLDER.test(text) || /[$#]\{/.test(upToLast('}', text)) || upToLast(')', text).includes('$(');

const upToLast = (character: string, text: string): string => text.slice(0, text.lastIndexOf(character) + 1);

/** An address as a word of a sentence; of an entry that says nothing (`-`, `""`) there is nothing to quote. */
export const addressWord = ({ text }: Address): string => (text === '' ? 'an empty entry' : `\`${text}\``);

/** Why the API server refuses an address for a Service, as the end of a sentence about it. */
export function refusalOf(address: Address): string | undefined {
  if (address.kind === 'invalid') return 'is not an IP address';
  if (address.kind !== 'ip') return undefined;
  const family = address.family === 4 ? 'ipv4' : 'ipv6';
  return SPECIAL.find(([network, prefix, its]) => its === family && isWithin(address.canonical, network, prefix, family))?.[3];
}

const textAt = (node: Node): string => (typeof node.value === 'string' ? node.value.trim() : node.kind === 'scalar' ? node.source : '');

function isWithin(address: string, network: string, prefix: number, family: 'ipv4' | 'ipv6'): boolean {
  const list = new BlockList();
  list.addSubnet(network, prefix, family);
  return list.check(address, family);
}
