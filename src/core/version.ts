import type { Refusal } from './document.ts';

/** A release of Kubernetes; patch releases never change what a rule says. */
export interface KubernetesVersion {
  readonly major: number;
  readonly minor: number;
}

/** The newest release whose changes this tool knows. Source: the release pages of kubernetes.io, 1.37 of 2026-08-26. */
export const NEWEST_KNOWN_VERSION: KubernetesVersion = { major: 1, minor: 37 };

/** Reads `1.36`, `v1.36`, `1.36.2` or `v1.36.2-rc.0+k3s1`; anything else is `undefined`. */
export function parseVersion(text: string): KubernetesVersion | undefined {
  const match = /^v?(\d{1,3})\.(\d{1,4})(?:\.\d+(?:[-+].*)?)?$/.exec(text.trim());
  return match ? { major: Number(match[1]), minor: Number(match[2]) } : undefined;
}

/** Whether `version` is `minor` of Kubernetes 1 or later. */
export const isAtLeast = (version: KubernetesVersion, minor: number): boolean =>
  version.major > 1 || (version.major === 1 && version.minor >= minor);

export const formatVersion = ({ major, minor }: KubernetesVersion): string => `${major}.${minor}`;

/** Older ones are typing errors: `1.4` for `1.40`. */
const OLDEST_TARGET = 20;

/** Reads what a user gives for the version of a cluster, or says what is wrong with it; goes on a sentence. */
export function readVersion(text: string): KubernetesVersion | Refusal {
  const newest = formatVersion(NEWEST_KNOWN_VERSION);
  const version = parseVersion(text);
  if (version?.major !== 1) return { refused: `takes a version of Kubernetes, as \`${newest}\`, not \`${text}\`` };
  if (version.minor >= OLDEST_TARGET) return version;
  const meant = version.minor < 10 ? `: write \`${formatVersion(version)}0\` if that is meant` : '';
  return { refused: `takes a version of Kubernetes, as \`${newest}\`; \`${text}\` is one of long ago${meant}` };
}
