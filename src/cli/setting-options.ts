import { codemods } from '../../codemods/index.ts';
import { rules } from '../../rules/index.ts';
import { nearest } from '../config/nearest.ts';
import { isRefused, readSetting, settingsByKey, type SettingValues } from '../config/settings.ts';
import { mayBeAsked } from '../core/codemod.ts';
import type { Refusal } from '../core/document.ts';
import type { Setting } from '../core/setting.ts';
import { UsageError } from './commands.ts';

/** All settings, by their keys. */
export const SETTINGS = settingsByKey([...rules, ...codemods]);

/** What `--set` and the options of settings say, each once. */
export function settingsIn(values: Partial<Record<string, unknown>>, readText: (path: string) => string | Refusal): SettingValues {
  const given = [
    ...[...SETTINGS.values()].flatMap(setting =>
      setting.flag === undefined || values[setting.flag] === undefined
        ? []
        : [{ option: `--${setting.flag}`, setting, value: values[setting.flag] }],
    ),
    ...((values['set'] as readonly string[] | undefined) ?? []).map(assignment => assignmentOf(assignment)),
  ];
  const read = new Map<Setting<unknown>, unknown>();
  for (const { option, setting, value } of given) {
    if (read.has(setting)) throw new UsageError(`\`${setting.key}\` is set twice`);
    const result = readSetting(setting, value as string | boolean, readText);
    if (isRefused(result)) throw new UsageError(`\`${option}\` ${result.refused}`);
    read.set(setting, result);
  }
  return read;
}

/** Refuses settings of the command line that mean nothing, as nothing asks for the codemods that they are for. `asked`: codemods and targets. */
export function refuseUnused(settings: SettingValues, asked: ReadonlySet<string>): void {
  for (const setting of settings.keys()) {
    const users = codemods.filter(codemod => codemod.settings?.includes(setting) === true);
    const isUsed =
      rules.some(rule => rule.settings?.includes(setting) === true) ||
      users.some(codemod => asked.has(codemod.id) || codemod.askedBy === 'unsafe' || mayBeAsked(codemod, asked));
    const option = setting.flag === undefined ? `--set ${setting.key}` : `--${setting.flag}`;
    if (!isUsed)
      throw new UsageError(`\`${option}\` is for ${users.map(({ id }) => `\`${id}\``).join(', ')}, which this run does not ask for`);
  }
}

/** `metallb.pools=create`. */
function assignmentOf(assignment: string): { readonly option: string; readonly setting: Setting<unknown>; readonly value: string } {
  const at = assignment.indexOf('=');
  if (at === -1) throw new UsageError(`\`--set\` takes \`key=value\`, not \`${assignment}\``);
  const key = assignment.slice(0, at);
  const setting = SETTINGS.get(key);
  if (!setting)
    throw new UsageError(
      `there is no setting \`${key}\`${nearest(key, [...SETTINGS.keys()])}; there are ${[...SETTINGS.keys()].map(name => `\`${name}\``).join(', ')}`,
    );
  return { option: `--set ${key}`, setting, value: assignment.slice(at + 1) };
}
