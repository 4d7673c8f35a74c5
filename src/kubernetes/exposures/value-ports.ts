import type { ServiceKey } from '../chart-keys.ts';
import { textOf } from '../object.ts';
import type { ServicePort } from '../service-exposure.ts';

/** Ports that are written out, beside the key or in `port`; nothing where the chart would have to be asked. */
export function portsOf({ fields, service }: ServiceKey): readonly ServicePort[] | undefined {
  const ports = fields.get('ports') ?? service.get('ports');
  const port = fields.get('port') ?? service.get('port');
  const more = service.get('additionalPorts')?.items() ?? [];
  const all = ports ? (ports.kind === 'list' ? ports.items() : [...ports.entries()].map(([, value]) => value)) : port ? [port] : [];
  const read = [...all, ...(all.length > 0 ? more : [])]
    .filter(({ kind }) => kind === 'map')
    .map(node => ({ protocol: textOf(node.get('protocol')) ?? 'TCP', port: node.get('port')?.value ?? null }));
  const isPlain =
    read.length === all.length + (all.length > 0 ? more.length : 0) &&
    read.every(({ port: number }) => typeof number === 'number' || typeof number === 'string');
  if (all.length > 0 && isPlain) return read;
  const protocol = textOf(service.get('protocol'));
  return protocol !== undefined && typeof port?.value === 'number' ? [{ protocol, port: port.value }] : undefined;
}
