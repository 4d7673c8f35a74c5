import { isRefusal, type Plain, type Refusal } from '../core/document.ts';
import type { Setting } from '../core/setting.ts';

/** What was read for each setting that somebody set. */
export type SettingValues = ReadonlyMap<Setting<unknown>, unknown>;

/**
 * Reads a value for a setting.
 *
 * `readText` gives the text of a file that a value names, or says why there is none.
 */
export function readSetting<T>(setting: Setting<T>, value: Plain, readText: (path: string) => string | Refusal): T | Refusal {
  if (setting.opens !== true) return setting.read(value);
  if (typeof value !== 'string' || value === '') return { refused: 'takes the path of a file' };
  const content = readText(value);
  if (typeof content !== 'string') return content;
  const read = setting.read(content);
  return isRefused(read) ? { refused: `cannot take \`${value}\`: ${read.refused}` } : read;
}

/** Whether a value of any kind is a refusal. */
export const isRefused = (value: unknown): value is Refusal => typeof value === 'object' && value !== null && isRefusal(value);

/** Every setting that rules and codemods declare, once, by its key. */
export function settingsByKey(
  declaring: Iterable<{ readonly settings?: readonly Setting<unknown>[] }>,
): ReadonlyMap<string, Setting<unknown>> {
  const known = new Map<string, Setting<unknown>>();
  for (const { settings = [] } of declaring) for (const setting of settings) known.set(setting.key, setting);
  return new Map([...known].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
