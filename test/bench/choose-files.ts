/** A file that trees are made of. */
export interface SourceFile {
  /** Relative to the source, with `/`. */
  readonly path: string;
  /** Whether it holds a word that kubemend looks for. */
  readonly isHit: boolean;
}

/** A file of a tree, and which file of the source it is a copy of. */
export interface ChosenFile {
  readonly from: string;
  readonly to: string;
}

/** What a tree is to be like. */
export interface Wish {
  readonly files: number;
  /** How many of a hundred files are hits; as in the source where not given. */
  readonly shareOfHits?: number | undefined;
}

/** Which files a tree consists of. Each repetition of the source has a folder of its own, with the folders of the source in it. */
export function chooseFiles(source: readonly SourceFile[], { files, shareOfHits }: Wish): readonly ChosenFile[] {
  if (shareOfHits === undefined) return repeat(source, files);
  const hits = Math.round((files * shareOfHits) / 100);
  return [
    ...repeat(
      source.filter(({ isHit }) => isHit),
      hits,
    ),
    ...repeat(
      source.filter(({ isHit }) => !isHit),
      files - hits,
    ),
  ];
}

function repeat(source: readonly SourceFile[], count: number): readonly ChosenFile[] {
  if (source.length === 0 && count > 0) throw new RangeError('the source has no file to repeat: none with a word, or none without');
  return Array.from({ length: Math.ceil(count / source.length) || 0 }, (_, repetition) => {
    const left = count - repetition * source.length;
    return spread(source, left).map(({ path }) => ({ from: path, to: `copy-${String(repetition + 1).padStart(4, '0')}/${path}` }));
  }).flat();
}

/** Some of many, evenly: neighbours are alike, and the first ones would stand for themselves only. */
function spread<T>(many: readonly T[], count: number): readonly T[] {
  if (count >= many.length) return many;
  return Array.from({ length: count }, (_, index) => many[Math.floor((index * many.length) / count)]!);
}
