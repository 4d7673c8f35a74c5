import { codemods } from '../../codemods/index.ts';
import { rules } from '../../rules/index.ts';
import { configurationKeys, isSetting, type Keys } from '../config/keys.ts';
import { KUBERNETES, MIGRATION } from '../config/policy.ts';
import type { Setting } from '../core/setting.ts';

/** The table of rules in Markdown. */
export function rulesTable(): string {
  const rows = rules.map(
    ({ id, default: isOff, severity, severities, fixable, docs }) =>
      `| \`${id}\` | ${docs.summary} | ${severity === 'by-version' ? (severities ?? '') : severity}${isOff ? '; off unless `--rule` names it' : ''} | ${fixable === 'never' ? '–' : fixable} |`,
  );
  return ['| rule | reports | severity | fix |', '|---|---|---|---|', ...rows].join('\n');
}

/** The table of the keys of the configuration in Markdown, those of rules apart. */
export function settingsTable(): string {
  const keys = configurationKeys(rules, codemods);
  keys.members.delete('rules');
  const rows = [...settingsIn(keys)].map(
    ({ key, flag, summary, schema }) =>
      `| \`${key}\` | ${summary} | ${valuesOf(schema)} | ${FLAGS[key] ?? (flag === undefined ? `\`--set ${key}=…\`` : `\`--${flag}\``)} |`,
  );
  return [
    '| key | is | values | on the command line |',
    '|---|---|---|---|',
    ...rows,
    '| `rules.<id>` | the severity of a rule, or `{ severity: … }` | `off`, `info`, `warning`, `error` | `--skip-rule` turns one off |',
  ].join('\n');
}

/** The table of codemods in Markdown. */
export function codemodsTable(): string {
  const rows = codemods.map(
    ({ id, askedBy, resolves, docs }) =>
      `| \`${id}\` | ${docs.summary} | \`${askedBy === 'unsafe' ? '--fix --unsafe' : `--fix --to ${askedBy.to}`}\` | ${resolves.map(rule => `\`${rule}\``).join(', ')} |`,
  );
  return ['| codemod | does | asked for by | resolves |', '|---|---|---|---|', ...rows].join('\n');
}

/** Options of keys that no rule or codemod declares. */
const FLAGS: Readonly<Record<string, string>> = { [KUBERNETES]: '`--kubernetes-version`', [MIGRATION]: '`--to`' };

function* settingsIn({ members }: Keys): Generator<Setting<unknown>> {
  for (const key of members.values()) {
    if (isSetting(key)) yield key;
    else yield* settingsIn(key);
  }
}

/** What a value is, in words. */
function valuesOf(schema: Setting<unknown>['schema']): string {
  const words = schema['enum'];
  if (Array.isArray(words)) return words.map(word => `\`${String(word)}\``).join(', ');
  if (schema['pattern'] !== undefined) return 'a version, as `"1.36"`';
  return schema['type'] === 'boolean' ? '`true`, `false`' : schema['type'] === 'array' ? 'a list' : 'a text';
}
