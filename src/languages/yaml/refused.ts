import type { Path } from '../../core/document.ts';
import { dottedPath } from '../../core/dotted-path.ts';

/** Ends the planning of a change that cannot be written; the editor turns it into a `Refusal`. */
export class Refused extends Error {}

/** A path for a message. */
export const quotePath = (path: Path): string => (path.length === 0 ? 'the document' : `\`${dottedPath(path)}\``);
