import { relative, sep } from 'node:path';

/** The way from one absolute path to another, with `/` on every system: `''` where they are the same. */
export const pathFrom = (from: string, to: string): string => relative(from, to).split(sep).join('/');
