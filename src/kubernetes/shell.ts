/** A word of a shell script, or an operator that ends a command. */
export interface ShellWord {
  readonly text: string;
  readonly isOperator: boolean;
}

/** What a POSIX shell reads as one token; a backslash before a line break joins the lines. */
const TOKEN =
  /[ \t]+|\\\r?\n|(#[^\n]*)|(\n|;;?|&&?|\|\|?|[<>]&?|[(){}](?=\s|$))|((?:\\[^\n]|'[^']*'|"(?:\\[\s\S]|[^"\\])*"|[^\s;&|<>'"\\])+)/y;

/** Commands in the text of others, and text that goes on in the lines after: their words are not known here. */
const UNKNOWN = /`|\$\(|<</;

/**
 * The words of a shell script with their quotes taken off; variables stay as they are written. Nothing where quotes are not closed, or where
 * a command stands in another.
 */
export function shellWords(script: string): readonly ShellWord[] | undefined {
  if (UNKNOWN.test(script)) return undefined;
  const words: ShellWord[] = [];
  for (let index = 0; index < script.length; index = TOKEN.lastIndex) {
    TOKEN.lastIndex = index;
    const match = TOKEN.exec(script);
    if (!match) return undefined;
    const [, , operator, word] = match;
    if (operator !== undefined) words.push({ text: operator, isOperator: true });
    if (word !== undefined) words.push({ text: unquote(word), isOperator: false });
  }
  return words;
}

const unquote = (word: string): string =>
  word.replace(/\\([^\n])|'([^']*)'|"((?:\\[\s\S]|[^"\\])*)"/g, (_all, escaped?: string, single?: string, double?: string) =>
    double === undefined ? (escaped ?? single ?? '') : double.replace(/\\(["\\$`])|\\\n/g, (_part, character?: string) => character ?? ''),
  );
