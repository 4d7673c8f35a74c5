import type { Language } from '../core/document.ts';
import type { SourceFile } from '../core/text.ts';
import { helm } from './helm/index.ts';
import { isTemplate } from './helm/mask.ts';
import { yaml } from './yaml/index.ts';

export { yaml };

/** Templates are asked for first: YAML takes `name: {{ x }}` for a map in a map, and says nothing. */
export function languageOf({ path, text }: SourceFile): Language {
  return /\.(?:tpl|gotmpl)$/i.test(path) || (text.includes('{{') && isTemplate(text)) ? helm : yaml;
}
