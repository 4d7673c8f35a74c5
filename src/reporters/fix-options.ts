import type { Diagnostic } from '../core/diagnostic.ts';
import type { ReporterOptions } from './report.ts';

/** The options that make a run write the fix of a finding, added to those it has; nothing where no option does. */
export function fixOptions({ fix, severity, rule }: Diagnostic, { asked }: ReporterOptions): string | undefined {
  if (!fix || fix.applicability === 'manual') return undefined;
  if (fix.applicability === 'safe' || (fix.codemod && asked?.has(fix.codemod))) return '--fix';
  // `--unsafe` alone leaves out what is only worth knowing.
  return severity === 'info' ? `--fix --unsafe --rule ${rule}` : '--fix --unsafe';
}
