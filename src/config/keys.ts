import { targetsOf, type Codemod } from '../core/codemod.ts';
import { SEVERITIES } from '../core/diagnostic.ts';
import type { Rule } from '../core/rule.ts';
import { choice, version, type Setting } from '../core/setting.ts';
import { NEWEST_KNOWN_VERSION } from '../core/version.ts';
import { KUBERNETES, MIGRATION, severityKey } from './policy.ts';
import { settingsByKey } from './settings.ts';

/** What may stand at a place of the configuration: a value, or keys below it. */
export type Key = Setting<unknown> | Keys;

/** A map of the configuration. */
export interface Keys {
  readonly summary?: string;
  readonly members: Map<string, Key>;
  /** What a value by itself sets, as `error` for a rule. */
  readonly short?: Setting<unknown>;
}

export const isSetting = (key: Key): key is Setting<unknown> => !('members' in key);

/** The severities that a configuration gives to rules. */
const CHOICES = ['off', ...SEVERITIES] as const;

/** Every key of a layer of the configuration, as a tree, made from what rules and codemods declare. */
export function configurationKeys(rules: readonly Rule[], codemods: readonly Codemod[]): Keys {
  const root: Keys = { members: new Map() };
  put(
    root,
    version(KUBERNETES, {
      summary: 'the version of Kubernetes moved to: decides what is reported, and how severely',
      fallback: NEWEST_KNOWN_VERSION,
    }),
  );
  put(
    root,
    choice(MIGRATION, targetsOf(codemods), {
      summary: 'where the migration away from externalIPs goes; asks for it, as `--to` does',
      fallback: undefined,
    }),
  );
  root.members.set('rules', { summary: 'rules by their ids: a severity, or `off`', members: new Map() });
  for (const { id, docs } of rules) {
    const severity = choice(severityKey(id), CHOICES, { summary: docs.summary, fallback: undefined });
    const options = { summary: docs.summary, members: new Map<string, Key>(), short: severity };
    (root.members.get('rules') as Keys).members.set(id, options);
    put(root, severity);
  }
  for (const setting of settingsByKey([...rules, ...codemods]).values()) put(root, setting);
  return root;
}

/** Files a setting under its key: `externalIPs.stage` under `externalIPs`. */
function put(root: Keys, setting: Setting<unknown>): void {
  const steps = setting.key.split('.');
  const last = steps.pop()!;
  let at = root;
  for (const step of steps) {
    const next = at.members.get(step) ?? { members: new Map<string, Key>() };
    if (isSetting(next)) throw new TypeError(`\`${setting.key}\` cannot stand below a setting`);
    at.members.set(step, next);
    at = next;
  }
  at.members.set(last, setting);
}
