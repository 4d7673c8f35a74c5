import { isRefusal, type Document, type Language, type ParsedFile, type Refusal, type Region } from '../../core/document.ts';
import type { SourceFile } from '../../core/text.ts';
import type { LanguageOf } from '../index.ts';
import { partOf, writtenAt } from '../regions/part.ts';
import { documentsOf } from '../yaml/region.ts';
import { yaml } from '../yaml/index.ts';
import { confirmChange } from './confirm.ts';
import { HclDocument } from './document.ts';
import { HclValue } from './node.ts';
import { loadParser } from './parser.ts';
import { isHcl } from './path.ts';
import { stringOf } from './region.ts';
import type { FileSyntax } from './syntax.ts';

/** The languages of files, with HCL for those of Terraform: https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md */
export async function withHcl(languageOf: LanguageOf): Promise<LanguageOf> {
  const hcl = hclWith(await loadParser());
  return file => (isHcl(file.path) ? hcl : languageOf(file));
}

/** A file of HCL is one document. */
function hclWith(read: (text: string) => FileSyntax): Language {
  const known = new WeakMap<SourceFile, HclDocument>();
  const documentOf = (file: SourceFile): HclDocument => {
    const document = known.get(file) ?? new HclDocument(file, read(file.text));
    known.set(file, document);
    return document;
  };
  return {
    name: 'hcl',

    parse(file: SourceFile, wanted: (text: string, index: number) => boolean = () => true): ParsedFile {
      const ranges = [{ start: 0, end: file.text.length }];
      if (!wanted(file.text, 0)) return { documents: [], ranges };
      return { documents: [documentOf(file)], ranges };
    },

    region: (region, wanted = () => true) => documentsIn(region, wanted),

    append: (): Refusal => ({ refused: 'what is added to a file of HCL are blocks of its one document' }),

    confirm: (before, after) => confirmChange(before, after, file => documentOf(file).root?.value ?? null),
  };
}

/** What a node of a file holds: a map as it is, what a function is given, or the YAML in a text. */
function documentsIn(region: Region, wanted: (text: string, index: number) => boolean): readonly Document[] | Refusal {
  const node = writtenAt(region.node);
  if (!(node instanceof HclValue)) return yaml.region(region, wanted);
  if (region.language !== undefined) return { refused: `${region.language} was not loaded` };
  if (region.names && node.kind === 'map') return wanted(node.source, 0) ? [partOf(region)] : [];
  const { document, syntax } = node;
  const { call } = syntax.kind === 'scalar' ? syntax : {};
  const given = call?.argument;
  if ((call?.name === 'yamlencode' || call?.name === 'jsonencode') && given && given.kind !== 'scalar') {
    const encoded = { root: given, comments: document.allComments, errors: [] };
    return wanted(node.source, 0) ? [new HclDocument(document.file, encoded, { ...region, part: 0 })] : [];
  }
  const excerpt = stringOf(document.file, syntax);
  return isRefusal(excerpt) ? excerpt : documentsOf(excerpt, region, wanted);
}
