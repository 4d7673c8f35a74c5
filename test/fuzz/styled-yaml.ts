import type { Plain } from '../../src/core/document.ts';
import { resolvePlain } from '../../src/languages/yaml/scalar.ts';
import type { Choose } from '../languages/yaml/random-ops.ts';
import { gap, indent, map as randomMap, remarks, trailing } from '../languages/yaml/random-yaml.ts';

/** Values of one document that have an anchor, by what they say. */
type Anchors = Map<string, string>;

type Members = { readonly [key: string]: Plain };

/** A stream of documents that say what is given, each node in a style of its own, with comments and members of no meaning between. */
export function styledYaml(documents: readonly Plain[], choose: Choose): string {
  const lineBreak = choose(5) === 0 ? '\r\n' : '\n';
  let text = ['', '', '', '# licence\n\n', '%YAML 1.2\n# c\n', '\n\n'][choose(6)]!;
  for (const [index, value] of documents.entries()) {
    const isMarked = index > 0 || text.startsWith('%') || choose(3) === 0;
    if (index > 0 && choose(8) === 0) text += '...\n# between\n';
    text += document(value, isMarked, choose);
  }
  const end = ['', '', '', '', '\n', '# the end\n', '...\n', '---\n', '---\n# nothing\n', '  # indented end\n'][choose(10)]!;
  text += end;
  if (choose(6) === 0) text = text.replace(/\n$/, '');
  return (choose(10) === 0 ? '\ufeff' : '') + text.replaceAll('\n', lineBreak);
}

function document(value: Plain, isMarked: boolean, choose: Choose): string {
  const anchors: Anchors = new Map();
  const isFlow = choose(10) === 0;
  const lines = isFlow ? flow(value, choose, anchors, 0).split('\n') : block(value, choose, anchors, 0);
  const shift = choose(12) === 0 ? 2 : 0;
  const body = (shift ? indent(lines, shift) : lines).map(line => line.replace(/^ *\0/, '')).join('\n');
  const mark = !isMarked
    ? ''
    : isFlow && choose(2)
      ? '--- '
      : ['---\n', '---\n', '--- # c\n', '---\n# c\n\n', '--- !!map\n', '---\t\n', '--- &doc\n'][choose(isMap(value) ? 7 : 4)]!;
  return `${mark}${body}\n`;
}

const isMap = (value: Plain): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value);

function block(value: Plain, choose: Choose, anchors: Anchors, depth: number): string[] {
  if (isMap(value) && Object.keys(value).length > 0) return blockMap(value, choose, anchors, depth);
  if (Array.isArray(value) && value.length > 0) return blockList(value as readonly Plain[], choose, anchors, depth);
  return [flow(value, choose, anchors, 0)];
}

