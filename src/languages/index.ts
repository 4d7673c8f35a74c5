import type { Language } from '../core/document.ts';

/** The languages by name, loaded when the first file that may hold a finding is there. */
export async function loadLanguages(): Promise<ReadonlyMap<string, Language>> {
  const { yaml } = await import('./yaml/index.ts');
  return new Map([[yaml.name, yaml]]);
}
