import type { StageTime } from '../core/clock.ts';
import type { SkippedFile } from './report.ts';
import { visible } from './visible.ts';

/** What a run did, for `--stats`. */
export interface Stats {
  /** Files that the paths lead to. */
  readonly found: number;
  /** Files whose bytes were looked at, and how many bytes that were. */
  readonly read: number;
  readonly bytes: number;
  /** Files with a word that a rule looks for. */
  readonly hits: number;
  /** Documents in those files. */
  readonly documents: number;
  /** Documents of those that were parsed. */
  readonly parsed: number;
  readonly skipped: readonly SkippedFile[];
  readonly stages: readonly StageTime[];
}

type Row = readonly [name: string, value: string];

/** Tables of what was scanned and how long each stage took, and the files left out, each with the reason. */
export function formatStats({ found, read, bytes, hits, documents, parsed, skipped, stages }: Stats): string {
  const counts: readonly Row[] = [
    ['files found', formatCount(found)],
    ['files read', formatCount(read)],
    ['bytes read', formatCount(bytes)],
    ['files that may hold findings', formatCount(hits)],
    ['documents in them', formatCount(documents)],
    ['documents parsed', formatCount(parsed)],
    ['files skipped', formatCount(skipped.length)],
  ];
  const total = stages.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  const times = [...stages, { name: 'total', milliseconds: total }].map(({ name, milliseconds }): Row => [
    name,
    `${milliseconds.toFixed(1)} ms`,
  ]);
  const left = skipped.map(({ path, reason }) => `  ${visible(path)}: ${visible(reason)}`);
  const sections = [formatTable(counts), formatTable(times), ...(left.length > 0 ? [['skipped files:', ...left]] : [])];
  return sections.map(lines => `${lines.join('\n')}\n`).join('\n');
}

const formatCount = (count: number): string => count.toLocaleString('en');

/** Names to the left, values to the right. */
function formatTable(rows: readonly Row[]): readonly string[] {
  const nameWidth = Math.max(...rows.map(([name]) => name.length));
  const valueWidth = Math.max(...rows.map(([, value]) => value.length));
  return rows.map(([name, value]) => `${name.padEnd(nameWidth)}  ${value.padStart(valueWidth)}`);
}
