import { hidePlaceholders } from '../placeholders.ts';
import { BlockReader } from './block.ts';
import { PLACEHOLDER_IN_BRACKETS } from './flow.ts';
import { Declined } from './scalars.ts';
import type { Tree } from './tree.ts';

/** With aliases the parser counts the values of a document, and reports more than that. */
const MOST_WITH_ALIASES = 1_000_000;

/**
 * Reads a document in the plain subset of YAML that nearly all manifests are written in, many times as fast as the parser. A text: why it declines,
 * which it does wherever the parser could find an error or read something else. The parser reads the document then.
 */
export function readTree(text: string): Tree | string {
  const tree = readAsWritten(text);
  // The parser finds an error there, and takes placeholders for words then, as everywhere.
  const hidden = tree === PLACEHOLDER_IN_BRACKETS ? hidePlaceholders(text) : undefined;
  return hidden === undefined ? tree : readAsWritten(hidden);
}

function readAsWritten(text: string): Tree | string {
  if (/\r(?!\n)/.test(text)) return 'a carriage return that ends no line';
  const reader = new BlockReader(text);
  try {
    reader.read();
  } catch (error) {
    if (error instanceof Declined) return error.message;
    throw error;
  }
  const { tree } = reader;
  return tree.aliased > 0 && tree.size + tree.aliased > MOST_WITH_ALIASES ? 'aliases beside many values' : tree.seal();
}
