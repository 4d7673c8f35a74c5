import type { ESLint, Linter } from 'eslint';

/** The rules of kubemend for ESLint; see docs/eslint.md. */
declare const plugin: ESLint.Plugin & {
  readonly configs: {
    /** All rules that ESLint can run, for manifests in YAML. */
    readonly recommended: Linter.Config[];
    /** The same for programs of cdk8s and Pulumi, parsed as the rest of the configuration says. */
    readonly programs: Linter.Config[];
  };
};

export default plugin;
