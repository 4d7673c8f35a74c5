import { readFileSync } from 'node:fs';
import type { Refusal } from './core/document.ts';
import { decode } from './scan/decode.ts';

/** The text of a file that an option names. */
export function readText(path: string): string | Refusal {
  try {
    const file = decode(path, readFileSync(path));
    return 'reason' in file ? { refused: `cannot take \`${path}\`: ${file.reason}` } : file.text;
  } catch (error) {
    return { refused: `cannot take \`${path}\`: ${error instanceof Error ? error.message : String(error)}` };
  }
}
