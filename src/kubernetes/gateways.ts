import type { Document, Node, Query } from '../core/document.ts';
import { patchUses } from './kustomizations.ts';
import { objects, type KubernetesObject } from './object.ts';

/** A Gateway of the Gateway API that is written out whole. */
export interface Gateway {
  readonly object: KubernetesObject;
  readonly spec: Node;
  /** Where its listeners stand, or would. */
  readonly at: Node;
  /** `unknown`: an expression or a placeholder yields them, or may. */
  readonly hasListeners: 'yes' | 'no' | 'unknown';
}

/** A document without this word holds no Gateway that is written out whole: its class is required. */
export const GATEWAY_WORDS = ['gatewayClassName'] as const;

/** The Gateways of a document, without patches of some: what these leave out is said elsewhere. */
export const gateways: Query<Gateway> = function* (document, facts) {
  for (const object of objects(document)) {
    const spec = object.node.get('spec');
    if (
      object.kind !== 'Gateway' ||
      !object.apiVersion.startsWith('gateway.networking.k8s.io/') ||
      spec?.get('gatewayClassName') === undefined
    )
      continue;
    const listeners = spec.get('listeners');
    const hasListeners = answerOf(document, spec, listeners);
    // Asked last: it is the question that costs something.
    if (patchUses(document, facts).length === 0) yield { object, spec, at: listeners ?? spec, hasListeners };
  }
};

function answerOf(document: Document, spec: Node, listeners: Node | undefined): Gateway['hasListeners'] {
  if (listeners?.kind === 'scalar' && listeners.value !== null) return 'unknown';
  if ((listeners?.items().length ?? 0) > 0) return 'yes';
  return mayPrintMore(document, spec) ? 'unknown' : 'no';
}

/** An action of a template that has a line for itself may print whole members, or hide some. */
function mayPrintMore({ isTemplate, file, range }: Document, spec: Node): boolean {
  return isTemplate && /^[ \t]*\{\{/m.test(file.text.slice(spec.keyRange?.start ?? spec.range.start, range.end));
}
