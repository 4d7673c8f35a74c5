import type { Document, Node, Query } from '../../core/document.ts';
import type { Address } from '../address.ts';
import { isProgram, pathInObject } from '../programs.ts';
import type { Field, ServiceExposure } from '../service-exposure.ts';
import { addressesOf } from './written-service.ts';

const MADE_ELSEWHERE: Field = { state: 'unknown', why: 'the Service is made elsewhere in the program' };

/**
 * Operations that a program of cdk8s puts on what another class makes:
 * `service.addJsonPatch(JsonPatch.add('/spec/externalIPs', [...]))` (https://cdk8s.io/docs/latest/basics/escape-hatches/).
 */
class JsonPatchCall implements ServiceExposure {
  readonly form = 'cdk8s-json-patch';
  readonly identity = undefined;
  readonly title = 'a JSON Patch of a Service';
  readonly ports = undefined;
  readonly document: Document;
  readonly externalIPs: Node;
  readonly addresses: readonly Address[];

  constructor(document: Document, externalIPs: Node, addresses: readonly Address[]) {
    this.document = document;
    this.externalIPs = externalIPs;
    this.addresses = addresses;
  }

  get resource() {
    return { apiVersion: 'v1', kind: 'Service', path: pathInObject(this.externalIPs.path), form: this.form };
  }

  field(): Field {
    return MADE_ELSEWHERE;
  }

  annotation(): Field {
    return MADE_ELSEWHERE;
  }

  plan() {
    return { code: 'BASE_UNKNOWN', refused: 'which Service the operation is put on is not known: move its addresses to the Service first' };
  }
}

export const jsonPatchCalls: Query<ServiceExposure> = function* (document) {
  for (const call of isProgram(document) ? document.root!.get('calls')!.items() : []) {
    const [from, name, pointer] = [call.get('from'), call.get('call'), call.get('arguments', 0)].map(node => node?.value);
    const value = call.get('arguments', 1);
    if (from !== 'cdk8s' || (name !== 'JsonPatch.add' && name !== 'JsonPatch.replace') || !value) continue;
    if (typeof pointer !== 'string' || !/^\/spec\/externalIPs(?:\/(?:-|\d+))?$/.test(pointer)) continue;
    if (value.kind === 'scalar' && pointer.endsWith('externalIPs')) continue;
    const addresses = addressesOf(value);
    if (addresses.length > 0) yield new JsonPatchCall(document, value, addresses);
  }
};
