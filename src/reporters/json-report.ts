import type { Applicability, Severity } from '../core/diagnostic.ts';
import { SEVERITIES } from '../core/diagnostic.ts';

/** The version of the format that `formatJson` writes. */
export const SCHEMA_VERSION = 1;

/** A JSON report as it is written; the members are those of the documentation. */
export interface JsonReport {
  readonly schemaVersion: number;
  readonly tool: { readonly name: string; readonly version: string };
  readonly kubernetesVersion: string;
  readonly summary: { readonly files: number; readonly parsed: number; readonly fixed: number; readonly suppressed: number };
  readonly diagnostics: readonly JsonDiagnostic[];
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
  readonly written: readonly string[];
  readonly assumptions: readonly { readonly codemod: string; readonly file: string; readonly line: number; readonly text: string }[];
  readonly followUps: readonly { readonly codemod: string; readonly text: string }[];
}

export interface JsonDiagnostic {
  readonly rule: string;
  readonly severity: Severity;
  readonly file: string;
  readonly document: number;
  readonly range: JsonRange;
  readonly message: string;
  readonly help?: string;
  readonly url?: string;
  readonly resource?: {
    readonly apiVersion?: string;
    readonly kind?: string;
    readonly namespace?: string;
    readonly name?: string;
    readonly path: string;
    readonly form: string;
  };
  readonly related: readonly { readonly file: string; readonly range: JsonRange; readonly message: string }[];
  readonly fix?: {
    readonly title: string;
    readonly applicability: Applicability;
    readonly codemod?: string;
    readonly edits: readonly {
      readonly file: string;
      readonly start: number;
      readonly end: number;
      readonly newText: string;
      readonly create: boolean;
    }[];
  };
  readonly skip?: string;
  readonly fingerprint: string;
}

export interface JsonPosition {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

export interface JsonRange {
  readonly start: JsonPosition;
  readonly end: JsonPosition;
}

/** Reads a JSON report; nothing where the text is none. */
export function parseJsonReport(text: string): JsonReport | undefined {
  try {
    const json: unknown = JSON.parse(text);
    return isReport(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

type Unknown = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Unknown => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a value is an object whose members are all as `members` wants them. */
const has = (value: unknown, members: Readonly<Record<string, (member: unknown) => boolean>>): value is Unknown =>
  isObject(value) && Object.entries(members).every(([name, isRight]) => isRight(value[name]));

const text = (value: unknown): boolean => typeof value === 'string';
const natural = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;
const flag = (value: unknown): boolean => typeof value === 'boolean';
const optional = (isRight: (value: unknown) => boolean) => (value: unknown) => value === undefined || isRight(value);
const listOf = (isRight: (item: unknown) => boolean) => (value: unknown) => Array.isArray(value) && value.every(isRight);
const record = (members: Parameters<typeof has>[1]) => (value: unknown) => has(value, members);
const oneOf =
  (...words: readonly string[]) =>
  (value: unknown) =>
    words.includes(value as string);

const position = record({ line: natural, column: natural, offset: natural });
const range = record({ start: position, end: position });

const diagnostic = record({
  rule: text,
  severity: oneOf(...SEVERITIES),
  file: text,
  document: natural,
  range,
  message: text,
  help: optional(text),
  url: optional(text),
  resource: optional(
    record({ apiVersion: optional(text), kind: optional(text), namespace: optional(text), name: optional(text), path: text, form: text }),
  ),
  related: listOf(record({ file: text, range, message: text })),
  fix: optional(
    record({
      title: text,
      applicability: oneOf('safe', 'unsafe', 'manual'),
      codemod: optional(text),
      edits: listOf(record({ file: text, start: natural, end: natural, newText: text, create: flag })),
    }),
  ),
  skip: optional(text),
  fingerprint: text,
});

const isReport = (value: unknown): value is JsonReport & Unknown =>
  has(value, {
    schemaVersion: version => version === SCHEMA_VERSION,
    tool: record({ name: text, version: text }),
    kubernetesVersion: text,
    summary: record({ files: natural, parsed: natural, fixed: natural, suppressed: natural }),
    diagnostics: listOf(diagnostic),
    skipped: listOf(record({ file: text, reason: text })),
    written: listOf(text),
    assumptions: listOf(record({ codemod: text, file: text, line: natural, text })),
    followUps: listOf(record({ codemod: text, text })),
  });
