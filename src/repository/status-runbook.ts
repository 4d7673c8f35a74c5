import type { Facts } from '../core/fact.ts';
import { addressKey } from '../kubernetes/address-sharing.ts';
import type { ServiceExposure } from '../kubernetes/service-exposure.ts';
import { serviceInCluster } from './service-in-cluster.ts';

/**
 * The command that writes the addresses of a Service into its status. Where a file does not tell what must stand in it, a comment that says
 * what to fill in: nothing that could be run as it is.
 *
 * A merge patch replaces the list as a whole (RFC 7386), so that it may be run again.
 */
export function statusCommand(exposure: ServiceExposure, facts: Facts): string {
  const { name, namespace } = serviceInCluster(exposure, facts);
  const open = [
    ...(name === undefined ? ['NAME'] : []),
    ...(namespace === undefined ? ['NAMESPACE'] : []),
    ...exposure.addresses.filter(({ kind }) => kind !== 'ip').map(({ text }) => plain(text)),
  ];
  const ingress = exposure.addresses.map(address => ({ ip: addressKey(address) }));
  const patch = plain(JSON.stringify({ status: { loadBalancer: { ingress } } }));
  const command = `kubectl patch service ${name ?? 'NAME'} -n ${namespace ?? 'NAMESPACE'} --subresource=status --type=merge -p '${patch}'`;
  if (open.length === 0) return command;
  return `# ${plain(exposure.title)} (${plain(exposure.document.file.path)}), fill in ${open.join(' and ')}: ${command}`;
}

/** The commands as a file that a shell can run. */
export const composeRunbook = (commands: readonly string[]): string =>
  [
    '#!/bin/sh',
    '# Gives Services their addresses. Run it once they have their class in the cluster, and again when one was deleted and made anew:',
    '# the status of a Service is in no Git.',
    'set -eu',
    ...commands,
    '',
  ].join('\n');

/** Text that stays on the line of its comment, whatever it is. */
const plain = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ');
