import { visible } from './visible.ts';

/** HTML that is safe to write. Only `markup` makes it, so that nothing gets into a page unescaped. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Content = string | number | Markup | undefined | readonly Content[];

/** Markup with values in it: text is escaped, markup is not, lists are joined. Values of attributes stand in double quotes. */
export const markup = (parts: TemplateStringsArray, ...values: readonly Content[]): Markup =>
  new Markup(parts.map((part, index) => part + spell(values[index])).join(''));

/** A sentence of ours with the user's words in backticks, which become code. A lone backtick is only that. */
export function prose(text: string): Markup {
  const parts = text.split('`');
  return parts.length % 2 === 0
    ? markup`${text}`
    : markup`${parts.map((part, index) => (index % 2 === 0 ? part : markup`<code>${part}</code>`))}`;
}

function spell(content: Content): string {
  if (content === undefined) return '';
  if (content instanceof Markup) return content.text;
  if (typeof content === 'object') return content.map(spell).join('');
  return escape(String(content));
}

/** Tabs and line breaks are left to the browser; other control characters become their pictures. */
const escape = (text: string): string =>
  text
    .split(/(\t|\r?\n)/)
    .map((part, index) => (index % 2 === 0 ? visible(part) : part))
    .join('')
    .replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
