import { relative, sep } from 'node:path';

/** The way from one absolute path to another, with `/` on every system: `''` where they are the same. */
export const pathFrom = (from: string, to: string): string => relative(from, to).split(sep).join('/');

/** Whether an absolute path leads to something in a folder, as far as the paths tell: real ones tell all. */
export const isBelow = (place: string, folder: string): boolean =>
  place !== folder && place.startsWith(folder.endsWith(sep) ? folder : folder + sep);

/** Whether an absolute path leads to a folder or to something in it, as far as the paths tell: real ones tell all. */
export const isWithin = (place: string, folder: string): boolean => place === folder || isBelow(place, folder);
