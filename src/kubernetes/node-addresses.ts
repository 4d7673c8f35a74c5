import { isIP } from 'node:net';
import type { Refusal } from '../core/document.ts';
import { list } from '../core/setting.ts';

/** Addresses and networks of nodes, as CIDR. Known to be none where somebody says so with an empty list. */
export const listedNodes = list('nodes.addresses', readNetwork, {
  summary: 'addresses and networks of nodes, with commas between; empty where none of these is one',
  fallback: undefined,
});

function readNetwork(word: string): string | Refusal {
  const [address = '', prefix, ...more] = word.split('/');
  const bits = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  const isPrefix = prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits);
  if (bits < 0 || !isPrefix || more.length > 0)
    return { refused: `takes addresses and networks, as \`192.0.2.10\` and \`192.0.2.0/28\`: \`${word}\` is none` };
  return `${address}/${prefix ?? bits}`;
}
