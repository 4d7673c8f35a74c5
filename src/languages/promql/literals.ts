import { secondsOf } from '../../core/duration.ts';

/** https://prometheus.io/docs/prometheus/latest/querying/basics/#float-literals-and-time-durations: a duration is a number of seconds. */
export function numberOf(text: string): number {
  const sign = /^[-+]/.exec(text)?.[0] ?? '';
  const digits = text.slice(sign.length).trimStart();
  const factor = sign === '-' ? -1 : 1;
  if (/^inf$/i.test(digits)) return factor * Infinity;
  const number = Number(digits.replaceAll('_', ''));
  return factor * (Number.isNaN(number) ? secondsOf(digits) : number);
}

/** What a string says, its escapes as they are written. */
export const unquote = (source: string): string => (/^(["'`])[^]*\1$/.test(source) ? source.slice(1, -1) : source);
