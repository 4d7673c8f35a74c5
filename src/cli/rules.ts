import { rules } from '../../rules/index.ts';

/** The table of rules, for people or as JSON. */
export function formatRules(json: boolean): string {
  if (json)
    return `${JSON.stringify(
      rules.map(({ id, default: isOff, severity, severities, fixable, docs }) => ({
        id,
        default: isOff ?? 'on',
        severity,
        severities,
        fixable,
        summary: docs.summary,
        url: docs.references[0],
      })),
      null,
      2,
    )}\n`;
  const width = Math.max(...rules.map(({ id }) => id.length));
  const lines = rules.map(
    ({ id, default: isOff, severity, fixable, docs }) =>
      `${id.padEnd(width)}  ${(isOff ?? severity).padEnd(10)}  ${fixable === 'never' ? '       ' : 'fixable'}  ${docs.summary}`,
  );
  return `${lines.join('\n')}\n`;
}
