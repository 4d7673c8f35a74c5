const SECONDS: Readonly<Record<string, number>> = { y: 31_536_000, w: 604_800, d: 86_400, h: 3600, m: 60, s: 1, ms: 0.001 };

/** Reads `1h30m`, as Prometheus and Grafana write durations, or a number of seconds; `NaN` for anything else. */
export function secondsOf(duration: string): number {
  if (/^[\d.]+$/.test(duration)) return Number(duration);
  if (!/^(?:\d+(?:ms|[ywdhms]))+$/.test(duration)) return NaN;
  return [...duration.matchAll(/(\d+)(ms|[ywdhms])/gy)].reduce((sum, [, count, unit]) => sum + Number(count) * SECONDS[unit!]!, 0);
}
