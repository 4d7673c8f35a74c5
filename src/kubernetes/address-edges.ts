/**
 * Whether an address in its normal form is the first or the last of a network that holds it. A network of one or two addresses has none:
 * nothing would be left (cilium pkg/k8s/apis/cilium.io `allowFirstLastIPs`).
 */
export function isEdgeOf(network: string, address: string, family: 4 | 6): boolean {
  const width = (family === 4 ? 32 : 128) - Number(network.split('/')[1]);
  if (!(width > 1)) return false;
  const mask = (1n << BigInt(width)) - 1n;
  const host = (family === 4 ? numberOfIPv4(address) : numberOfIPv6(address)) & mask;
  return host === 0n || host === mask;
}

const numberOfIPv4 = (address: string): bigint => address.split('.').reduce((number, part) => (number << 8n) | BigInt(part), 0n);

function numberOfIPv6(address: string): bigint {
  const [head = [], tail] = address.split('::').map(part => (part === '' ? [] : part.split(':')));
  const groups = tail === undefined ? head : [...head, ...Array<string>(8 - head.length - tail.length).fill('0'), ...tail];
  return [...groups].reduce((number, group) => (number << 16n) | BigInt(`0x${group}`), 0n);
}
