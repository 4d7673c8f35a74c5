import type { Node } from '../core/document.ts';
import { textOf } from './object.ts';

/** The steps of a JSON Pointer (RFC 6901); nothing where it is none. */
export function readPointer(node: Node | undefined): readonly string[] | undefined {
  const text = textOf(node);
  return text?.startsWith('/') === true
    ? text
        .slice(1)
        .split('/')
        .map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    : undefined;
}
