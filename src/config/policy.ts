import { AUTO, mayBeAsked, type Codemod } from '../core/codemod.ts';
import type { Severity } from '../core/diagnostic.ts';
import type { Rule } from '../core/rule.ts';
import type { Setting, Settings } from '../core/setting.ts';
import { NEWEST_KNOWN_VERSION, type KubernetesVersion } from '../core/version.ts';
import type { SettingValues } from './settings.ts';

/** A configuration that cannot be followed; the message names the place. */
export class ConfigurationError extends Error {}

/** Tells whether a path is meant; relative to the working directory, as all paths. */
export type PathTest = (path: string) => boolean;

/** Values by their keys, as `externalIPs.stage`; `has` where they hold for some files only. */
export interface Layer {
  readonly has?: PathTest;
  readonly values: ReadonlyMap<string, unknown>;
}

/** What a configuration file says. */
export interface Configuration {
  /** As a user would name it. */
  readonly path: string;
  /** The weakest first: the top level, then `overrides` in their order. */
  readonly layers: readonly Layer[];
  readonly isIgnored: PathTest;
  /** The files of each cluster that has a name. */
  readonly clusters: ReadonlyMap<string, PathTest>;
}

/** What the command line says; it wins over the configuration. */
export interface CommandLine {
  readonly target?: KubernetesVersion | undefined;
  readonly to?: string | undefined;
  readonly settings?: SettingValues | undefined;
  /** Rules that were asked for by name. */
  readonly rules?: ReadonlySet<string> | undefined;
  /** Codemods that were asked for by name. */
  readonly codemods?: ReadonlySet<string> | undefined;
}

/** What holds for each file, whoever said it. */
export interface Policy {
  readonly settings: Settings;
  /** The version moved to; without a path that of the run as a whole. */
  targetAt(path?: string): KubernetesVersion;
  /** Whether a codemod was asked for, or is tried wherever it may help; `auto`: if its target is the one that is installed. */
  asksFor(codemod: Codemod, path: string): 'yes' | 'no' | 'auto';
  /** The targets of the externalIPs migration that are asked for anywhere. */
  readonly migrations: ReadonlySet<string>;
  /** Whether a rule is on. */
  runs(rule: Rule, path: string): boolean;
  /** Another severity than the rule's own, where somebody gave one. */
  severityAt(rule: string, path: string): Severity | undefined;
  /** Whether the configuration turns on, for some file, what is off by default. */
  turnsOn(rule: string): boolean;
  /** Whether a file is to be left alone. */
  isIgnored(path: string): boolean;
  readonly clusters: ReadonlyMap<string, PathTest>;
}

/** The keys that no rule or codemod declares. */
export const KUBERNETES = 'kubernetes';
export const MIGRATION = 'externalIPs.to';
export const severityKey = (rule: string): string => `rules.${rule}.severity`;

/** Command line over the last override that says something over the top level over the defaults. */
export function policyOf(commandLine: CommandLine, configuration?: Configuration): Policy {
  const given = new Map<string, unknown>(Array.from(commandLine.settings ?? [], ([{ key }, value]) => [key, value]));
  if (commandLine.target) given.set(KUBERNETES, commandLine.target);
  if (commandLine.to !== undefined) given.set(MIGRATION, commandLine.to);
  const layers: readonly Layer[] = [{ values: given }, ...(configuration?.layers.toReversed() ?? [])];
  const layerOf = (key: string, path: string | undefined): Layer | undefined =>
    layers.find(({ has, values }) => values.has(key) && (!has || (path !== undefined && has(path))));
  const valueAt = (key: string, path: string | undefined): unknown => layerOf(key, path)?.values.get(key);
  const severityAt = (rule: string, path: string) => valueAt(severityKey(rule), path) as Severity | 'off' | undefined;
  const anywhere = (key: string): readonly unknown[] => layers.flatMap(({ values }) => values.get(key) ?? []);

  return {
    settings: {
      of: <T>(setting: Setting<T>, { path }: { readonly path: string }): T => {
        const layer = layerOf(setting.key, path);
        return layer ? (layer.values.get(setting.key) as T) : setting.fallback;
      },
    },
    targetAt: path => (valueAt(KUBERNETES, path) as KubernetesVersion | undefined) ?? NEWEST_KNOWN_VERSION,
    asksFor(codemod, path) {
      const { id, askedBy } = codemod;
      const target = valueAt(MIGRATION, path) as string | undefined;
      if (askedBy === 'unsafe' || commandLine.codemods?.has(id) === true || target === askedBy.to) return 'yes';
      return target === AUTO && mayBeAsked(codemod, new Set([AUTO])) ? 'auto' : 'no';
    },
    migrations: new Set((given.has(MIGRATION) ? [given.get(MIGRATION)] : anywhere(MIGRATION)) as readonly string[]),
    runs: (rule, path) => {
      const severity = severityAt(rule.id, path);
      return severity === undefined ? rule.default !== 'off' || commandLine.rules?.has(rule.id) === true : severity !== 'off';
    },
    severityAt: (rule, path) => {
      const severity = severityAt(rule, path);
      return severity === 'off' ? undefined : severity;
    },
    turnsOn: rule => anywhere(severityKey(rule)).some(severity => severity !== 'off'),
    // The configuration speaks of the same things as manifests do, and is none.
    isIgnored: path => configuration !== undefined && (path === configuration.path || configuration.isIgnored(path)),
    clusters: configuration?.clusters ?? new Map(),
  };
}
