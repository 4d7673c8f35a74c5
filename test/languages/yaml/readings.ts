import * as assert from 'uvu/assert';
import type { Node } from '../../../src/core/document.ts';
import { wholeFile } from '../../../src/languages/regions/excerpt.ts';
import { cutDocuments } from '../../../src/languages/yaml/cut.ts';
import { YamlDocument } from '../../../src/languages/yaml/document.ts';
import { ParsedValue, YamlValue } from '../../../src/languages/yaml/node.ts';
import { readTree } from '../../../src/languages/yaml/reader/index.ts';
import { isTemplate } from '../../../src/languages/yaml/template.ts';

/** What the reader makes of a text that is one document: why it declines, or nothing where it reads it as the parser does. Throws where it reads it otherwise. */
export function readingOf(text: string): string | undefined {
  const tree = readTree(text);
  if (typeof tree === 'string') return tree;
  const file = { path: 'a.yaml', text };
  const document = new YamlDocument(file, wholeFile(file), 0);
  const comments = document.placedComments();
  const { syntax, aliases } = document;
  assert.equal([...syntax.errors, ...aliases.errors], [], 'what is read has no errors');
  assert.not.ok(isTemplate(syntax), 'what is read is no template');
  const contents = syntax.tree?.contents;
  assert.ok(contents && document.root, 'what is read is not empty');
  compare(document.root, new ParsedValue(document, contents));
  const other = new YamlDocument(file, wholeFile(file), 0);
  assert.ok(other.syntax);
  assert.equal(comments, other.placedComments());
  return undefined;
}

/** Each of the documents of a text. */
export const documentTexts = (text: string): readonly string[] => cutDocuments(text).map(({ start, end }) => text.slice(start, end));

function compare(read: Node, parsed: Node): void {
  assert.ok(read instanceof YamlValue && parsed instanceof YamlValue && !(read instanceof ParsedValue));
  const [a, b] = [sayingOf(read), sayingOf(parsed)];
  if (JSON.stringify(a) !== JSON.stringify(b)) assert.equal(a, b);
  // `JSON` does not know of these.
  if (typeof read.value === 'number') assert.ok(Object.is(read.value, parsed.value));
  const [members, others] = [[...read.entries()], [...parsed.entries()]];
  assert.equal(
    members.map(([key]) => key),
    others.map(([key]) => key),
  );
  for (const [index, [key, member]] of members.entries()) {
    assert.is(read.get(key), member);
    compare(member, others[index]![1]);
  }
  const items = read.items();
  assert.is(items.length, parsed.items().length);
  for (const [index, item] of items.entries()) {
    assert.is(read.get(index), item);
    compare(item, parsed.items()[index]!);
  }
}

function sayingOf(node: YamlValue): unknown {
  const { kind, value, range, keyRange, path, source, written } = node;
  // A null that is not written at all has no text to compare.
  return { kind, range, keyRange, path, source, ...(kind === 'scalar' && { value }), ...(range.end > range.start && { written }) };
}
