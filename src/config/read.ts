import type { Document, Node, Plain, Refusal } from '../core/document.ts';
import type { Setting } from '../core/setting.ts';
import { positionAt, type TextRange } from '../core/text.ts';
import { pathTest, refusedPattern } from './globs.ts';
import { isSetting, type Keys } from './keys.ts';
import { nearest } from './nearest.ts';
import { ConfigurationError, type Configuration, type Layer, type PathTest } from './policy.ts';
import { isRefused, readSetting } from './settings.ts';

export interface ReadOptions {
  readonly keys: Keys;
  /** A path as seen from the folder of the configuration, which patterns and paths in it are relative to. */
  readonly fromFolder: (path: string) => string;
  /** The text of a file that a value names. */
  readonly readText: (path: string) => string | Refusal;
  /** Settings that name a file to write. */
  readonly outputs: ReadonlySet<Setting<unknown>>;
  /** A file to write as seen from the working directory. */
  readonly outputAt: (path: string) => string | Refusal;
}

/** Keys of the top level that are no settings: they hold for the whole repository. */
const OF_THE_REPOSITORY = ['ignore', 'clusters', 'overrides'];

/** Characters of a pattern that is not taken. */
const MOST_QUOTED = 60;

/** Reads a configuration, or throws a `ConfigurationError` about the first place that is wrong. */
export function readConfiguration(document: Document, options: ReadOptions): Configuration {
  const { file, root, errors } = document;
  const [error] = errors;
  if (error) fail(document, error.range, `it cannot be read: ${error.message}`);
  const { keys, fromFolder } = options;
  const layers: Layer[] = [];
  let isIgnored: PathTest = () => false;
  const clusters = new Map<string, PathTest>();
  if (root) {
    layers.push({ values: valuesOf(root, keys, options, OF_THE_REPOSITORY) });
    const ignore = root.get('ignore');
    if (ignore) isIgnored = pathTest(patternsOf(ignore, 'ignore'), fromFolder);
    for (const [name, node] of membersOf(root.get('clusters'), 'clusters'))
      clusters.set(name, pathTest(patternsOf(node, `clusters.${name}`), fromFolder));
    for (const node of itemsOf(root.get('overrides'))) layers.push(overrideOf(node, options));
  }
  return { path: file.path, layers, isIgnored, clusters };
}

function overrideOf(node: Node, options: ReadOptions): Layer {
  const files = node.kind === 'map' ? node.get('files') : undefined;
  if (!files) return failAt(node, 'an item of `overrides` needs `files`: the patterns that it holds for');
  return { has: pathTest(patternsOf(files, 'files'), options.fromFolder), values: valuesOf(node, options.keys, options, ['files']) };
}

/** What a map sets, by the keys of the settings; `others` are keys that are read elsewhere. */
function valuesOf(map: Node, keys: Keys, options: ReadOptions, others: readonly string[] = []): ReadonlyMap<string, unknown> {
  const values = new Map<string, unknown>();
  read(map, keys, '');
  return values;

  function read(node: Node, { members, short }: Keys, path: string): void {
    if (node.kind === 'scalar' && short) return void values.set(short.key, valueOf(node, short, path, options));
    for (const [name, value] of membersOf(node, path)) {
      if (path === '' && others.includes(name)) continue;
      const key = members.get(name);
      const way = path === '' ? name : `${path}.${name}`;
      if (!key) unknownKey(value, way, [...members.keys(), ...(path === '' ? others : [])]);
      else if (isSetting(key)) values.set(key.key, valueOf(value, key, way, options));
      else read(value, key, way);
    }
  }
}

function valueOf(node: Node, setting: Setting<unknown>, path: string, { readText, outputs, outputAt }: ReadOptions): unknown {
  const value = plainOf(node);
  const taken = readSetting(setting, value, readText);
  const read = outputs.has(setting) && typeof taken === 'string' ? outputAt(taken) : taken;
  if (!isRefused(read)) return read;
  const words = setting.schema['enum'];
  const advice = typeof value === 'string' && Array.isArray(words) ? nearest(value, words as readonly string[]) : '';
  return failAt(node, `\`${path}\` ${read.refused}${advice}`);
}

/** Numbers as they are written, since `1.40` is no `1.4`; and `off` is a word here, where Kubernetes reads it as `false`. */
function plainOf(node: Node): Plain {
  if (node.kind === 'list') return node.items().map(plainOf);
  if (node.kind === 'map') return Object.fromEntries(Array.from(node.entries(), ([key, value]) => [key, plainOf(value)]));
  const { value, source } = node;
  return typeof value === 'number' || (typeof value === 'boolean' && source !== String(value)) ? source : value;
}

/** The members of a map; a key without a value, as where all below is a comment, holds none. */
function membersOf(node: Node | undefined, path: string): Iterable<readonly [string, Node]> {
  if (!node || (node.kind === 'scalar' && node.value === null)) return [];
  return node.kind === 'map'
    ? node.entries()
    : failAt(node, path === '' ? 'a configuration is a map of keys' : `\`${path}\` takes keys and values`);
}

function itemsOf(node: Node | undefined): readonly Node[] {
  if (!node || (node.kind === 'scalar' && node.value === null)) return [];
  return node.kind === 'list' ? node.items() : failAt(node, '`overrides` takes a list');
}

/** Patterns that lead out of the folder mean nothing there. */
function patternsOf(node: Node, name: string): readonly string[] {
  const patterns = node.kind === 'list' ? node.items() : node.kind === 'scalar' && node.value !== null ? [node] : [];
  if (patterns.length === 0 && node.kind !== 'list') failAt(node, `\`${name}\` takes patterns of files`);
  return patterns.map(pattern => {
    const { value } = pattern;
    if (typeof value !== 'string' || value === '') return failAt(pattern, `\`${name}\` takes patterns of files`);
    if (/^(?:!?\/|!?(?:\.\/)?\.\.(?:\/|$))/.test(value))
      return failAt(pattern, `\`${value}\` leads out of the folder of the configuration, which patterns are relative to`);
    const refused = refusedPattern(value);
    return refused === undefined ? value : failAt(pattern, `\`${cut(value)}\` ${refused}`);
  });
}

const cut = (text: string): string => (text.length > MOST_QUOTED ? `${text.slice(0, MOST_QUOTED)}…` : text);

function unknownKey(value: Node, way: string, known: readonly string[]): never {
  const name = way.slice(way.lastIndexOf('.') + 1);
  const advice = nearest(name, known);
  const list =
    advice === '' && known.length <= 12
      ? `; there ${known.length === 1 ? 'is' : 'are'} ${known.map(key => `\`${key}\``).join(', ')}`
      : advice;
  return fail(value.document, value.keyRange ?? value.range, `there is no key \`${way}\`${list}`);
}

const failAt = (node: Node, message: string): never => fail(node.document, node.range, message);

function fail({ file }: Document, { start }: TextRange, message: string): never {
  const { line, column } = positionAt(file, start);
  throw new ConfigurationError(`${file.path}:${line}:${column}: ${message}`);
}
