import type { Language } from '../core/document.ts';
import type { SourceFile } from '../core/text.ts';

/** Chooses the language of a file. */
export type LanguageOf = (file: SourceFile) => Language;

/** Loads the languages, once the first file that may hold a finding is there. */
export async function loadLanguages(): Promise<LanguageOf> {
  const { languageOf } = await import('./languages.ts');
  return languageOf;
}
