import type { Codemod } from '../core/codemod.ts';
import type { Rule } from '../core/rule.ts';

/** What is known of a rule without loading it. */
export interface RuleEntry extends Pick<Rule, 'id' | 'words'> {
  /** Whether it runs only where it is asked for by name. */
  readonly default?: 'off';
  /** What a scan looks for on its way, so that a fact which the rule asks for later costs no second look at the files. */
  readonly factWords: readonly string[];
}

/** What is known of a codemod without loading it. */
export interface CodemodEntry extends Pick<Codemod, 'id' | 'resolves'> {
  readonly askedBy: 'unsafe' | { readonly to: string; readonly installed?: true };
  /** The keys of what it asks settings for. */
  readonly settings: readonly string[];
  readonly factWords: readonly string[];
}

/** What is known of a setting that has an option of its own. */
export interface FlagEntry {
  /** Without dashes. */
  readonly flag: string;
  readonly type: 'boolean' | 'string';
}

/** What a run needs to know before a file holds a word of a rule: most runs of a hook end there. */
export interface Catalog {
  readonly rules: readonly RuleEntry[];
  readonly codemods: readonly CodemodEntry[];
  readonly flags: readonly FlagEntry[];
  /** Words of the facts that many rules and codemods come to ask by way of others. */
  readonly factWords: readonly string[];
}
