import { choice } from '../core/setting.ts';

export type Stage = 'prepare' | 'finish' | 'all';

/**
 * How far a move away from externalIPs goes. kube-proxy serves the addresses of both at once, so that in two steps there is no gap:
 * `prepare` adds the new way, `finish` takes externalIPs away where the new way is in place. `all` does both in one change.
 */
export const stage = choice('externalIPs.stage', ['prepare', 'finish', 'all'], {
  flag: 'stage',
  summary: 'prepare: add the new way; finish: take externalIPs away; all: both',
  fallback: 'all',
});
