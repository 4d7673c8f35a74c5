import * as assert from 'uvu/assert';
import { policyOf } from '../config/policy.ts';
import { isRefused, settingsByKey, type SettingValues } from '../config/settings.ts';
import type { Codemod } from '../core/codemod.ts';
import type { Change } from '../core/diagnostic.ts';
import type { Document, Plain } from '../core/document.ts';
import type { Rule } from '../core/rule.ts';
import type { Setting } from '../core/setting.ts';
import { parseVersion, type KubernetesVersion } from '../core/version.ts';
import type { Asked } from '../fix/fix.ts';
import { Session, type FixOutcome } from '../session.ts';
import { languageOf, MemoryTree } from './memory-tree.ts';

/** What is run over a repository in memory. */
export interface Trial {
  readonly rules: readonly Rule[];
  readonly codemods: readonly Codemod[];
  readonly asked: Asked;
  readonly target: KubernetesVersion;
  /** As on the command line: `{ 'externalIPs.stage': 'prepare' }`. */
  readonly settings?: Readonly<Record<string, Plain>>;
}

/** A repository after its fixes. */
export interface Fixed extends FixOutcome {
  readonly texts: Readonly<Record<string, string>>;
}

export function openSession(
  files: Readonly<Record<string, string>>,
  { rules, codemods, asked, target, settings = {} }: Trial,
): { session: Session; tree: MemoryTree } {
  const tree = new MemoryTree(files);
  const session = new Session({
    tree,
    rules,
    codemods,
    policy: policyOf({
      target,
      settings: settingsFor([...rules, ...codemods], settings),
      rules: new Set(rules.map(({ id }) => id)),
      codemods: asked.codemods,
    }),
  });
  for (const file of tree.files) session.lint(file);
  if (session.moreKeys().size > 0) for (const file of tree.files) session.lint(file);
  for (const { error } of session.failures) throw error;
  return { session, tree };
}

/** What a trial sets; a value that no setting takes is a mistake of the test. */
function settingsFor(declaring: readonly (Rule | Codemod)[], wanted: Readonly<Record<string, Plain>>): SettingValues {
  const known = settingsByKey(declaring);
  const values = Object.entries(wanted).map(([key, value]): [Setting<unknown>, unknown] => {
    const setting = known.get(key);
    // The content of a file stands for its path.
    const read = setting?.read(value);
    if (!setting || isRefused(read)) throw new Error(`\`${key}\` is not set by \`${JSON.stringify(value)}\``);
    return [setting, read];
  });
  return new Map(values);
}

export function fixAll(files: Readonly<Record<string, string>>, trial: Trial): Fixed {
  const { session, tree } = openSession(files, trial);
  const outcome = session.fix(trial.asked);
  return { ...outcome, texts: tree.texts };
}

/**
 * Asserts what holds of every fix of every rule and codemod: the result parses, no comment is lost or made up, a second run changes
 * nothing, and the same file with other line ends, a byte order mark or no final line break is fixed in the same way.
 */
export function assertInvariants(files: Readonly<Record<string, string>>, trial: Trial): Fixed {
  const fixed = assertKept(files, trial);
  for (const variant of VARIANTS) assertVariant(files, trial, fixed, variant);
  return fixed;
}

/** Asserts that what is fixed parses as before, that no comment is lost or made up, and that a second run changes nothing. */
export function assertKept(files: Readonly<Record<string, string>>, trial: Trial): Fixed {
  const fixed = fixAll(files, trial);
  assert.equal(fixed.restless, [], 'the fixes come to rest');
  for (const [path, text] of Object.entries(fixed.texts)) {
    assert.equal(errorsIn(path, text), path in files ? errorsIn(path, files[path]!) : [], `${path} can be read`);
  }
  for (const [path, text] of Object.entries(files)) {
    const before = without(commentWords(path, text), commentsRewritten(fixed, path));
    // What was brought may have been there before: a comment that moved from one document to another.
    const after = without(commentWords(path, fixed.texts[path] ?? ''), without(commentsBrought(fixed, path), commentWords(path, text)));
    assert.equal(withoutSubjects(after, before), before, `${path} keeps its comments`);
  }
  assert.equal(fixAll(fixed.texts, trial).writes, [], 'a second run changes nothing');
  return fixed;
}

