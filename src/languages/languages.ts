import type { Language } from '../core/document.ts';
import type { SourceFile } from '../core/text.ts';
import { helm } from './helm/index.ts';
import { isTemplate } from './helm/mask.ts';
import { isScript, typescript } from './typescript/index.ts';
import { yaml } from './yaml/index.ts';

export { yaml };

/** Templates are asked for before YAML, which takes `name: {{ x }}` for a map in a map, and says nothing. */
export function languageOf({ path, text }: SourceFile): Language {
  if (isScript(path)) return typescript;
  return /\.(?:tpl|gotmpl)$/i.test(path) || (text.includes('{{') && isTemplate(text)) ? helm : yaml;
}
