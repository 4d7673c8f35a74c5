import type { Document } from '../core/document.ts';
import { defineFact, type Facts, type Located, type Scope } from '../core/fact.ts';
import { ignoredBecause, type ServiceExposure } from '../kubernetes/service-exposure.ts';
import { EXPOSURE_WORDS, serviceExposures } from '../kubernetes/service-exposures.ts';

/** The documents of the repository that may expose a Service through externalIPs. */
export const exposureDocuments = defineFact<Document>({
  id: 'exposure-documents',
  words: EXPOSURE_WORDS,
  rare: true,
  *read(document) {
    if (document.root) yield { value: document, file: document.file, range: document.range };
  },
});

/** What was made of the documents that were read, for each scope: they are read anew when something changes. */
const known = new WeakMap<Located<Document>, Map<string, readonly ServiceExposure[]>>();

/** All places of a scope where a Service gets addresses through externalIPs and something serves them. */
export function servedExposures(scope: Scope, facts: Facts): readonly ServiceExposure[] {
  const located = facts.all(exposureDocuments, scope);
  const [first] = located;
  if (!first) return [];
  const before = known.get(first)?.get(scope.name);
  if (before) return before;
  const exposures = located.flatMap(({ value }) => [...serviceExposures(value, facts)]).filter(exposure => !ignoredBecause(exposure));
  known.set(first, (known.get(first) ?? new Map<string, readonly ServiceExposure[]>()).set(scope.name, exposures));
  return exposures;
}
