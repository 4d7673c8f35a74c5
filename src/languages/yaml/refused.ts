import type { Path } from '../../core/document.ts';
import { dottedPath } from '../../core/dotted-path.ts';

/** `ANCHOR_OWNED` and `MERGE_KEY`: the change would reach other places as well, through an alias or through `<<`. `SYNTAX`: all else. */
export type RefusalCode = 'ANCHOR_OWNED' | 'MERGE_KEY' | 'SYNTAX';

/** Ends the planning of a change that cannot be written; the editor turns it into a `Refusal`. */
export class Refused extends Error {
  readonly code: RefusalCode;

  constructor(message: string, code: RefusalCode = 'SYNTAX') {
    super(message);
    this.code = code;
  }
}

/** A path for a message. */
export const quotePath = (path: Path): string => (path.length === 0 ? 'the document' : `\`${dottedPath(path)}\``);
