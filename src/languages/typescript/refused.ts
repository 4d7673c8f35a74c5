/** Ends the planning of a change that cannot be written; the editor turns it into a `Refusal`. The codes are those of YAML: what a constant is here, is an anchor there. */
export class Refused extends Error {
  readonly code: 'ANCHOR_OWNED' | 'MERGE_KEY' | 'SYNTAX';

  constructor(message: string, code: Refused['code'] = 'SYNTAX') {
    super(message);
    this.code = code;
  }
}
