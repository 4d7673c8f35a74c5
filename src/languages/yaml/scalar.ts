import type { Plain, Scalar } from '../../core/document.ts';

const WORDS: ReadonlyMap<string, Scalar> = new Map<string, Scalar>([
  ...['', '~', 'null', 'Null', 'NULL'].map(word => [word, null] as const),
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map(word => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map(word => [word, false] as const),
]);

const INTEGER = /^([-+]?)(?:0[bB]([01]+)|0[oO]([0-7]+)|0[xX]([0-9a-fA-F]+)|(0[0-7]+)|(\d+))$/;
const FLOAT = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;
const SPECIAL_FLOAT = /^[-+]?\.(?:inf|Inf|INF)$|^\.(?:nan|NaN|NAN)$/;

/** Text that no YAML reader, of version 1.1 or 1.2, takes for anything but this string, in block and in flow style. */
const SAFE_PLAIN = /^(?:--|\.{1,2}\/)?[A-Za-z/_][A-Za-z0-9/_.~=-]*$/;
/** An address or a network of IPv4: no number, and nothing else. */
const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2})?$/;

/**
 * What a plain scalar means to Kubernetes: `yes` is true and `0777` is octal.
 *
 * Kubernetes reads manifests through sigs.k8s.io/yaml, which resolves as go-yaml v2 does (`resolve.go`): the words of YAML 1.1,
 * its integers with underscores, no base 60.
 */
export function resolvePlain(source: string): Scalar {
  const word = WORDS.get(source);
  if (word !== undefined) return word;
  if (!/^[-+.\d]/.test(source)) return source;
  const digits = source.startsWith('.') ? source : source.replaceAll('_', '');
  const integer = INTEGER.exec(digits);
  if (integer) {
    const [, sign, binary, octal, hexadecimal, oldOctal, decimal] = integer;
    const value =
      binary !== undefined
        ? parseInt(binary, 2)
        : octal !== undefined
          ? parseInt(octal, 8)
          : hexadecimal !== undefined
            ? parseInt(hexadecimal, 16)
            : oldOctal !== undefined
              ? parseInt(oldOctal, 8)
              : Number(decimal);
    return sign === '-' ? -value : value;
  }
  if (FLOAT.test(digits)) return Number(digits);
  if (SPECIAL_FLOAT.test(source)) return source.toLowerCase().endsWith('nan') ? NaN : source.startsWith('-') ? -Infinity : Infinity;
  return source;
}

/** How a new scalar is quoted. `json`: as JSON demands; `like`: a scalar that it replaces, whose quotes it takes. */
export interface ScalarStyle {
  readonly json?: boolean;
  readonly like?: string;
}

/** Whether the source of a scalar stands for its value wherever a scalar on one line may stand. */
export function isWholeSource(source: string, value: Plain): boolean {
  if (source === '' || /[\r\n]/.test(source) || /^[|>]/.test(source)) return false;
  return /^["']/.test(source) || Object.is(resolvePlain(source), value);
}

/** Spells a scalar on one line so that every YAML reader gets this value. */
export function spellScalar(value: Scalar, { json = false, like = '' }: ScalarStyle = {}): string {
  if (typeof value !== 'string') return String(value);
  if (json || like.startsWith('"')) return quote(value);
  if (like.startsWith("'") && isPrintable(value)) return `'${value.replaceAll("'", "''")}'`;
  const plain = (SAFE_PLAIN.test(value) && typeof resolvePlain(value) === 'string') || IPV4.test(value);
  return plain ? value : quote(value);
}

/** Quotes as JSON does, and escapes what YAML 1.1 takes for a line end or does not let stand. */
export const quote = (value: string): string =>
  JSON.stringify(value).replace(
    /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** Whether a string can stand between single quotes on one line. */
const isPrintable = (value: string): boolean => /^[\x20-\x7e]*$/.test(value);
