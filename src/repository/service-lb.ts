import { defineFact, type Facts } from '../core/fact.ts';
import type { SourceFile } from '../core/text.ts';
import { SERVICE_LB_WORDS, serviceLBSigns } from '../kubernetes/service-lb.ts';

const signs = defineFact<'k3s' | 'off'>({
  id: 'service-lb-signs',
  words: SERVICE_LB_WORDS,
  *read(document) {
    for (const { says, at } of serviceLBSigns(document)) yield { value: says, file: document.file, range: at.range };
  },
});

/** The file that shows that ServiceLB of k3s runs in a scope of a file, where nothing there switches it off. */
export function serviceLBAround(file: SourceFile, facts: Facts): SourceFile | undefined {
  for (const scope of facts.scopesOf(file)) {
    const found = facts.all(signs, scope);
    const k3s = found.find(({ value }) => value === 'k3s');
    if (k3s && !found.some(({ value }) => value === 'off')) return k3s.file;
  }
  return undefined;
}
