import type { Path } from '../../core/document.ts';
import { dottedPath } from '../../core/dotted-path.ts';
import type { YamlNode } from './syntax.ts';

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

/** Refuses to replace what has a tag: a new value may not be what the tag says. */
export function refuseTagged(node: YamlNode | null, path: Path): void {
  if (node?.tag !== undefined) throw new Refused(`${quotePath(path)} has a tag`);
}
