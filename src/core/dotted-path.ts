import type { Path } from './document.ts';

/** What can follow a dot and still be told from the rest of a path. */
const PLAIN_KEY = /^[^\s.[\]"']+$/;

/** A path in one line: `items[0].spec.externalIPs`, `metadata.annotations["metallb.io/address-pool"]`. */
export const dottedPath = (path: Path): string => path.map(spellStep).join('').replace(/^\./, '');

function spellStep(step: string | number): string {
  if (typeof step === 'number') return `[${step}]`;
  return PLAIN_KEY.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`;
}

/** The path that `dottedPath` spells so. */
export const parseDottedPath = (text: string): Path =>
  Array.from(text.matchAll(/\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]|([^\s.[\]"']+)/g), ([, index, quoted, plain]) =>
    index !== undefined ? Number(index) : quoted !== undefined ? (JSON.parse(quoted) as string) : plain!,
  );
