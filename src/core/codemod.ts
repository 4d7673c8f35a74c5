import type { Applicability, FixPlan } from './diagnostic.ts';
import type { Node, Query } from './document.ts';
import type { Fact, Facts, Located, Scope } from './fact.ts';
import type { Setting, Settings } from './setting.ts';
import type { KubernetesVersion } from './version.ts';

export interface CodemodDocs {
  readonly summary: string;
  /** Becomes `after`: the tests run it. */
  readonly before: string;
  readonly after: string;
  /** What must hold in the cluster before the result is applied. */
  readonly assumes: readonly string[];
  /** What it leaves alone, and why. */
  readonly refuses: readonly string[];
  readonly references: readonly string[];
}

/** A place the codemod left alone. */
export interface Skip {
  readonly at: Node;
  /** The name of the reason in the docs, as `PORT_CONFLICT`. */
  readonly code: string;
  /** A sentence for a person to read. */
  readonly reason: string;
  /** What is left to do by hand at this place all the same. */
  readonly followUps?: readonly string[];
}

/** What a codemod leaves to people: a command to run for each place, say. Printed, and written to a file where one is named. */
export interface Handover {
  /** The file to write. */
  readonly file: Setting<string | undefined>;
  /** What it is, as a heading: "to run once the load balancer has come". */
  readonly title: string;
  /** The text of the file, of what the rewrites leave to do. */
  compose(followUps: readonly string[]): string;
}

export interface CodemodContext {
  /** The version moved to. */
  readonly target: KubernetesVersion;
  readonly facts: Facts;
  readonly settings: Settings;
}

/** What shows that something is installed in a scope, if it is. */
export type Installed = (scope: Scope, facts: Facts) => Located<unknown> | undefined;

/** How a user asks for a codemod: by `--to`, or as the unsafe fix of what it resolves. */
export type AskedBy =
  | {
      readonly to: string;
      /** Tells `--to auto` where the target is installed; left out where no file can show it. */
      readonly installed?: Installed;
    }
  | 'unsafe';

/** The target that stands for the one which is installed. */
export const AUTO = 'auto';

/** A rewrite of one thing the domain knows into another, in whatever format it is written. */
export interface Codemod<Match = unknown> {
  /** `<from>-to-<to>`, or an order: `add-peer-ca-file`. */
  readonly id: string;
  /** Rules whose findings this codemod clears. */
  readonly resolves: readonly string[];
  readonly askedBy: AskedBy;
  readonly words: readonly [string, ...string[]];
  readonly facts?: readonly Fact<unknown>[];
  /** What it asks `settings` for. */
  readonly settings?: readonly Setting<unknown>[];
  readonly handover?: Handover;
  readonly docs: CodemodDocs;
  readonly query: Query<Match>;
  /** What applying it does, as an order. */
  title(match: Match): string;
  /** Where the finding stands that it resolves. */
  at(match: Match): Node;
  /** Matches of one scope that have a tie in common are rewritten together or not at all. */
  ties?(match: Match): readonly string[];
  /** What a match is; two matches of one identity are copies for different clusters, and are no ties of each other. */
  identity?(match: Match): string | undefined;
  rewrite(group: readonly Match[], context: CodemodContext): Rewrite | readonly Skip[];
}

/** How a group is rewritten. */
export interface Rewrite extends FixPlan {
  readonly applicability?: Applicability;
}

/** Types the functions by `query`; otherwise returns the codemod as it is. */
export const defineCodemod = <Match>(codemod: Codemod<Match>): Codemod<Match> => codemod;

/** What is known of how a codemod is asked for, be the codemod loaded or not. */
export interface Askable {
  readonly askedBy: 'unsafe' | { readonly to: string; readonly installed?: unknown };
}

/** What `--to` takes. */
export const targetsOf = (codemods: readonly Askable[]): readonly string[] => [
  ...codemods.flatMap(({ askedBy }) => (askedBy === 'unsafe' ? [] : [askedBy.to])),
  AUTO,
];

/** Whether one of some targets may ask for a codemod. */
export const mayBeAsked = ({ askedBy }: Askable, targets: ReadonlySet<string>): boolean =>
  askedBy !== 'unsafe' && (targets.has(askedBy.to) || (targets.has(AUTO) && askedBy.installed !== undefined));

/** The codemods among which `--to` and `--unsafe` choose: those of other targets are not tried at all. */
export const codemodsFor = <T extends Askable>(codemods: readonly T[], targets: ReadonlySet<string>): readonly T[] =>
  codemods.filter(codemod => codemod.askedBy === 'unsafe' || mayBeAsked(codemod, targets));

export const isRewrite = (result: Rewrite | readonly Skip[]): result is Rewrite => 'changes' in result;
