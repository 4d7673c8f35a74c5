import { formatVersion, isAtLeast, parseVersion } from '../core/version.ts';
import { booleanOf } from './feature-gates.ts';
import { flagOf, isSet, type KubeApiServer } from './kube-api-server.ts';
import type { Flag } from './flags.ts';

/** The gate behind the `--peer-…` flags: alpha from 1.28, on by default from 1.36 (KEP 4020). */
export const MIXED_VERSION_PROXY_GATE = 'UnknownVersionInteroperabilityProxy';

/** The release in which the gate is on by default, and the one that brought gate and flags. */
export const [MIXED_VERSION_PROXY_SINCE, PEER_FLAGS_SINCE] = [36, 28];

/** All there are (kubernetes pkg/controlplane/apiserver/options/options.go). */
export const PEER_FLAGS: readonly string[] = ['peer-ca-file', 'peer-advertise-ip', 'peer-advertise-port'];

/** A document without this sets none of them. */
export const PEER_WORDS = ['peer-'] as const;

/** What the peer proxy needs to show who it is; without them kube-apiserver does not start once it has `--peer-ca-file` (pkg/controlplane/apiserver/peer.go). */
const PROXY_CLIENT_FLAGS = ['proxy-client-cert-file', 'proxy-client-key-file'];

/** Whether the gate is on, and what decides that; `because` goes on a sentence. Nothing decides it where the version is not known. */
export type ProxyGate =
  | { readonly state: 'on' | 'unknown' }
  | { readonly state: 'off'; readonly by: 'version'; readonly because: string }
  /** `setting`: the part of the flag that does it. */
  | { readonly state: 'off'; readonly by: 'flag'; readonly because: string; readonly flag: Flag; readonly setting: string };

/**
 * What the flags of a kube-apiserver and the version that runs make of the gate.
 *
 * A gate that is named wins over `AllBeta` and `AllAlpha`, whatever their order (k8s.io/component-base/featuregate, `setUnsetBetaGates`).
 */
export function proxyGate(server: Pick<KubeApiServer, 'flags' | 'version'>): ProxyGate {
  const settings = gateSettings(server.flags);
  const last = (name: string) => settings.findLast(setting => setting.name === name);
  const own = last(MIXED_VERSION_PROXY_GATE);
  const emulated = flagOf(server, 'emulated-version');
  const version = emulated ? parseVersion(emulated.value.replace(/^kube=/, '')) : server.version;
  if (!emulated && version && !isAtLeast(version, PEER_FLAGS_SINCE))
    return { state: 'off', by: 'version', because: `${formatVersion(version)} does not know the flag` };
  if (own) return own.on === undefined ? { state: 'unknown' } : own.on ? { state: 'on' } : offBy(own);

  const isBeta = version && isAtLeast(version, MIXED_VERSION_PROXY_SINCE);
  const beta = last('AllBeta');
  if (beta?.on === false && isBeta !== false) return offBy(beta);
  if (isBeta === true) return { state: 'on' };
  if (last('AllAlpha')?.on === true && isBeta === false) return { state: 'on' };
  if (emulated && version)
    return {
      state: 'off',
      by: 'flag',
      because: `\`emulated-version\` is \`${emulated.value}\`, which turns the gate off`,
      flag: emulated,
      setting: 'emulated-version',
    };
  return version ? { state: 'off', by: 'version', because: `${formatVersion(version)} has the gate off by default` } : { state: 'unknown' };
}

export interface PeerFlagObstacle {
  readonly code: 'GATE_OFF' | 'VERSION' | 'PROXY_CLIENT' | 'SERVING_CA';
  /** A sentence for the user. */
  readonly reason: string;
}

/**
 * Why a `--peer-ca-file` would stop this kube-apiserver, or may, or would name the wrong CA, as far as the file can tell.
 *
 * With the gate off, kube-apiserver exits: "peer-ca-file requires UnknownVersionInteroperabilityProxy feature to be turned on"
 * (kubernetes pkg/controlplane/apiserver/options/validation.go).
 */
