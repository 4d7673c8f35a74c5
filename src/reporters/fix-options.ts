import type { Diagnostic } from '../core/diagnostic.ts';
import type { ReporterOptions } from './report.ts';

/** The options that make a run write the fix of a finding, added to those it has; nothing where no option does. */
export function fixOptions({ fix, severity, rule }: Diagnostic, { asked }: ReporterOptions): string | undefined {
  if (!fix || fix.applicability === 'manual') return undefined;
  const asking = fix.codemod === undefined ? undefined : asked?.get(fix.codemod);
  if (asking !== undefined) return `--fix ${asking}`.trimEnd();
  if (fix.applicability === 'safe') return '--fix';
  // `--unsafe` alone leaves out what is only worth knowing.
  return severity === 'info' ? `--fix --unsafe --rule ${rule}` : '--fix --unsafe';
}
