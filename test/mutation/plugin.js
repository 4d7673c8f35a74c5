// Runs tests of uvu for Stryker: all in one process, which is kept from mutant to mutant.
import { register } from 'node:module';
import { resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { INSTRUMENTER_CONSTANTS } from '@stryker-mutator/api/core';
import { commonTokens, declareClassPlugin, declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';
import { determineHitLimitReached, DryRunStatus, TestStatus, toMutantRunResult } from '@stryker-mutator/api/test-runner';
import fc from 'fast-check';
import { register as registerTsx } from 'tsx/esm/api';
import { registered } from './uvu.js';

class UvuRunner {
  static inject = [commonTokens.options];

  /** What Stryker shares with the code that it put mutants in. */
  #shared = (globalThis[INSTRUMENTER_CONSTANTS.NAMESPACE] ??= {});
  #files;
  /** As `{ id, file, run }`; nothing as long as the files are not loaded. */
  #tests;

  constructor({ uvu }) {
    this.#files = uvu.files;
  }

  /** A module that was imported stays: Stryker starts another process for a mutant that works while modules are loaded. */
  capabilities() {
    return { reloadEnvironment: false };
  }

  async dryRun() {
    const result = await this.#run({ disableBail: true });
    return { ...result, mutantCoverage: this.#shared.mutantCoverage };
  }

  async mutantRun({ activeMutant, mutantActivation, testFilter, hitLimit, disableBail }) {
    this.#shared.hitCount = hitLimit === undefined ? undefined : 0;
    this.#shared.hitLimit = hitLimit;
    if (mutantActivation === 'static') this.#shared.activeMutant = activeMutant.id;
    await this.#load();
    this.#shared.activeMutant = activeMutant.id;
    const result = await this.#run({ testFilter, disableBail });
    return toMutantRunResult(determineHitLimitReached(this.#shared.hitCount, hitLimit) ?? result);
  }

  async #run({ testFilter, disableBail }) {
    const wanted = testFilter && new Set(testFilter);
    const tests = [];
    for (const { id, file, run } of await this.#load()) {
      if (wanted && !wanted.has(id)) continue;
      this.#shared.currentTestId = id;
      const started = performance.now();
      const failureMessage = await failureOf(run);
      this.#shared.currentTestId = undefined;
      const status = failureMessage === undefined ? TestStatus.Success : TestStatus.Failed;
      tests.push({ id, name: id, fileName: file, timeSpentMs: performance.now() - started, status, failureMessage });
      if (failureMessage !== undefined && !disableBail) break;
    }
    return { status: DryRunStatus.Complete, tests };
  }

  async #load() {
    if (this.#tests) return this.#tests;
    // One value that fails is enough: nobody reads it, so it need not be made small.
    fc.configureGlobal({ seed: 1, endOnFailure: true });
    registerTsx();
    register('./hooks.js', import.meta.url);
    this.#tests = [];
    const times = new Map();
    for (const file of this.#files) {
      const failure = await failureOf(() => import(pathToFileURL(resolve(file)).href));
      const tests = registered.splice(0);
      if (failure !== undefined) tests.push({ name: 'the file is loaded', run: () => Promise.reject(new Error(failure)) });
      for (const { name, run } of tests) {
        const title = `${file}: ${name}`;
        const nth = (times.get(title) ?? 0) + 1;
        times.set(title, nth);
        this.#tests.push({ id: nth === 1 ? title : `${title} (${nth})`, file, run });
      }
    }
    return this.#tests;
  }
}

async function failureOf(run) {
  try {
    await run();
    return undefined;
  } catch (error) {
    return String(error?.message ?? error);
  }
}

/** The prose of a rule is for people, and its examples are tests themselves. */
const docs = {
  shouldIgnore: path => (path.isObjectProperty() && path.node.key.name === 'docs' ? 'words for people' : undefined),
};

export const strykerPlugins = [
  declareClassPlugin(PluginKind.TestRunner, 'uvu', UvuRunner),
  declareValuePlugin(PluginKind.Ignore, 'docs', docs),
];

export const strykerValidationSchema = {
  properties: {
    uvu: {
      type: 'object',
      properties: { files: { description: 'Files of tests, in the order in which they run', type: 'array', items: { type: 'string' } } },
    },
  },
};
