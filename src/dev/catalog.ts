import prettier from 'prettier';
import { codemods } from '../../codemods/index.ts';
import { rules } from '../../rules/index.ts';
import type { Catalog, CodemodEntry, RuleEntry } from '../catalog/entries.ts';
import { settingsByKey } from '../config/settings.ts';
import type { Fact } from '../core/fact.ts';
import { commonFacts } from '../repository/common-facts.ts';

/** Shorter words slow down the search for all others more than it takes to read the files once more for their sake. */
const SHORTEST_WORD = 6;

/** The text of `src/catalog/index.ts`. `config`: of the project that it is formatted for. */
export async function catalogText(config: string): Promise<string> {
  const text = `// Made by \`npm run generate\` from rules and codemods.
import type { Catalog } from './entries.ts';

/** What is known of all rules and codemods without loading them. */
export const catalog: Catalog = ${JSON.stringify(catalog())};
`;
  return prettier.format(text, { ...(await prettier.resolveConfig(config)), parser: 'typescript' });
}

function catalog(): Catalog {
  return {
    rules: rules.map(({ id, default: isOff, words, facts = [] }): RuleEntry => ({
      id,
      ...(isOff && { default: isOff }),
      words,
      factWords: scannedWords(facts),
    })),
    codemods: codemods.map(({ id, resolves, askedBy, settings = [], facts = [] }): CodemodEntry => ({
      id,
      resolves,
      askedBy: askedBy === 'unsafe' ? askedBy : { to: askedBy.to, ...(askedBy.installed && { installed: true }) },
      settings: settings.map(({ key }) => key),
      factWords: scannedWords(facts),
    })),
    flags: [...settingsByKey([...rules, ...codemods]).values()].flatMap(({ flag, schema }) =>
      flag === undefined ? [] : [{ flag, type: schema['type'] === 'boolean' ? 'boolean' : 'string' }],
    ),
    factWords: scannedWords(commonFacts),
  };
}

/** Those that all files are scanned for; where a fact is about a few paths, or its words are short, these are read when it is asked for. */
const scannedWords = (facts: readonly Fact<unknown>[]): readonly string[] => [
  ...new Set(
    facts
      .filter(({ words, paths }) => paths === undefined && words.every(({ length }) => length >= SHORTEST_WORD))
      .flatMap(({ words }) => words),
  ),
];
