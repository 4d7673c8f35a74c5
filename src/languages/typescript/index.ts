import { isRefusal, type Language, type ParsedFile, type Refusal } from '../../core/document.ts';
import type { SourceFile } from '../../core/text.ts';
import { documentsOf } from '../yaml/region.ts';
import { yaml } from '../yaml/index.ts';
import { ProgramDocument } from './document.ts';
import { ProgramNode } from './node.ts';
import { makesManifests } from './program.ts';
import { stringOf } from './strings.ts';

export { isScript } from './program.ts';

/** What was parsed of a file that is still at hand: rules and facts ask for the same document. */
const parsed = new WeakMap<SourceFile, ProgramDocument>();

/** Programs in TypeScript and JavaScript that make manifests. All others hold no document, and are not parsed. */
export const typescript: Language = {
  name: 'typescript',

  parse(file: SourceFile, wanted: (text: string, index: number) => boolean = () => true): ParsedFile {
    if (!makesManifests(file)) return { documents: [], ranges: [] };
    const ranges = [{ start: 0, end: file.text.length }];
    if (!wanted(file.text, 0)) return { documents: [], ranges };
    const document = parsed.get(file) ?? new ProgramDocument(file);
    parsed.set(file, document);
    return { documents: [document], ranges };
  },

  region(region, wanted = () => true) {
    if (!(region.node instanceof ProgramNode)) return yaml.region(region, wanted);
    const text = stringOf(region.node);
    return isRefusal(text) ? text : documentsOf(text, region, wanted);
  },

  append: (): Refusal => ({ refused: 'a program has no end to which an object could be added' }),
};
