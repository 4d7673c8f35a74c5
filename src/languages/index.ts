import type { Language, StringLanguage } from '../core/document.ts';
import type { SourceFile } from '../core/text.ts';

/** Chooses the language of a file. */
export type LanguageOf = (file: SourceFile) => Language;

/** Loads the languages of files, once the first file that may hold a finding is there, and those of strings that it may hold. */
export async function loadLanguages(ofStrings: ReadonlySet<StringLanguage> = new Set()): Promise<LanguageOf> {
  const { languageOf } = await import('./languages.ts');
  if (!ofStrings.has('promql')) return languageOf;
  const { withPromql } = await import('./promql/index.ts');
  return withPromql(languageOf);
}

/** Loads YAML alone, whatever a file looks like. */
export const loadYaml = async (): Promise<Language> => (await import('./languages.ts')).yaml;
