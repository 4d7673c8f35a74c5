import type { SourceFile } from '../core/text.ts';
import { positionAt } from '../core/text.ts';
import type { JsonPosition, JsonReport } from './json-report.ts';

/** Where a report says something about a file: of an assumption only the line is told. */
interface Place {
  readonly line: number;
  readonly position?: JsonPosition;
}

/** The places of a report by file. */
export function placesIn({ diagnostics, assumptions }: JsonReport): ReadonlyMap<string, readonly Place[]> {
  const places = new Map<string, Place[]>();
  const add = (file: string, ...found: readonly Place[]): void => void places.set(file, [...(places.get(file) ?? []), ...found]);
  for (const { file, range, related } of diagnostics)
    for (const label of [{ file, range }, ...related])
      add(label.file, ...[label.range.start, label.range.end].map(position => ({ line: position.line, position })));
  for (const { file, line } of assumptions) add(file, { line });
  return places;
}

/** Whether a file can be the one that a report is about: every place lies where the report says. */
export const fits = (file: SourceFile, places: readonly Place[]): boolean =>
  places.every(({ position }) => {
    if (!position) return true;
    const { line, column } = positionAt(file, position.offset);
    return position.offset <= file.text.length && line === position.line && column === position.column;
  });

/** A file of blanks with its lines where a report needs them, for a file that is not at hand; nothing where no file has such lines. */
export function placeholder(path: string, places: readonly Place[]): SourceFile | undefined {
  const starts = new Map(places.map(({ line, position }) => [line, position && position.offset - position.column + 1] as const));
  for (const { line, position } of places) if (position) starts.set(line, position.offset - position.column + 1);
  // A byte order mark is no column.
  let text = starts.get(1) === 1 ? '\ufeff' : '';
  let at = 1;
  for (const [line, start] of [...starts].toSorted(([a], [b]) => a - b)) {
    const breaks = line - at;
    text += ' '.repeat(Math.max(0, (start ?? 0) - text.length - breaks)) + '\n'.repeat(breaks);
    at = line;
  }
  const file = { path, text: text.padEnd(Math.max(0, ...places.map(({ position }) => position?.offset ?? 0))) };
  return fits(file, places) ? file : undefined;
}
