/** What envsubst and its like fill in before anybody reads YAML, Cluster API's `${SIZE:=3}` and `${NAMES:=[]}` among them. */
const PLACEHOLDER = /\$\{[^{}'"\n]*\}/g;

/** The signs of YAML that a placeholder may hold, each with a character for private use that stands for it. */
const SIGNS = '{}[],:#';
const FIRST = 0xe000;
const [SIGN, STAND_IN] = [/[{}[\],:#]/g, /[\ue000-\ue006]/g];

/** A text of the same length whose placeholders are mere words; nothing where it has none. */
export function hidePlaceholders(text: string): string | undefined {
  if (!text.includes('${') || text.search(STAND_IN) !== -1) return undefined;
  return text.replace(PLACEHOLDER, placeholder => placeholder.replace(SIGN, sign => String.fromCharCode(FIRST + SIGNS.indexOf(sign))));
}

/** Undoes `hidePlaceholders`. */
export const showPlaceholders = (text: string): string =>
  text.replace(STAND_IN, character => SIGNS.charAt(character.charCodeAt(0) - FIRST));
