import { codemods } from '../../codemods/index.ts';
import { rules } from '../../rules/index.ts';

/** The table of rules in Markdown. */
export function rulesTable(): string {
  const rows = rules.map(
    ({ id, default: isOff, severity, severities, fixable, docs }) =>
      `| \`${id}\` | ${docs.summary} | ${severity === 'by-version' ? (severities ?? '') : severity}${isOff ? '; off unless `--rule` names it' : ''} | ${fixable === 'never' ? '–' : fixable} |`,
  );
  return ['| rule | reports | severity | fix |', '|---|---|---|---|', ...rows].join('\n');
}

/** The table of codemods in Markdown. */
export function codemodsTable(): string {
  const rows = codemods.map(
    ({ id, askedBy, resolves, docs }) =>
      `| \`${id}\` | ${docs.summary} | \`${askedBy === 'unsafe' ? '--fix --unsafe' : `--fix --to ${askedBy.to}`}\` | ${resolves.map(rule => `\`${rule}\``).join(', ')} |`,
  );
  return ['| codemod | does | asked for by | resolves |', '|---|---|---|---|', ...rows].join('\n');
}
