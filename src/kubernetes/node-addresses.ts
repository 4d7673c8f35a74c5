import { isIP } from 'node:net';
import type { Refusal } from '../core/document.ts';
import { list, type Settings } from '../core/setting.ts';
import type { SourceFile } from '../core/text.ts';
import type { Address } from './address.ts';
import { rangeHolds } from './metallb.ts';

/** Addresses and networks of nodes, as CIDR. Known to be none where somebody says so with an empty list. */
export const nodeAddresses = list('nodes.addresses', readNetwork, {
  summary: 'addresses and networks of nodes, with commas between; empty where none of these is one',
  fallback: undefined,
});

/** Whether an address is one of a node: another owner would take it away from that node. */
export function isNodeAddress(address: Address, file: SourceFile, settings: Settings): 'yes' | 'no' | 'unknown' {
  const networks = settings.of(nodeAddresses, file);
  if (networks?.length === 0) return 'no';
  if (!networks || address.kind !== 'ip') return 'unknown';
  return networks.some(network => rangeHolds(network, address.canonical, address.family)) ? 'yes' : 'no';
}

function readNetwork(word: string): string | Refusal {
  const [address = '', prefix, ...more] = word.split('/');
  const bits = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  const isPrefix = prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits);
  if (bits < 0 || !isPrefix || more.length > 0)
    return { refused: `takes addresses and networks, as \`192.0.2.10\` and \`192.0.2.0/28\`: \`${word}\` is none` };
  return `${address}/${prefix ?? bits}`;
}