/** Asserts that other line ends, or a mark, make no difference to what is fixed. */
export function assertVariant(
  files: Readonly<Record<string, string>>,
  trial: Trial,
  fixed: Fixed,
  [name, variant]: (typeof VARIANTS)[number],
): void {
  const result = fixAll(mapTexts(files, variant), trial);
  const changed = Object.fromEntries(Object.entries(fixed.texts).map(([path, text]) => [path, path in files ? variant(text) : text]));
  for (const [path, text] of Object.entries(changed)) assert.fixture(result.texts[path] ?? '', text, `${path}, ${name}`);
}

export function versionOf(text: string): KubernetesVersion {
  const version = parseVersion(text);
  if (!version) throw new Error(`${text} is no version`);
  return version;
}

/** Ways in which the same file may be written. */
export const VARIANTS: readonly (readonly [name: string, variant: (text: string) => string])[] = [
  ['with CRLF', text => text.replaceAll('\n', '\r\n')],
  ['with a byte order mark', text => `\ufeff${text}`],
  ['without a final line break', text => text.replace(/\n$/, '')],
];

const mapTexts = (files: Readonly<Record<string, string>>, change: (text: string) => string): Record<string, string> =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [path, change(text)]));

const documentsIn = (path: string, text: string): readonly Document[] => languageOf({ path, text }).parse({ path, text }).documents;

/** Without their places: what stands before one may have changed. */
const errorsIn = (path: string, text: string): readonly string[] =>
  documentsIn(path, text).flatMap(({ errors }) => errors.map(({ message }) => message));

/** What the comments of a text say. */
function commentWords(path: string, text: string): readonly string[] {
  return (
    documentsIn(path, text)
      .flatMap(document => document.comments())
      // Those that hide nothing are there to be taken away.
      .filter(({ text }) => !text.includes('kubemend-ignore'))
      .map(({ text }) => wordsOf(text))
      .toSorted()
  );
}

const wordsOf = (comment: string): string => comment.replace(/^(?:#+|\/\/+)\s*/, '');

/** Comments without what was put before them to say what they were about: `192.0.2.4: ` before one that was there. */
function withoutSubjects(after: readonly string[], before: readonly string[]): readonly string[] {
  const gone = without(before, after);
  const left = [...gone];
  return without(after, before)
    .map(words => {
      const index = left.findIndex(old => words.endsWith(`: ${old}`));
      return index === -1 ? words : left.splice(index, 1)[0]!;
    })
    .concat(without(before, gone))
    .toSorted();
}

const changesOf = ({ fixed }: Fixed, path: string): readonly Change[] =>
  [...new Set(fixed.flatMap(({ fix }) => (fix ? [fix.plan] : [])))].flatMap(({ changes }) =>
    changes.filter(({ document }) => document.file.path === path),
  );

/** What the comments say that fixes write above new members of a file, or in the place of others. */
const commentsBrought = (fixed: Fixed, path: string): readonly string[] =>
  changesOf(fixed, path)
    .flatMap(({ ops }) =>
      ops.flatMap(op => (op.op === 'set' ? (op.comments ?? []) : op.op === 'comment' && op.text !== undefined ? [op.text] : [])),
    )
    .map(wordsOf);

/** What the comments said that were written anew. */
const commentsRewritten = (fixed: Fixed, path: string): readonly string[] =>
  changesOf(fixed, path)
    .flatMap(({ document, ops }) => ops.flatMap(op => (op.op === 'comment' ? (document.comments()[op.index]?.text ?? []) : [])))
    .map(wordsOf);

/** In brackets there is no place for comments: those may be missing. */
function without(words: readonly string[], brought: readonly string[]): readonly string[] {
  const left = [...words];
  for (const word of brought) {
    const index = left.indexOf(word);
    if (index !== -1) left.splice(index, 1);
  }
  return left;
}
