import { isMap, isSeq, sourceTokens, type Syntax, type YamlNode, type YamlPair } from './syntax.ts';

/** A line that is a template action, or a value that begins with one. */
const ACTION_AS_VALUE = /^[ \t]*(?:-[ \t]+)*(?:(?!-[ \t])[^\s:][^:\n\r\u2028\u2029]*:[ \t]+)?\[?\{[{%]/m;

const TEXT_TOKENS: ReadonlySet<string> = new Set(['block-scalar', 'double-quoted-scalar', 'single-quoted-scalar', 'comment']);

/**
 * Whether a text is a template rather than YAML: `{{ x }}` or `{% x %}` where a value or a line should be. YAML takes some of these
 * for a map in a map, and says nothing; inside text they mean nothing to it.
 */
export function isTemplate(syntax: Syntax): boolean {
  const { text, tree, errors } = syntax;
  if (!text.includes('{{') && !text.includes('{%')) return false;
  if (errors.length > 0) return ACTION_AS_VALUE.test(withoutText(syntax));
  return tree?.contents ? holdsDoubleBrace(tree.contents, text) : false;
}

/** A document with the insides of quotes, block text and comments crossed out. */
function withoutText({ text, tokens }: Syntax): string {
  const spans = [...sourceTokens(tokens)]
    .filter(({ type }) => TEXT_TOKENS.has(type))
    .map(spanOf)
    .sort((a, b) => a.start - b.start);
  let result = '';
  let at = 0;
  for (const { start, end } of spans) {
    if (start < at) continue;
    result += text.slice(at, start) + 'x'.repeat(end - start);
    at = end;
  }
  return result + text.slice(at);
}

type SourceToken = ReturnType<typeof sourceTokens> extends Generator<infer Token> ? Token : never;

/** The body of block text begins after its header. */
function spanOf(token: SourceToken): { readonly start: number; readonly end: number } {
  const header = token.type === 'block-scalar' ? token.props.at(-1) : undefined;
  const start = header && 'source' in header ? header.offset + header.source.length : token.offset;
  return { start, end: start + token.source.length };
}

/** Whether a tree holds `{{`: a flow map whose first key is a flow map. */
function holdsDoubleBrace(node: YamlNode, text: string): boolean {
  if (isMap(node) && node.flow && text.startsWith('{{', node.range[0])) return true;
  if (isSeq(node)) return node.items.some(item => holdsDoubleBrace(item, text));
  if (!isMap(node)) return false;
  return (node.items as YamlPair[]).some(
    ({ key, value }) => holdsDoubleBrace(key, text) || (value !== null && holdsDoubleBrace(value, text)),
  );
}
