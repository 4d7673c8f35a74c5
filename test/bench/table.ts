/** A number, which the column says how to print, or a text; nothing where it could not be measured. */
export type Cell = number | string | undefined;

export interface Column {
  readonly name: string;
  /** Places after the point. */
  readonly digits?: number;
}

export interface Table {
  readonly title: string;
  /** Sentences that say what was run. */
  readonly notes: readonly string[];
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

export const FORMATS = ['text', 'markdown', 'json'] as const;
export type TableFormat = (typeof FORMATS)[number];

/** Tables, with sentences about all of them in front, as they are printed. */
export function formatTables(heading: readonly string[], tables: readonly Table[], format: TableFormat): string {
  if (format === 'json') return `${JSON.stringify({ heading, tables }, undefined, 2)}\n`;
  const isMarkdown = format === 'markdown';
  const blocks = tables.flatMap(table => [
    isMarkdown ? `### ${table.title}` : `${table.title}\n${'-'.repeat(table.title.length)}`,
    table.notes.join('\n'),
    isMarkdown ? markdown(table) : aligned(table),
  ]);
  return `${[heading.join('\n'), ...blocks].filter(block => block !== '').join('\n\n')}\n`;
}

function aligned(table: Table): string {
  const lines = [table.columns.map(({ name }) => name), ...table.rows.map(row => cells(table, row))];
  const widths = table.columns.map((_, index) => Math.max(...lines.map(line => line[index]!.length)));
  return lines
    .map(line =>
      line
        .map((cell, index) => pad(cell, widths[index]!, isText(table, index)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function markdown(table: Table): string {
  const line = (words: readonly string[]): string => `| ${words.map(word => word.replaceAll('|', '\\|')).join(' | ')} |`;
  return [
    line(table.columns.map(({ name }) => name)),
    `|${table.columns.map((_, index) => (isText(table, index) ? '---' : '---:')).join('|')}|`,
    ...table.rows.map(row => line(cells(table, row))),
  ].join('\n');
}

const cells = ({ columns }: Table, row: readonly Cell[]): readonly string[] =>
  columns.map(({ digits = 0 }, index) => {
    const cell = row[index];
    if (typeof cell === 'string') return cell;
    if (cell === undefined || !Number.isFinite(cell)) return '–';
    return cell.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  });

const isText = ({ rows }: Table, index: number): boolean => rows.some(row => typeof row[index] === 'string');

const pad = (cell: string, width: number, isLeft: boolean): string => (isLeft ? cell.padEnd(width) : cell.padStart(width));
