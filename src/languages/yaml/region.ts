import type { CST } from 'yaml';
import { isRefusal, type Document, type Node, type Refusal, type Region } from '../../core/document.ts';
import { sliceOf, type Excerpt } from '../regions/excerpt.ts';
import { flowText } from '../regions/flow-text.ts';
import { literalBlock } from '../regions/literal-block.ts';
import { partOf, writtenAt } from '../regions/part.ts';
import { cutDocuments } from './cut.ts';
import { YamlDocument } from './document.ts';
import { YamlValue } from './node.ts';
import { sourceOf } from './syntax.ts';

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
  const { document, scalar, value } = node;
  if (!scalar || typeof value !== 'string') return { refused: 'it is no string' };
  const { excerpt: outer, syntax } = document;
  const token = scalar.srcToken;
  if (token?.type !== 'block-scalar') return flowText({ outer, start: scalar.range[0], source: sourceOf(syntax.text, scalar), value });
  const written = { outer, start: startOfLines(token), source: token.source, value: value.replaceAll('\r\n', '\n') };
  return scalar.type === 'BLOCK_LITERAL' ? literalBlock(written) : flowText(written);
}

/** Where the lines below the header of a block scalar begin. */
function startOfLines({ props, offset }: CST.BlockScalar): number {
  const last = props.findLast((prop): prop is CST.SourceToken => 'source' in prop);
  return last ? last.offset + last.source.length : offset;
}
