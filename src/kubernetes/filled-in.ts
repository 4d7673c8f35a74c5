/** Whether a part of a text is filled in later: by an ApplicationSet, Flux or Helm. */
export const isFilledIn = (text: string): boolean => /\$[({]|\{\{/.test(text);
