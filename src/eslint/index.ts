import type { ESLint, Linter } from 'eslint';
import { VERSION } from '../version.ts';
import { yamlLanguage } from './language.ts';
import { asESLintRule, ownRules } from './rules.ts';

/** What may hold manifests in YAML. */
const MANIFESTS = ['**/*.yaml', '**/*.yml'];

/** What may be a program that makes some; parsed by whoever lints programs there. */
const PROGRAMS = ['**/*.ts', '**/*.mts', '**/*.cts', '**/*.js', '**/*.mjs'];

const plugin: ESLint.Plugin & { readonly configs: Record<'recommended' | 'programs', Linter.Config[]> } = {
  meta: { name: 'kubemend', version: VERSION },
  languages: { yaml: yamlLanguage },
  rules: Object.fromEntries(ownRules.map(rule => [rule.id, asESLintRule(rule)])),
  configs: { recommended: [], programs: [] },
};

const recommended: Linter.RulesRecord = Object.fromEntries(
  ownRules
    .filter(rule => rule.default !== 'off' && rule.severity !== 'info')
    .map(({ id, severity }) => [`kubemend/${id}`, severity === 'error' ? 'error' : 'warn']),
);

plugin.configs.recommended.push({
  name: 'kubemend/recommended',
  files: MANIFESTS,
  plugins: { kubemend: plugin },
  language: 'kubemend/yaml',
  rules: recommended,
});
plugin.configs.programs.push({ name: 'kubemend/programs', files: PROGRAMS, plugins: { kubemend: plugin }, rules: recommended });

export default plugin;
