import { relative, sep } from 'node:path';
import type { Rule as ESLintRule } from 'eslint';
import { codemods } from '../../codemods/index.ts';
import { rules } from '../../rules/index.ts';
import { policyOf } from '../config/policy.ts';
import { codemodsFor } from '../core/codemod.ts';
import type { Diagnostic, FileEdit } from '../core/diagnostic.ts';
import type { Rule } from '../core/rule.ts';
import { positionAt, type SourceFile } from '../core/text.ts';
import { parseVersion } from '../core/version.ts';
import { Session, type Findings } from '../session.ts';
import { SingleFile } from './single-file.ts';

/** Rules that say nothing sound about a file without the others of its repository. */
export const NEED_THE_REPOSITORY: ReadonlySet<string> = new Set([
  'address-outside-pools',
  'address-pool-not-announced',
  'allow-service-external-ips-gate',
  'ccm-watch-based-routes',
  'external-ip-announcer',
  'external-ip-conflict',
  'gateway-without-listeners',
  'route-sync-metric-alert',
  'unused-ignore',
]);

/** Rules that ask the repository for no more than the words of a message. */
export const ASK_FOR_DETAILS: ReadonlySet<string> = new Set(['service-external-ips', 'service-load-balancer-ip']);

/** The rules that run in ESLint. */
export const ownRules: readonly Rule[] = rules.filter(({ id }) => !NEED_THE_REPOSITORY.has(id));

/** Migrations are asked for by name, which ESLint has no way to do. */
const ownCodemods = codemodsFor(codemods, new Set());

const WORDS = new Set(ownRules.flatMap(({ words }) => (words === 'all-others' ? [] : words)));

/** What was found in a text, once for all rules. */
const findings = new WeakMap<object, Findings>();

/** A rule as ESLint takes it: what it finds in a file, with its proven fix. */
export const asESLintRule = (rule: Rule): ESLintRule.RuleModule => ({
  meta: {
    type: 'problem',
    docs: { description: rule.docs.summary, url: rule.docs.references[0] },
    ...(rule.fixable !== 'never' && { fixable: 'code', hasSuggestions: true }),
    schema: [],
  },
  create: context => ({
    Program() {
      const { diagnostics, edits } = findingsOf(context);
      for (const diagnostic of diagnostics)
        if (diagnostic.rule === rule.id && isWorthIt(diagnostic, rule)) report(diagnostic, edits, context);
    },
  }),
});

/** What the rule takes for good to know, and is mostly graver, is left to reports. */
const isWorthIt = ({ severity }: Diagnostic, rule: Rule): boolean => severity !== 'info' || rule.severity === 'info';

function findingsOf({ sourceCode, filename, cwd, settings }: ESLintRule.RuleContext): Findings {
  const known = findings.get(sourceCode);
  if (known) return known;
  const { kubernetes } = (settings['kubemend'] ?? {}) as { readonly kubernetes?: unknown };
  const target = typeof kubernetes === 'string' ? parseVersion(kubernetes) : undefined;
  if (kubernetes !== undefined && !target) throw new Error('`settings.kubemend.kubernetes` is a version in quotes, as "1.36"');
  const file = { path: relative(cwd, filename).split(sep).join('/'), text: sourceCode.text };
  const session = new Session({
    tree: new SingleFile(file, WORDS),
    rules: ownRules,
    codemods: ownCodemods,
    policy: policyOf({ target, rules: new Set(ownRules.map(({ id }) => id)) }),
    knownRules: new Set(rules.map(({ id }) => id)),
  });
  session.lint(file);
  const found = session.findings();
  for (const { error } of session.failures) throw error;
  findings.set(sourceCode, found);
  return found;
}

/** A safe fix is one of ESLint's; an unsafe one is offered, and applied by whoever chooses it. */
function report(diagnostic: Diagnostic, edits: Findings['edits'], context: ESLintRule.RuleContext): void {
  const { message, help, primary, fix } = diagnostic;
  const own = (edits.get(diagnostic) ?? []).filter(edit => !edit.create && edit.path === primary.file.path);
  const isWhole = own.length > 0 && own.length === edits.get(diagnostic)?.length;
  const apply = (fixer: ESLintRule.RuleFixer): ESLintRule.Fix[] => own.map(edit => fixOf(edit, fixer));
  context.report({
    message: help === undefined ? message : `${message}; ${help}`,
    loc: { start: locationAt(primary.file, primary.range.start), end: locationAt(primary.file, primary.range.end) },
    ...(isWhole && fix?.applicability === 'safe' && { fix: apply }),
    ...(isWhole && fix?.applicability === 'unsafe' && { suggest: [{ desc: fix.title, fix: apply }] }),
  });
}

/** Columns count from 0 in ESLint. */
function locationAt(file: SourceFile, offset: number): { readonly line: number; readonly column: number } {
  const { line, column } = positionAt(file, offset);
  return { line, column: column - 1 };
}

const fixOf = ({ range: { start, end }, newText }: FileEdit, fixer: ESLintRule.RuleFixer): ESLintRule.Fix =>
  fixer.replaceTextRange([start, end], newText);
