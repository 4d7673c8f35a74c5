import type { Diagnostic, Severity } from '../core/diagnostic.ts';
import { isRefusal, reasonOf, type Document } from '../core/document.ts';
import type { Facts } from '../core/fact.ts';
import { placeOf, type Finding, type Rule } from '../core/rule.ts';
import type { Settings } from '../core/setting.ts';
import type { KubernetesVersion } from '../core/version.ts';
import type { Matches } from './matches.ts';

/** What a run asks of all rules alike. */
export interface LintOptions {
  readonly target: KubernetesVersion;
  readonly facts: Facts;
  readonly settings: Settings;
}

/** A rule or codemod that threw: a bug of the tool, which must not hide what the others have to say. */
export interface Failure {
  readonly of: 'rule' | 'codemod';
  readonly id: string;
  readonly path: string;
  readonly error: unknown;
}

export interface LintResult {
  readonly diagnostics: readonly Diagnostic[];
  readonly failures: readonly Failure[];
}

/** Runs rules over a document. */
export function lint(matches: Matches, rules: readonly Rule[], { target, facts, settings }: LintOptions): LintResult {
  const { document } = matches;
  const diagnostics: Diagnostic[] = [];
  const failures: Failure[] = [];
  for (const rule of rules) {
    const report = (finding: Finding): void => void diagnostics.push(diagnosticOf(rule, finding, document));
    try {
      for (const match of matches.of(rule.query)) rule.check(match, { document, target, facts, settings, report });
    } catch (error) {
      failures.push({ of: 'rule', id: rule.id, path: document.file.path, error });
    }
  }
  return { diagnostics, failures };
}

function diagnosticOf(rule: Rule, finding: Finding, document: Document): Diagnostic {
  const { at, message, label = '', related = [], help, resource, severity, fix } = finding;
  const ownSeverity: Severity = rule.severity === 'by-version' ? 'warning' : rule.severity;
  return {
    rule: rule.id,
    severity: severity ?? ownSeverity,
    message,
    primary: { file: document.file, range: placeOf(at), text: label },
    related,
    document,
    help,
    url: rule.docs.references[0],
    resource,
    fix: fix && !isRefusal(fix) ? fix : undefined,
    skip: fix && isRefusal(fix) ? reasonOf(fix) : undefined,
  };
}
