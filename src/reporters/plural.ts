/** `1 file`, `2 files`: for nouns whose plural is an `s`. */
export const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
