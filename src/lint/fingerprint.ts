import type { Diagnostic } from '../core/diagnostic.ts';
import { sha256 } from '../core/sha256.ts';

/** Half of a SHA-256: long enough that no two findings of a repository meet. */
const LENGTH = 32;

/**
 * A name for each finding that it keeps while lines move: what is found about which field of which object of which
 * file, as `pathOf` spells its path. Of findings that share all that, the first is told from the second by their order.
 */
export function fingerprints(diagnostics: readonly Diagnostic[], pathOf: (path: string) => string = path => path): Map<Diagnostic, string> {
  const seen = new Map<string, number>();
  return new Map(
    diagnostics.map(diagnostic => {
      const identity = identityOf(diagnostic, pathOf);
      const ordinal = seen.get(identity) ?? 0;
      seen.set(identity, ordinal + 1);
      return [diagnostic, sha256(`${identity}${ordinal}`).slice(0, LENGTH)];
    }),
  );
}

/** As JSON, so that no two lists of parts are spelled the same. */
function identityOf({ rule, primary: { file, range }, resource }: Diagnostic, pathOf: (path: string) => string): string {
  const about = resource
    ? [resource.kind ?? null, resource.namespace ?? null, resource.name ?? null, resource.path]
    : file.text.slice(range.start, range.end).trim();
  return JSON.stringify([rule, pathOf(file.path), about]);
}