function blockMap(value: Members, choose: Choose, anchors: Anchors, depth: number): string[] {
  const step = [2, 2, 2, 4, 1, 3][choose(6)]!;
  const noise =
    choose(8) === 0
      ? randomMap(choose, 3)
          .join('\n')
          .replaceAll(/^(["']?)(?=(?:key|quoted|single|schl|app|name|\d))/gm, '$1x-')
          .split('\n')
      : [];
  const isNoiseFirst = choose(2) === 0;
  const members = Object.entries(value).flatMap(([key, member], n) => [
    ...(choose(3) === 0 ? remarks(choose, n > 0) : []),
    ...blockMember(key, member, choose, anchors, depth, step),
  ]);
  return isNoiseFirst && depth > 0 ? [...noise, ...members] : [...members, ...noise];
}

function blockMember(key: string, value: Plain, choose: Choose, anchors: Anchors, depth: number, step: number): string[] {
  const name = keyText(key, choose);
  const remark = (): string => (choose(6) === 0 ? trailing(choose) : '');
  const isCollection = typeof value === 'object' && value !== null && Object.keys(value).length > 0;
  if (!isCollection) {
    const lines = choose(4) === 0 ? scalarLines(value, choose, step) : undefined;
    if (lines) return [`${name}: ${lines[0]!}`, ...lines.slice(1)];
    const written = scalar(value, choose, anchors, false);
    if (written === '') return [`${name}:${remark()}`];
    if (choose(16) === 0) return [`${name}:${remark()}`, ...indent([written + remark()], step)];
    return [`${name}:${gap(choose)}${written}${remark()}`];
  }
  if (choose(5) === 0)
    return `${name}: ${flow(value, choose, anchors, 1)}${remark()}`
      .split('\n')
      .map((line, n) => (n === 0 ? line : ' '.repeat(step + 1) + line.trimStart()));
  const property = anchored(value, choose, anchors);
  const isExplicit = choose(30) === 0;
  const head = isExplicit ? [`? ${name}${remark()}`, `:${property}${remark()}`] : [`${name}:${property}${remark()}`];
  const by = Array.isArray(value) ? [0, step][choose(2)]! : step;
  return [
    ...head,
    ...indent([...(choose(8) === 0 ? remarks(choose, false) : []), ...block(value, choose, anchors, depth + 1)], isExplicit ? step : by),
  ];
}

function blockList(value: readonly Plain[], choose: Choose, anchors: Anchors, depth: number): string[] {
  const space = ' '.repeat([1, 1, 1, 3][choose(4)]!);
  return value.flatMap((item, n) => {
    const above = choose(5) === 0 ? remarks(choose, n > 0) : [];
    const remark = choose(5) === 0 ? trailing(choose) : '';
    const isCollection = typeof item === 'object' && item !== null && Object.keys(item).length > 0;
    if (!isCollection || choose(6) === 0) {
      const lines = isCollection ? undefined : choose(8) === 0 ? scalarLines(item, choose, 2) : undefined;
      const written = lines ?? [(isCollection ? flow(item, choose, anchors, 1) : scalar(item, choose, anchors, false)) + remark];
      return [
        ...above,
        ...`-${lines ? ' ' : space}${written.join('\n')}`
          .split('\n')
          .map((line, at) => (at === 0 || lines ? line : `   ${line.trimStart()}`)),
      ];
    }
    const property = anchored(item, choose, anchors);
    const inner = block(item, choose, anchors, depth + 1);
    if (property !== '' || choose(5) === 0) return [...above, `-${property}${remark}`, ...indent(inner, 2)];
    while (/^(?:\0|\s*#|\s*$)/.test(inner[0]!)) inner.shift();
    const [first = '', ...rest] = indent(inner, 1 + space.length);
    return [...above, `-${space}${first.trimStart()}`, ...rest];
  });
}

/** In brackets, on one line or several. */
function flow(value: Plain, choose: Choose, anchors: Anchors, depth: number): string {
  if (typeof value !== 'object' || value === null) return scalar(value, choose, anchors, true);
  const items = isMap(value)
    ? Object.entries(value).map(([key, member]) => {
        const name = choose(2) ? JSON.stringify(key) : /^[\w./-]+$/.test(key) && !/^\d/.test(key) ? key : JSON.stringify(key);
        return `${name}:${name.startsWith('"') && choose(4) === 0 ? '' : ' '}${flow(member, choose, anchors, depth + 1)}`;
      })
    : value.map(item => flow(item, choose, anchors, depth + 1));
  const [open, close] = isMap(value) ? ['{', '}'] : ['[', ']'];
  if (items.length === 0) return `${open}${['', ' '][choose(2)]!}${close}`;
  const comma = choose(4) === 0 ? ',' : '';
  if (choose(3) > 0) {
    const pad = ['', ' '][choose(2)]!;
    return `${open}${pad}${items.join(choose(4) ? ', ' : ',')}${comma}${pad}${close}`;
  }
  const pad = ' '.repeat(2 * depth + 2);
  const lines = items.map((item, n) => `${pad}${item}${n < items.length - 1 ? ',' : comma}${choose(6) === 0 ? ' # inside' : ''}`);
  return [open, ...lines, ' '.repeat(2 * depth) + close].join('\n');
}

const keyText = (key: string, choose: Choose): string => {
  const isPlain = /^[A-Za-z][\w./-]*$/.test(key) && resolvePlain(key) === key;
  return choose(8) === 0 || !isPlain ? JSON.stringify(key) : choose(12) === 0 ? `'${key}'` : key;
};

function anchored(value: Plain, choose: Choose, anchors: Anchors): string {
  if (choose(12) > 0) return '';
  if (choose(2)) return choose(8) === 0 ? ' !x' : isMap(value) ? ' !!map' : ' !!seq';
  const name = `n${anchors.size}`;
  anchors.set(`${name} has no alias`, name);
  return ` &${name}`;
}

/** On one line. */
function scalar(value: Plain, choose: Choose, anchors: Anchors, isFlow: boolean): string {
  if (value === null) return [isFlow ? 'null' : '', 'null', '~'][choose(3)]!;
  if (typeof value !== 'string') return typeof value === 'object' ? (Array.isArray(value) ? '[]' : '{}') : JSON.stringify(value);
  const known = anchors.get(value);
  if (known !== undefined && choose(2)) return `*${known}`;
  const forms = [JSON.stringify(value)];
  if (/^[\x20-\x7e]*$/.test(value)) forms.push(`'${value.replaceAll("'", "''")}'`);
  if (isPlainText(value, isFlow)) forms.push(value, value, value);
  if (value.length > 0 && choose(12) === 0)
    forms.push(
      `"\\u${value.charCodeAt(0).toString(16).padStart(4, '0')}${JSON.stringify(value).slice(/^"\\u/.test(JSON.stringify(value)) ? 7 : /^"\\/.test(JSON.stringify(value)) ? 3 : 2)}`,
    );
  const written = forms[choose(forms.length)]!;
  const kind = choose(30);
  if (kind === 0) return `!!str ${written}`;
  if (kind > 1 || known !== undefined) return written;
  const name = `a${anchors.size}`;
  anchors.set(value, name);
  return `&${name} ${written}`;
}

const isPlainText = (value: string, isFlow: boolean): boolean =>
  (isFlow ? /^[\w./$](?:[\w./-]|:(?=\w))*$/ : /^[\w./$(](?:[\w./,=${}()[\]"'-]|:(?=\S)| (?=[\w./$(]))*$/).test(value) &&
  resolvePlain(value) === value &&
  !/^\d{4}-\d\d?-\d\d?|^\{\{|: |:$/.test(value);

/** As block text, or quoted over several lines; nothing where that would say something else. */
function scalarLines(value: Plain, choose: Choose, step: number): string[] | undefined {
  if (typeof value !== 'string' || value.trim() === '' || !/^[\x20-\x7e\n]*$/.test(value)) return undefined;
  const pad = ' '.repeat(step);
  const lines = value.replace(/\n+$/, '').split('\n');
  const ending = /\n*$/.exec(value)![0].length;
  const isOdd = /^[ \n]/.test(value);
  if (ending <= 1 && choose(3) > 0) {
    const header = `|${isOdd || choose(6) === 0 ? step : ''}${ending === 0 ? '-' : choose(8) === 0 ? '+' : ''}${choose(8) === 0 ? ' # header' : ''}`;
    return [header, ...lines.map(line => (line === '' ? '' : pad + line))];
  }
  const words = value.split(' ');
  if (value.includes('\n') || isOdd || words.some(word => word === '') || words.length < 2) return undefined;
  const [first, rest] = [words[0]!, words.slice(1).join(' ')];
  if (choose(2)) return [`"${JSON.stringify(first).slice(1, -1)}`, `${pad}${JSON.stringify(rest).slice(1)}`];
  return ['>-', pad + first, pad + rest];
}
