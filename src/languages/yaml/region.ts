import { isRefusal, type Document, type Node, type Refusal, type Region } from '../../core/document.ts';
import { sliceOf, type Excerpt } from '../regions/excerpt.ts';
import { flowText } from '../regions/flow-text.ts';
import { literalBlock } from '../regions/literal-block.ts';
import { partOf, writtenAt } from '../regions/part.ts';
import { cutDocuments } from './cut.ts';
import { YamlDocument } from './document.ts';
import { YamlValue } from './node.ts';

/** The documents in a string of a YAML document. */
export function documentsIn(region: Region, wanted: (text: string, index: number) => boolean): readonly Document[] | Refusal {
  const { node } = region;
  if (region.names && node.kind === 'map') return wanted(node.source, 0) ? [partOf(region)] : [];
  const excerpt = stringOf(writtenAt(node));
  return isRefusal(excerpt) ? excerpt : documentsOf(excerpt, region, wanted);
}

/** The documents of YAML in a text that stands in a file. */
export function documentsOf(excerpt: Excerpt, region: Region, wanted: (text: string, index: number) => boolean): readonly Document[] {
  const { node } = region;
  const cuts = [...cutDocuments(excerpt.text).entries()].filter(([part, { start, end }]) => wanted(excerpt.text.slice(start, end), part));
  const documents = cuts.map(
    ([part, range]) => new YamlDocument(node.document.file, sliceOf(excerpt, range), node.document.index, { ...region, part }),
  );
  return documents.filter(({ isTemplate }) => !isTemplate);
}

/** What a string of a YAML document says, with the places of its characters. */
export function stringOf(node: Node): Excerpt | Refusal {
  if (!(node instanceof YamlValue)) return { refused: 'it is no string of a YAML document' };
  const {
    document: { excerpt: outer },
    written,
    value,
  } = node;
  if (!written || typeof value !== 'string') return { refused: 'it is no string' };
  const { style, start, source } = written;
  if (style === 'flow') return flowText({ outer, start, source, value });
  const block = { outer, start, source, value: value.replaceAll('\r\n', '\n') };
  return style === 'literal' ? literalBlock(block) : flowText(block);
}
