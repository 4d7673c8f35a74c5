import { dedent } from '../core/dedent.ts';
import type { Severity } from '../core/diagnostic.ts';
import type { Example, Rule } from '../core/rule.ts';

/** How SARIF names severities (3.27.10). */
export const SARIF_LEVEL: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'note' };

/** How GitHub names them where it filters by severity. */
const PROBLEM_SEVERITY: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'recommendation' };

/** GitHub refuses longer descriptions. Source: appendix "SARIF support for code scanning" of its documentation. */
const LONGEST_DESCRIPTION = 1024;

/** What a rule says of itself beside its findings; no more than its id where the rule is not at hand. */
export function sarifRule(id: string, rules: readonly Rule[] = []): object {
  const rule = rules.find(rule => rule.id === id);
  if (!rule)
    return { id, shortDescription: { text: `${id}.` }, fullDescription: { text: `${id}.` }, help: { text: `kubemend explain ${id}` } };
  const { docs } = rule;
  const severity = rule.severity === 'by-version' ? 'warning' : rule.severity;
  const [firstParagraph = docs.summary] = dedent(docs.why).split('\n\n');
  return {
    id,
    name: id.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: `${docs.summary}.` },
    fullDescription: { text: cut(firstParagraph.replace(/\s+/g, ' ').trim()) },
    help: { text: helpText(rule), markdown: helpMarkdown(rule) },
    helpUri: docs.references[0],
    defaultConfiguration: { level: SARIF_LEVEL[severity] },
    properties: { precision: 'very-high', 'problem.severity': PROBLEM_SEVERITY[severity], tags: ['kubernetes', 'deprecation'] },
  };
}

const cut = (text: string): string => (text.length <= LONGEST_DESCRIPTION ? text : `${text.slice(0, LONGEST_DESCRIPTION - 1)}…`);

const helpText = ({ docs, fixable }: Rule): string =>
  [
    dedent(docs.why),
    ...(docs.advice === undefined ? [] : [`What to do:\n${dedent(docs.advice)}`]),
    ...(fixable === 'never' ? [] : [`Fix:\n${dedent(docs.fixSafety ?? '')}`]),
    `See:\n${docs.references.join('\n')}`,
  ]
    .map(part => part.trim())
    .join('\n\n');

const helpMarkdown = ({ docs, fixable, severities }: Rule): string =>
  [
    dedent(docs.why),
    ...(severities === undefined ? [] : [`**Severity**: ${severities}`]),
    ...(docs.advice === undefined ? [] : [`### What to do\n\n${dedent(docs.advice)}`]),
    ...(fixable === 'never' ? [] : [`### Fix\n\n${dedent(docs.fixSafety ?? '')}`]),
    ...docs.bad.slice(0, 1).map(example => `### Reported\n\n${codeBlock(example)}`),
    ...docs.good.slice(0, 1).map(example => `### Not reported\n\n${codeBlock(example)}`),
    `### See\n\n${docs.references.map(url => `- <${url}>`).join('\n')}`,
  ]
    .map(part => part.trim())
    .join('\n\n');

const codeBlock = ({ text }: Example): string => `\`\`\`yaml\n${dedent(text).trim()}\n\`\`\``;
