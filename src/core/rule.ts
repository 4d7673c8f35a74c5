import type { Fix, Label, Resource, Severity } from './diagnostic.ts';
import type { Document, Node, Query, Refusal, StringLanguage } from './document.ts';
import type { Fact, Facts } from './fact.ts';
import type { Setting, Settings } from './setting.ts';
import type { SourceFile, TextRange } from './text.ts';
import type { KubernetesVersion } from './version.ts';

/** The id of the rule about suppressions. The engine reports its findings, as they are known once all other rules have run. */
export const UNUSED_IGNORE = 'unused-ignore';

/** An example in the docs of a rule; run by the tests. */
export interface Example {
  /** Where it is not a `.yaml` file. */
  readonly path?: string;
  /** The version moved to, where the newest one would tell another story. */
  readonly version?: string;
  readonly text: string;
}

export interface RuleDocs {
  /** One line, no full stop; the row of the rule in tables. */
  readonly summary: string;
  /** What breaks in a cluster where nothing is done. Paragraphs. */
  readonly why: string;
  /** Must be reported: the tests run each. */
  readonly bad: readonly Example[];
  /** Must be silent: the tests run each. */
  readonly good: readonly Example[];
  /** What to do, and how to check in a cluster that it worked. */
  readonly advice?: string;
  /** Required where `fixable` is not `never`. */
  readonly fixSafety?: string;
  readonly references: readonly string[];
}

/** What a rule hands to `report`. */
export interface Finding {
  /** A node stands for its key, where it has one. */
  readonly at: Node | TextRange;
  readonly message: string;
  readonly label?: string | undefined;
  readonly related?: readonly Label[];
  readonly help?: string | undefined;
  readonly resource?: Resource | undefined;
  /** Where this finding differs from the rule's own severity. */
  readonly severity?: Severity | undefined;
  readonly fix?: Fix | Refusal | undefined;
}

export interface RuleContext {
  readonly document: Document;
  /** The version moved to. */
  readonly target: KubernetesVersion;
  readonly facts: Facts;
  readonly settings: Settings;
  readonly report: (finding: Finding) => void;
}

export interface Rule<Match = unknown> {
  /** Kebab case; names the defect, so that `kubemend-ignore[service-external-ips]` reads well. */
  readonly id: string;
  /** Runs only where it is asked for by name. */
  readonly default?: 'off';
  /** `by-version` where `check` decides it from the target; `severities` tells people how. */
  readonly severity: Severity | 'by-version';
  readonly severities?: string;
  readonly fixable: 'always' | 'sometimes' | 'never';
  /**
   * The words without which the rule can have nothing to say: letters, digits, `.`, `-`, `_` and `/`, one suffices.
   * `all-others`: it looks at what the words of other rules select.
   */
  readonly words: readonly [string, ...string[]] | 'all-others';
  /**
   * Names of members without any of which in a file the rule can have nothing to say either, where only the repository tells them: as those
   * that its charts give to a value. Asked for each file that was linted; with them the files are looked through once more.
   */
  readonly moreKeys?: (file: SourceFile, facts: Facts) => Iterable<string>;
  /** What strings the rule looks into are written in; loaded where a file holds one of its words. */
  readonly languages?: readonly StringLanguage[];
  /** What `check` asks `facts` for. */
  readonly facts?: readonly Fact<unknown>[];
  /** What `check` asks `settings` for. */
  readonly settings?: readonly Setting<unknown>[];
  readonly docs: RuleDocs;
  readonly query: Query<Match>;
  check(match: Match, context: RuleContext): void;
}

/** Types `check` by `query`; otherwise returns the rule as it is. */
export const defineRule = <Match>(rule: Rule<Match>): Rule<Match> => rule;

/** The span a finding about a node points at: its key, else the value. */
export const placeOf = (at: Node | TextRange): TextRange => ('keyRange' in at && at.keyRange) || ('range' in at ? at.range : at);
