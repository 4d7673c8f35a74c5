import type { Document, Path, Refusal } from '../../core/document.ts';
import { dottedPath } from '../../core/dotted-path.ts';
import { defineFact, type Facts } from '../../core/fact.ts';
import { serviceKeys } from '../chart-keys.ts';
import { chartValues } from '../helm-values.ts';
import { patchUses } from '../kustomizations.ts';
import type { KubernetesObject } from '../object.ts';
import type { Release } from '../releases.ts';

/** Addresses in the values of an object, wherever in the repository. */
const addressesOfReleases = defineFact<{ readonly document: Document; readonly object: KubernetesObject; readonly path: Path }>({
  id: 'addresses-of-releases',
  words: ['externalIPs'],
  *read(document) {
    for (const {
      release: { object, chart },
      root,
    } of chartValues(document))
      for (const { externalIPs } of object ? serviceKeys(root, chart) : [])
        yield {
          value: { document, object: object!, path: externalIPs.path.slice(root.path.length) },
          file: document.file,
          range: externalIPs.range,
        };
  },
});

/**
 * Another file that sets the same list of the same object, where one of them is a kustomize patch: moved alone, the addresses of the one would
 * come together with what the other asks for.
 */
export function layeredWith(document: Document, { object }: Release, path: Path, facts: Facts): Refusal | undefined {
  if (object?.name === undefined) return undefined;
  const { kind, name, namespace } = object;
  const isPatch = patchUses(document, facts).length > 0;
  const other = facts
    .around(addressesOfReleases, document.file)
    .map(({ value }) => value)
    .find(
      value =>
        value.object.kind === kind &&
        value.object.name === name &&
        (value.object.namespace ?? namespace) === (namespace ?? value.object.namespace) &&
        dottedPath(value.path) === dottedPath(path) &&
        patchUses(value.document, facts).length > 0 !== isPatch,
    );
  return (
    other && {
      code: 'PATCHED',
      refused: `\`${dottedPath(path)}\` of the same ${kind} is set in ${other.document.file.path} as well, and kustomize lays one over the other: move both by hand`,
    }
  );
}
