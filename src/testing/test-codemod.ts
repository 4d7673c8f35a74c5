import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { rules } from '../../rules/index.ts';
import type { Codemod } from '../core/codemod.ts';
import { dedent } from '../core/dedent.ts';
import type { Plain } from '../core/document.ts';
import { assumptionText } from '../core/diagnostic.ts';
import { formatVersion, NEWEST_KNOWN_VERSION } from '../core/version.ts';
import { assertInvariants, openSession, versionOf, type Trial } from './invariants.ts';

interface Case {
  readonly path?: string;
  readonly input: string;
  /** Other files of the repository. */
  readonly files?: Readonly<Record<string, string>>;
  /** What is set, as on the command line; for a file its content. */
  readonly settings?: Readonly<Record<string, Plain>>;
}

/** An input that is rewritten. */
export interface RewriteCase extends Case {
  readonly output: string;
  /** Other files afterwards, where they change. */
  readonly outputs?: Readonly<Record<string, string>>;
  /** Among what is taken for granted. */
  readonly assumes?: readonly string[];
  /** What is left to do by hand, in order. */
  readonly followUps?: readonly string[];
  /** Findings that stay, each with the reason, where not all are resolved. */
  readonly left?: readonly string[];
}

/** An input that is left alone, byte for byte. */
export interface SkipCase extends Case {
  /** The reasons given, in order, each with its code. */
  readonly reasons: readonly string[];
}

export interface CodemodCases {
  readonly rewrites: Readonly<Record<string, RewriteCase>>;
  readonly skips: Readonly<Record<string, SkipCase>>;
}

/** Asserts what must hold of the files of every rewrite, besides that they are as expected. */
export type Judge = (before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>, trial: Trial) => void;

/** Runs the cases of one codemod, each with the invariants of every fix, and the example of its docs. */
export function testCodemod(codemod: Codemod, { rewrites, skips }: CodemodCases, judge: Judge = () => undefined): void {
  const test = suite(codemod.id);
  const trialOf = ({ settings = {} }: Case): Trial => ({
    rules: rules.filter(({ id }) => codemod.resolves.includes(id)),
    codemods: [codemod],
    asked: { unsafe: false, rules: new Set(), codemods: new Set([codemod.id]) },
    target: versionOf(formatVersion(NEWEST_KNOWN_VERSION)),
    settings,
  });

  const example: RewriteCase = { input: codemod.docs.before, output: codemod.docs.after };
  for (const [title, given] of [...Object.entries(rewrites), ['docs: before becomes after', example] as const]) {
    test(title, () => {
      const { files, path } = filesOf(given);
      const trial = trialOf(given);
      const fixed = assertInvariants(files, trial);
      assert.fixture(fixed.texts[path] ?? '', dedent(given.output), 'output');
      for (const [other, text] of Object.entries(given.outputs ?? {})) assert.fixture(fixed.texts[other] ?? '', dedent(text), other);
      for (const [other, text] of Object.entries(fixed.texts))
        if (other !== path && !(other in (given.outputs ?? {}))) assert.fixture(text, files[other] ?? '', `${other} is left alone`);

      judge(files, fixed.texts, trial);

      const assumed = fixed.fixed.flatMap(({ fix }) => fix?.plan.assumes ?? []).map(assumptionText);
      for (const text of given.assumes ?? []) assert.ok(assumed.includes(text), `assumes: ${text}\namong:\n${assumed.join('\n')}`);

      if (given.followUps) assert.equal([...new Set(fixed.fixed.flatMap(({ fix }) => fix?.plan.followUps ?? []))], given.followUps);

      const left = openSession(fixed.texts, trial)
        .session.findings()
        .diagnostics.filter(({ primary }) => primary.file.path === path);
      assert.equal(
        // What is left to people by hand stays until they have done it.
        given.left
          ? left.map(({ message, skip }) => skip ?? message)
          : left.filter(({ followUps }) => !followUps).map(({ message }) => message),
        given.left ?? [],
        'what it resolves is gone',
      );
    });
  }

  for (const [title, given] of Object.entries(skips)) {
    test(title, () => {
      const { files } = filesOf(given);
      const trial = trialOf(given);
      const findings = openSession(files, trial).session.findings().diagnostics;
      assert.equal(
        findings.map(({ skip, fix }) => skip ?? `would be fixed: ${fix?.title ?? ''}`),
        given.reasons,
      );
      assert.equal(assertInvariants(files, trial).texts, files, 'left alone');
    });
  }

  test.run();
}

function filesOf({ path = 'input.yaml', input, files = {} }: Case): { files: Record<string, string>; path: string } {
  return {
    path,
    files: { ...Object.fromEntries(Object.entries(files).map(([name, text]) => [name, dedent(text)])), [path]: dedent(input) },
  };
}
