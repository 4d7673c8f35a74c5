import type { Document } from '../core/document.ts';
import { defineFact, wholeRepository, type Facts, type Located } from '../core/fact.ts';
import { ignoredBecause, type ServiceExposure } from '../kubernetes/service-exposure.ts';
import { EXPOSURE_WORDS, serviceExposures } from '../kubernetes/service-exposures.ts';

/** The documents of the repository that may expose a Service through externalIPs. */
export const exposureDocuments = defineFact<Document>({
  id: 'exposure-documents',
  words: EXPOSURE_WORDS,
  *read(document) {
    if (document.root) yield { value: document, file: document.file, range: document.range };
  },
});

/** What was made of the documents that were read: they are read anew when something changes. */
const known = new WeakMap<readonly Located<Document>[], readonly ServiceExposure[]>();

/** All places of the repository where a Service gets addresses through externalIPs and something serves them. */
export function servedExposures(facts: Facts): readonly ServiceExposure[] {
  const located = facts.all(exposureDocuments, wholeRepository);
  const before = known.get(located);
  if (before) return before;
  const exposures = located.flatMap(({ value }) => [...serviceExposures(value, facts)]).filter(exposure => !ignoredBecause(exposure));
  known.set(located, exposures);
  return exposures;
}
