import type { Document, Node } from '../../core/document.ts';
import { textOf } from '../nodes.ts';
import { isRead } from './regions.ts';
import { terraformAround } from './resources.ts';

/** What says that an expression makes a Service, or values of one, with addresses. */
const EXPOSES = /\bexternalIPs"?\s*[:=]/;

/** Expressions and templates of Terraform that speak of externalIPs, and are not looked into. */
export function* unreadExpressions(document: Document): Generator<{ readonly at: Node; readonly reason: string }> {
  if (terraformAround(document) === document && document.root) yield* unreadBelow(document.root);
}

function* unreadBelow(node: Node): Generator<{ readonly at: Node; readonly reason: string }> {
  const text = textOf(node);
  if (text !== undefined && EXPOSES.test(text)) {
    const why = /%\{/.test(text) ? 'directives (`%{`) make the text' : isRead(text) ? undefined : 'it is part of an expression';
    if (why !== undefined) yield { at: node, reason: `\`externalIPs\` stands in what was not read, as ${why}` };
  }
  for (const item of node.items()) yield* unreadBelow(item);
  for (const [, value] of node.entries()) yield* unreadBelow(value);
}