export function peerFlagObstacle(server: KubeApiServer): PeerFlagObstacle | undefined {
  return gateObstacle(server) ?? caObstacle(server) ?? versionObstacle(server) ?? proxyClientObstacle(server);
}

/** Whether this kube-apiserver is known to run the proxy, were it not for a missing `--peer-ca-file`. */
export const runsMixedVersionProxy = (server: KubeApiServer): boolean =>
  server.version !== undefined && isAtLeast(server.version, MIXED_VERSION_PROXY_SINCE) && proxyGate(server).state === 'on';

/** The flags of the proxy's client certificate that neither the file nor the tool sets. */
export const missingProxyClientFlags = (server: KubeApiServer): readonly string[] =>
  PROXY_CLIENT_FLAGS.filter(name => !isSet(server, name));

function gateObstacle(server: KubeApiServer): PeerFlagObstacle | undefined {
  const gate = proxyGate(server);
  if (gate.state === 'off' && gate.by === 'flag')
    return {
      code: 'GATE_OFF',
      reason:
        gate.flag.name === 'emulated-version'
          ? `${gate.because}, and then ${DOES_NOT_START}`
          : `${gate.because}, and with the gate off ${DOES_NOT_START}`,
    };
  const [first] = server.flags.filter(({ name }) => GATE_FLAGS.includes(name));
  const filled = server.flags.find(({ name, value }) => GATE_FLAGS.includes(name) && /[$#{]/.test(value));
  const unread = filled ?? (gate.state === 'unknown' && server.version ? first : undefined);
  if (!unread) return undefined;
  const what = filled
    ? `what \`${unread.name}\` says is filled in later`
    : `what \`${unread.name}\` means by \`${unread.value}\` is not known`;
  return { code: 'GATE_OFF', reason: `${what}, and if that turns the gate off ${DOES_NOT_START}` };
}

function caObstacle({ servingCA }: KubeApiServer): PeerFlagObstacle | undefined {
  return typeof servingCA === 'string' ? undefined : { code: 'SERVING_CA', reason: servingCA.refused };
}

function versionObstacle({ version }: KubeApiServer): PeerFlagObstacle | undefined {
  if (!version) return { code: 'VERSION', reason: `the version that runs is not known, and before 1.36 ${DOES_NOT_START}` };
  if (!isAtLeast(version, MIXED_VERSION_PROXY_SINCE))
    return { code: 'VERSION', reason: `kube-apiserver ${formatVersion(version)} does not start with the flag: upgrade to 1.36 first` };
  return undefined;
}

function proxyClientObstacle(server: KubeApiServer): PeerFlagObstacle | undefined {
  const [missing] = server.isPartial ? [] : missingProxyClientFlags(server);
  return missing === undefined
    ? undefined
    : { code: 'PROXY_CLIENT', reason: `\`${missing}\` is not set, and without it ${DOES_NOT_START}` };
}

const DOES_NOT_START = 'the flag keeps kube-apiserver from starting';

const GATE_FLAGS: readonly string[] = ['feature-gates', 'emulated-version'];

interface Setting {
  readonly name: string;
  readonly on: boolean | undefined;
  readonly text: string;
  readonly flag: Flag;
}

/** `A=true,kube:B=false`: a component's name may stand before a gate's. */
const gateSettings = (flags: readonly Flag[]): readonly Setting[] =>
  flags
    .filter(({ name }) => name === 'feature-gates')
    .flatMap(flag =>
      flag.value.split(',').map(part => {
        const text = part.trim();
        const [name = '', value = ''] = text.replace(/^kube:/, '').split('=');
        return { name, on: booleanOf(value), text, flag };
      }),
    );

const offBy = ({ text, flag }: Setting): ProxyGate => ({
  state: 'off',
  by: 'flag',
  because: `\`feature-gates\` sets \`${text}\``,
  flag,
  setting: text,
});
