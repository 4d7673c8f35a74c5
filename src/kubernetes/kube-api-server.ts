import type { Change, Resource } from '../core/diagnostic.ts';
import type { Document, Node, Refusal } from '../core/document.ts';
import { isAtLeast, parseVersion, type KubernetesVersion } from '../core/version.ts';

/** A flag as it is written. A flag may be given several times. */
export interface Flag {
  /** Without dashes. */
  readonly name: string;
  readonly value: string;
  readonly node: Node;
}

/** A configured kube-apiserver, in kubeadm, Cluster API, kind, k3s, Talos, a static Pod … */
export interface KubeApiServer {
  readonly form: string;
  readonly document: Document;
  readonly resource: Resource;
  /** Where it is configured: its own block, or what would hold that. */
  readonly at: Node;
  /** Of this cluster, as the file says. */
  readonly version: KubernetesVersion | undefined;
  /** Whether several API servers share the work, and what told it. */
  readonly highAvailability: { readonly answer: 'yes' | 'no' | 'unknown'; readonly because?: Node };
  readonly flags: readonly Flag[];
  /** Flags that the tool behind this form sets by itself. */
  readonly sets: ReadonlySet<string>;
  /** The CA that issued the serving certificates of all API servers: the right one for `--peer-ca-file`. */
  readonly servingCA: string | Refusal;
  plan(flags: Readonly<Record<string, string>>): readonly Change[] | Refusal;
}

/** The gate behind the `--peer-…` flags: alpha from 1.28, on by default from 1.36 (KEP 4020). */
export const MIXED_VERSION_PROXY_GATE = 'UnknownVersionInteroperabilityProxy';

/** The release in which the gate is on by default. */
export const MIXED_VERSION_PROXY_SINCE = 36;

/** The last value of a flag: kube-apiserver takes that one. */
export const flagOf = ({ flags }: KubeApiServer, name: string): Flag | undefined => flags.findLast(flag => flag.name === name);

export interface PeerFlagObstacle {
  readonly code: 'GATE_OFF' | 'SERVING_CA' | 'VERSION';
  /** A sentence for the user. */
  readonly reason: string;
}

/**
 * Why a `--peer-…` flag would stop this kube-apiserver, or may, as far as the file can tell.
 *
 * With the gate off, kube-apiserver exits: "peer-ca-file requires UnknownVersionInteroperabilityProxy feature to be turned on"
 * (kubernetes pkg/controlplane/apiserver/options/validation.go).
 */
export function peerFlagObstacle(server: KubeApiServer): PeerFlagObstacle | undefined {
  const { version } = server;
  for (const flag of server.flags.filter(({ name }) => name === 'feature-gates')) {
    const off = flag.value
      .split(',')
      .map(gate => gate.trim())
      .find(gate => new RegExp(`^(?:${MIXED_VERSION_PROXY_GATE}|AllBeta)=(?:false|f|0)$`, 'i').test(gate));
    if (off !== undefined)
      return {
        code: 'GATE_OFF',
        reason: `\`feature-gates\` sets \`${off}\`, and with the gate off the flag keeps kube-apiserver from starting`,
      };
  }
  const emulated = flagOf(server, 'emulated-version');
  if (emulated) {
    const emulatedVersion = parseVersion(emulated.value.replace(/^kube=/, ''));
    if (!emulatedVersion || !isAtLeast(emulatedVersion, MIXED_VERSION_PROXY_SINCE))
      return {
        code: 'GATE_OFF',
        reason: `\`emulated-version\` is \`${emulated.value}\`, which turns the gate off, and then the flag keeps kube-apiserver from starting`,
      };
  }
  const certificate = flagOf(server, 'tls-cert-file');
  if (certificate)
    return {
      code: 'SERVING_CA',
      reason: `\`tls-cert-file\` is set to \`${certificate.value}\`, and which CA issued that certificate is not known here`,
    };
  if (!version)
    return { code: 'VERSION', reason: 'the version that runs is not known, and before 1.36 the flag keeps kube-apiserver from starting' };
  if (!isAtLeast(version, MIXED_VERSION_PROXY_SINCE))
    return {
      code: 'VERSION',
      reason: `kube-apiserver ${version.major}.${version.minor} does not start with the flag: upgrade to 1.36 first`,
    };
  return undefined;
}
