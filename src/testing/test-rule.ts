import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { dedent } from '../core/dedent.ts';
import type { Plain } from '../core/document.ts';
import type { Severity } from '../core/diagnostic.ts';
import type { Rule } from '../core/rule.ts';
import { formatVersion, NEWEST_KNOWN_VERSION } from '../core/version.ts';
import { assertInvariants, openSession, versionOf, type Trial } from './invariants.ts';
import { mark, unmark } from './marks.ts';

interface Case {
  readonly path?: string;
  readonly input: string;
  /** The version moved to. */
  readonly version?: string;
  /** Other files of the repository. */
  readonly files?: Readonly<Record<string, string>>;
  /** What is set, as on the command line. */
  readonly settings?: Readonly<Record<string, Plain>>;
}

/** An input that is reported, with the findings' ranges in «guillemets». */
export interface InvalidCase extends Case {
  readonly messages: readonly string[];
  readonly severity?: Severity;
  /** What stands at the place of each finding. */
  readonly label?: string;
  /** The other places of all findings: what is written there, and what is said of it. */
  readonly related?: readonly (readonly [source: string, text: string])[];
  /** `null` where there is nothing to say. */
  readonly help?: string | null;
  /** The input after `--fix`, or after `--fix --unsafe` where `unsafe` is set; the input where not given. */
  readonly output?: string;
  readonly unsafe?: boolean;
  /** Why there is no fix. */
  readonly skip?: string;
}

export interface RuleCases {
  readonly valid: Readonly<Record<string, string | Case>>;
  readonly invalid: Readonly<Record<string, InvalidCase>>;
}

/** Runs the cases of one rule, each with the invariants of every fix, and the examples of its docs; with others `beside` it, whose findings do not count. */
export function testRule(rule: Rule, { valid, invalid }: RuleCases, beside: readonly Rule[] = []): void {
  const test = suite(rule.id);

  for (const [title, given] of [...Object.entries(valid), ...exampleCases(rule, 'good')]) {
    test(title, () => {
      const { findings } = look(typeof given === 'string' ? { input: given } : given);
      assert.equal(
        findings.map(({ message }) => message),
        [],
      );
    });
  }

  for (const [title, given] of exampleCases(rule, 'bad')) {
    test(title, () => assert.ok(look(given).findings.length > 0, 'the example is reported'));
  }

  for (const [title, given] of Object.entries(invalid)) {
    test(title, () => {
      const { files, path, trial, findings } = look(given);
      assert.equal(
        findings.map(({ message }) => message),
        given.messages,
      );
      assert.fixture(
        mark(
          files[path]!,
          findings.map(({ primary }) => primary.range),
        ),
        dedent(given.input),
        'ranges',
      );
      if (given.severity)
        assert.equal(
          findings.map(({ severity }) => severity),
          findings.map(() => given.severity),
        );
      if (given.label !== undefined)
        assert.equal(
          findings.map(({ primary }) => primary.text),
          findings.map(() => given.label),
        );
      if (given.related)
        assert.equal(
          findings.flatMap(({ related }) => related.map(({ file, range, text }) => [file.text.slice(range.start, range.end), text])),
          given.related,
        );
      if (given.help !== undefined)
        assert.equal(
          findings.map(({ help }) => help ?? null),
          findings.map(() => given.help),
        );
      if (given.skip !== undefined)
        assert.equal(
          findings.map(({ skip }) => skip),
          findings.map(() => given.skip),
        );

      const fixed = assertInvariants(files, { ...trial, asked: { ...trial.asked, unsafe: given.unsafe === true } });
      assert.fixture(fixed.texts[path] ?? '', unmark(dedent(given.output ?? given.input)), 'output');
    });
  }

  test.run();

  function look({ path = 'input.yaml', input, version = formatVersion(NEWEST_KNOWN_VERSION), files: others = {}, settings = {} }: Case) {
    const files = { ...mapValues(others, dedent), [path]: unmark(dedent(input)) };
    const trial: Trial = {
      rules: [rule, ...beside],
      codemods: [],
      asked: { unsafe: false, rules: new Set([rule.id]), codemods: new Set() },
      target: versionOf(version),
      settings,
    };
    const { session } = openSession(files, trial);
    return {
      files,
      path,
      trial,
      findings: session.findings().diagnostics.filter(found => found.rule === rule.id && found.primary.file.path === path),
    };
  }
}

function exampleCases({ docs }: Rule, which: 'bad' | 'good'): readonly (readonly [title: string, given: Case])[] {
  return docs[which].map(
    ({ text, path, version }, index) =>
      [
        `docs: ${which} example ${index + 1}`,
        { input: text, ...(path !== undefined && { path }), ...(version !== undefined && { version }) },
      ] as const,
  );
}

const mapValues = <T>(object: Readonly<Record<string, T>>, change: (value: T) => T): Record<string, T> =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
