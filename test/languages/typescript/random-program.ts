import type { Choose } from '../yaml/random-ops.ts';

/** A program with one call, whose argument is laid out in any way that people and formatters leave. */
export function randomProgram(choose: Choose): string {
  const lineBreak = choose(4) === 0 ? '\r\n' : '\n';
  const quote = choose(3) === 0 ? '"' : "'";
  const step = ['  ', '    ', '\t'][choose(3)]!;
  const trailing = choose(2) === 0;
  let constants = 0;

  const comment = (): string => ['// why', '/* why */', '// kept: all of it'][choose(3)]!;
  const text = (): string => {
    const words = ['web', '192.0.2.4', '', 'two words', 'it is 80 %', 'é 🎉', 'a: b # c', '// none'];
    const word = words[choose(words.length)]!;
    return choose(8) === 0 ? `\`${word}\`` : `${quote}${word}${quote}`;
  };
  const scalar = (): string => {
    const kinds = [text, text, text, () => '80', () => '-1', () => 'true', () => 'null', () => 'outer.name', () => `(${text()})`];
    return kinds[choose(kinds.length)]!();
  };
  const key = (index: number): string => {
    const names = [`key${index}`, `${quote}a.b/${index}${quote}`, `name${index}`];
    return names[choose(names.length)]!;
  };
  const collection = (depth: number, indent: string, isMap: boolean): string => {
    const count = choose(4);
    const [open, close] = isMap ? ['{', '}'] : ['[', ']'];
    const elements = Array.from({ length: count }, (_, index) => {
      if (isMap && choose(12) === 0) return `shared${constants++ % 2}`;
      if (choose(20) === 0) return isMap ? '...spread' : '...spreads';
      const value = depth > 0 && choose(3) > 0 ? collection(depth - 1, indent + step, choose(3) > 0) : scalar();
      return isMap ? `${key(index)}: ${value}` : value;
    }).filter((element, index, all) => all.indexOf(element) === index);
    if (elements.length === 0) return choose(3) === 0 ? `${open} ${close}` : open + close;
    const layout = choose(5);
    if (layout === 0) return `${open} ${elements.join(', ')}${trailing && choose(3) === 0 ? ',' : ''} ${close}`;
    if (layout === 1) return `${open}${elements.join(`,${lineBreak}${indent}${step}`)}${close}`;
    const lines = elements.flatMap((element, index) => {
      const comma = index < elements.length - 1 || trailing ? ',' : '';
      const above = choose(6) === 0 ? [indent + step + comment()] : [];
      const after = choose(6) === 0 ? ` ${comment()}` : '';
      const blank = choose(10) === 0 ? [''] : [];
      return [...blank, ...above, indent + step + element + comma + after];
    });
    return [open, ...lines, indent + close].join(lineBreak);
  };

  const lines = [
    `import { App } from ${quote}cdk8s${quote};`,
    `import { KubeService } from ${quote}./imports/k8s${quote};`,
    '',
    `const shared0 = ${quote}192.0.2.9${quote};`,
    `const shared1 = [${quote}192.0.2.8${quote}];`,
    'const spread = { key0: 1 };',
    'const spreads = [1, 2];',
    `new KubeService(outer, ${quote}web${quote}, ${collection(3, '', true)})${choose(4) === 0 ? '' : ';'}`,
  ];
  return (choose(8) === 0 ? '\ufeff' : '') + lines.join(lineBreak) + (choose(4) === 0 ? '' : lineBreak);
}
