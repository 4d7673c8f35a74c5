import type { Node, Refusal } from '../core/document.ts';
import { flagWords, rangeIn, readFlag, type Flag, type Flags } from './flags.ts';
import { imageName } from './image.ts';
import { nodesAt, textOf, type Pattern } from './object.ts';
import { shellWords } from './shell.ts';

/** What a container runs. */
export interface Command {
  /** `kube-apiserver`: the name of the program, without its folder. */
  readonly program: string;
  readonly flags: Flags;
  /** What was not read, where a shell script says more than can be told. */
  readonly unread?: Node;
}

/** Where Pods, what makes Pods, and what makes those have their containers. */
const CONTAINERS: readonly Pattern[] = [
  ['spec', 'containers', '*'],
  ['spec', 'template', 'spec', 'containers', '*'],
  ['spec', 'jobTemplate', 'spec', 'template', 'spec', 'containers', '*'],
];

const COMPONENT = /^(?:kubelet|kube-(?:proxy|apiserver|controller-manager|scheduler))$/;

const SHELL = /(?:^|\/)(?:ba|da|a|z)?sh$/;

const IN_SCRIPT: Refusal = { refused: 'the flags are in a shell script: add the flag there by hand' };

/** The containers of an object. */
export const containersOf = (object: Node): readonly Node[] => CONTAINERS.flatMap(pattern => [...nodesAt(object, pattern)]);

/** The flags of all commands of a shell script; of one that says more than can be told, those that are plainly there. */
export function scriptFlags(script: Node): { readonly flags: readonly Flag[]; readonly isWhole: boolean } {
  const text = textOf(script) ?? '';
  const words = shellWords(text)?.map(word => word.text);
  return { flags: flagsIn(script, words ?? text.split(/\s+/)), isWhole: words !== undefined };
}

/** The component of Kubernetes that a container runs: by what it calls, else by what its image or itself is called. */
export function componentCommand(container: Node): Command | undefined {
  const lists = ['command', 'args'].flatMap(key => container.get(key) ?? []).filter(({ kind }) => kind === 'list');
  const words = lists.flatMap(list => list.items());
  const script = scriptOf(words);
  if (script) return commandInScript(script, nameOf(container));
  const called = words
    .map(word => programOf(textOf(word) ?? ''))
    .find((name, index) => isComponent(name) && (index === 0 || isHyperkube(words[0])));
  const program = called ?? (words.length > 0 ? nameOf(container) : undefined);
  return program === undefined ? undefined : { program, flags: flagWords(lists, '--') };
}

/** `repository/name:tag@digest` of the image that a container runs. */
export function imageOf(container: Node): { readonly name: string; readonly tag: string | undefined } | undefined {
  const { name, tag } = imageName(textOf(container.get('image')) ?? '');
  return name === '' ? undefined : { name, tag: tag === '' ? undefined : tag };
}

function nameOf(container: Node): string | undefined {
  const names = [imageOf(container)?.name.replace(/-(?:amd64|arm64)$/, ''), textOf(container.get('name'))];
  return names.find(isComponent);
}

/** The script of `sh -c`. */
export function scriptOf(words: readonly Node[]): Node | undefined {
  if (!SHELL.test(textOf(words[0]) ?? '')) return undefined;
  const option = words.findIndex(word => /^-[a-z]*c$/.test(textOf(word) ?? ''));
  return option === -1 ? undefined : words[option + 1];
}

function commandInScript(script: Node, expected: string | undefined): Command | undefined {
  const text = textOf(script) ?? '';
  const words = shellWords(text);
  const nothing: Flags = { all: [], add: () => IN_SCRIPT };
  if (!words) return expected === undefined || !text.includes(expected) ? undefined : { program: expected, flags: nothing, unread: script };
  const starts = [...words.keys()].filter(index => !words[index]!.isOperator && isComponent(programOf(words[index]!.text)));
  const start = starts.find(index => words[index + 1]?.text.startsWith('--') === true) ?? starts.at(-1);
  if (start === undefined) return undefined;
  const end = words.findIndex(({ isOperator }, index) => index > start && isOperator);
  const own = words.slice(start + 1, end === -1 ? undefined : end).map(word => word.text);
  return {
    program: programOf(words[start]!.text),
    flags: { ...nothing, all: flagsIn(script, own) },
  };
}

/** The flags among words of a shell script. */
const flagsIn = (script: Node, words: readonly string[]): readonly Flag[] =>
  words.flatMap((word, index) => {
    const flag = readFlag(word, words[index + 1], '--');
    return flag ? [{ name: flag.name, value: flag.value, node: script, at: rangeIn(script, flag.written), change: () => IN_SCRIPT }] : [];
  });

const programOf = (word: string): string => (word.startsWith('-') ? '' : (word.split('/').at(-1) ?? ''));

const isComponent = (name: string | undefined): name is string => name !== undefined && COMPONENT.test(name);

/** One program that was all components, up to 1.18. */
const isHyperkube = (word: Node | undefined): boolean => programOf(textOf(word) ?? '') === 'hyperkube';
