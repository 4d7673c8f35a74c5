import type { Language, StringLanguage } from '../core/document.ts';
import type { SourceFile } from '../core/text.ts';

/** Chooses the language of a file. */
export type LanguageOf = (file: SourceFile) => Language;

/** Loads the languages of files, once the first file that may hold a finding is there: HCL where it is asked for, and those of strings. */
export async function loadLanguages(ofStrings: ReadonlySet<StringLanguage> = new Set(), hcl = false): Promise<LanguageOf> {
  const { languageOf: plain } = await import('./languages.ts');
  const languageOf = hcl ? await (await import('./hcl/index.ts')).withHcl(plain) : plain;
  if (!ofStrings.has('promql')) return languageOf;
  const { withPromql } = await import('./promql/index.ts');
  return withPromql(languageOf);
}

/** Loads YAML alone, whatever a file looks like. */
export const loadYaml = async (): Promise<Language> => (await import('./languages.ts')).yaml;
