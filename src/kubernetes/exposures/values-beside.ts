import { posix } from 'node:path';
import type { Document, Path } from '../../core/document.ts';
import { wholeRepository, type Facts } from '../../core/fact.ts';
import { isValuesName } from '../helm-values.ts';
import { valuesReferencesTo } from '../values-references.ts';

/** What a move to a load balancer sets in values. */
type MovedKey = 'type' | 'annotations';

/**
 * Other files that set some keys of the map at the same path of their values, and may feed the same release: files of values in the same
 * folder, and those that the same release names.
 */
export function valuesBeside(document: Document, path: Path, keys: readonly MovedKey[], facts: Facts): readonly string[] {
  const { file, within } = document;
  if (within || keys.length === 0) return [];
  const references = valuesReferencesTo(document, facts);
  const folder = posix.dirname(file.path);
  const mayFeed = (other: string): boolean =>
    other !== file.path &&
    ((posix.dirname(other) === folder && isValuesName(other)) || references.some(reference => reference.namesFile(other)));
  const found = facts.all(
    {
      id: `values beside ${file.path}`,
      words: ['type', 'annotations'],
      paths: mayFeed,
      *read(other: Document) {
        if (other.root && !other.within) yield { value: other.root, file: other.file, range: other.range };
      },
    },
    wholeRepository,
  );
  const saying = found.filter(({ value }) => keys.some(key => value.get(...path, key)));
  return [...new Set(saying.map(({ file: other }) => other.path))].toSorted();
}
