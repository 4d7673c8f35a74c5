import { codemods } from '../../codemods/index.ts';
import { rules } from '../../rules/index.ts';
import type { Codemod } from '../core/codemod.ts';
import type { Setting } from '../core/setting.ts';
import type { Example, Rule } from '../core/rule.ts';
import { dedent } from '../core/dedent.ts';

/** The documentation of a rule or codemod, for the terminal. */
export function explain(id: string): string {
  const rule = rules.find(rule => rule.id === id);
  const codemod = codemods.find(codemod => codemod.id === id);
  return rule ? explainRule(rule) : codemod ? explainCodemod(codemod) : '';
}

function explainRule({ id, default: isOff, severity, severities, fixable, docs }: Rule): string {
  return sections([
    [undefined, `${id}: ${docs.summary}`],
    ['Severity', `${severity === 'by-version' ? (severities ?? '') : severity}${isOff ? `; off unless \`--rule ${id}\` asks for it` : ''}`],
    ['Why', dedent(docs.why)],
    ...docs.bad.map(example => ['Reported', exampleOf(example)] as const),
    ...docs.good.map(example => ['Not reported', exampleOf(example)] as const),
    ...(docs.advice === undefined ? [] : [['What to do', dedent(docs.advice)] as const]),
    ['Fix', fixable === 'never' ? 'none' : dedent(docs.fixSafety ?? '')],
    ['See', docs.references.join('\n')],
  ]);
}

function explainCodemod({ id, askedBy, settings = [], docs }: Codemod): string {
  return sections([
    [undefined, `${id}: ${docs.summary}`],
    ['Asked for by', askedBy === 'unsafe' ? '`kubemend --fix --unsafe`' : `\`kubemend --fix --to ${askedBy.to}\``],
    ['Before', indent(dedent(docs.before))],
    ['After', indent(dedent(docs.after))],
    ['Takes for granted', docs.assumes.map(text => `- ${text}`).join('\n')],
    ['Leaves alone', docs.refuses.map(text => `- ${text}`).join('\n')],
    ...(settings.length > 0 ? [['Settings', settings.map(settingLine).join('\n')] as const] : []),
    ['See', docs.references.join('\n')],
  ]);
}

const settingLine = ({ key, flag, summary }: Setting<unknown>): string =>
  `- ${key}${flag === undefined ? '' : `, or --${flag}`}: ${summary}`;

const sections = (parts: readonly (readonly [title: string | undefined, text: string])[]): string =>
  `${parts.map(([title, text]) => (title === undefined ? text : `${title}:\n${text.trimEnd()}`)).join('\n\n')}\n`;

const exampleOf = ({ text, version }: Example): string =>
  `${version === undefined ? '' : `with --kubernetes-version ${version}\n`}${indent(dedent(text))}`;

const indent = (text: string): string => text.replace(/^(?=.)/gm, '    ');
