/** Control characters that JSON does not require to escape, but terminals obey. */
const UNESCAPED_CONTROL = /[\u007f-\u009f]/g;

/** JSON for a file or a terminal. Members that are `undefined` are left out. */
export const jsonText = (value: object): string => `${JSON.stringify(value, null, 2).replace(UNESCAPED_CONTROL, escapeCharacter)}\n`;

const escapeCharacter = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
