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
