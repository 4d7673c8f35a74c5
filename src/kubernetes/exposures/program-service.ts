import type { Document, Node, Refusal } from '../../core/document.ts';
import { objects, type KubernetesObject } from '../object.ts';
import type { ProgramCall } from '../programs.ts';
import type { ServiceChange } from '../service-exposure.ts';
import type { Unread } from '../unread.ts';
import { fieldOf, type Elsewhere } from './written-service.ts';

/** Whether a program hands on a whole list that is not written in its file: what that holds, if anything, is not known. */
export const isPassedOn = ({ call }: Pick<KubernetesObject, 'call'>, externalIPs: Node): boolean =>
  call !== undefined && externalIPs.kind === 'scalar' && externalIPs.value !== null;

/** The fields that a class has other names for. */
export const otherNames = (spec: Node, { names }: ProgramCall): Elsewhere => ({
  field: name => fieldOf(spec.get(names[name] ?? name)),
  annotation: () => ({ state: 'unset' }),
  ports: undefined,
});

/** A field that would have to go, and has another name there. */
export function notWritten({ remove }: ServiceChange, spec: Node, call: ProgramCall | undefined): Refusal | undefined {
  const name = remove.map(field => call?.names[field]).find(other => other !== undefined && spec.get(other));
  return name === undefined ? undefined : { refused: `\`${name}\` would have to go as well: remove it first` };
}

/** The lists of addresses that a program only hands on. */
export function* passedOn(document: Document): Generator<Unread> {
  for (const object of objects(document)) {
    const { node, kind, call } = object;
    if (!call || kind !== 'Service') continue;
    const externalIPs = node.get('spec', 'externalIPs') ?? node.get('externalIPs');
    if (externalIPs && isPassedOn(object, externalIPs))
      yield {
        at: externalIPs,
        reason: `\`externalIPs\` is \`${externalIPs.source}\`, which the file does not write out, so nothing is known of it`,
      };
  }
}
