import { run, type RunOptions } from './main.ts';
import type { TimelineEntry } from './reporters/report.ts';

/** From the deprecation of externalIPs to the end of its last traces. Source: the stages of KEP 5707, https://kep.k8s.io/5707 */
const FIRST_MINOR = 36;
const LAST_MINOR = 46;

/** What a run would find for each version, the files being as they are now. Nothing is written. */
export async function timelineOf(options: RunOptions): Promise<readonly TimelineEntry[]> {
  const entries: TimelineEntry[] = [];
  for (let minor = FIRST_MINOR; minor <= LAST_MINOR; minor++) {
    const version = { major: 1, minor };
    const { report } = await run({ ...options, policy: { ...options.policy, targetAt: () => version }, fix: 'no' });
    entries.push({ version, diagnostics: report.diagnostics });
  }
  return entries;
}
