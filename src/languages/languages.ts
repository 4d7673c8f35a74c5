import type { Language } from '../core/document.ts';
import type { SourceFile } from '../core/text.ts';
import { helm } from './helm/index.ts';
import { isTemplate } from './helm/mask.ts';
import { isScript, typescript } from './typescript/index.ts';
import { isHcl } from './hcl/path.ts';
import { yaml } from './yaml/index.ts';

export { yaml };

/** Of a run in which no file of HCL holds anything to read. */
const unloaded: Language = {
  name: 'hcl',
  parse: ({ text }) => ({ documents: [], ranges: [{ start: 0, end: text.length }] }),
  region: () => ({ refused: 'HCL was not loaded' }),
  append: () => ({ refused: 'HCL was not loaded' }),
};

/** Templates are asked for before YAML, which takes `name: {{ x }}` for a map in a map, and says nothing. */
export function languageOf({ path, text }: SourceFile): Language {
  if (isScript(path)) return typescript;
  if (isHcl(path)) return unloaded;
  return /\.(?:tpl|gotmpl)$/i.test(path) || (text.includes('{{') && isTemplate(text)) ? helm : yaml;
}
