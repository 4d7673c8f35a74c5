import type { Change, Resource } from '../core/diagnostic.ts';
import { isRefusal, type Document, type Node, type Refusal } from '../core/document.ts';
import type { KubernetesVersion } from '../core/version.ts';
import { setFlags, type Flag, type Flags } from './flags.ts';

/** A configured kube-apiserver, in kubeadm, Cluster API, kind, k3s, Talos, a static Pod … One that is not configured at all is none. */
export interface KubeApiServer {
  readonly form: string;
  readonly document: Document;
  readonly resource: Resource;
  /** Where it is configured: its own block, or what would hold that. */
  readonly at: Node;
  /** What runs today, as the file says. */
  readonly version: KubernetesVersion | undefined;
  readonly highAvailability: HighAvailability;
  /** Whether several nodes may read this very configuration. */
  readonly isShared: boolean;
  /** Whether other flags of this server are written elsewhere, as for a patch: what is not said here may be said there. */
  readonly isPartial: boolean;
  /** Whether a `--peer-ca-file` can be set, and does no harm: where not, none is missing. */
  readonly takesPeers: boolean;
  readonly flags: readonly Flag[];
  /** The tool that starts it. */
  readonly tool: ControlPlaneTool;
  /** The CA that issued the serving certificates of all API servers: the right one for `--peer-ca-file`. */
  readonly servingCA: string | Refusal;
  /** What a change of its flags takes for granted. */
  readonly assumes: readonly string[];
  /** Gives flags values, whether they are there or not. */
  plan(flags: Readonly<Record<string, string>>): readonly Change[] | Refusal;
}

/** Whether several API servers share the work, and what told it. */
export interface HighAvailability {
  readonly answer: 'yes' | 'no' | 'unknown';
  readonly because?: Node | undefined;
}

/** What a tool passes to kube-apiserver by itself. */
export interface ControlPlaneTool {
  /** `kubeadm`; nothing where a file holds the whole command line. */
  readonly name: string | undefined;
  /** Names of flags. */
  readonly sets: ReadonlySet<string>;
  /** What it passes as `--enable-admission-plugins`, which a user's value replaces; nothing where that is not known. */
  readonly admissionPlugins: readonly string[] | undefined;
}

/** What a form says of a kube-apiserver; the rest follows. */
export interface ApiServerParts {
  readonly form: string;
  readonly document: Document;
  readonly resource: Resource;
  readonly at: Node;
  readonly flags: Flags;
  /** Flags that are written in another way, or at another place of the file. */
  readonly otherFlags?: readonly Flag[];
  readonly tool: ControlPlaneTool;
  /** The CA of the serving certificate that the tool makes. */
  readonly ca: string | Refusal;
  readonly version?: KubernetesVersion | undefined;
  readonly highAvailability?: HighAvailability;
  readonly isShared?: boolean;
  readonly isPartial?: boolean;
  readonly takesPeers?: boolean;
  readonly assumes?: readonly string[];
}

export function kubeApiServer({ flags, otherFlags = [], ca, ...parts }: ApiServerParts): KubeApiServer {
  const { document, tool } = parts;
  const all = [...otherFlags, ...flags.all];
  const certificate = tool.sets.has('tls-cert-file') ? all.findLast(({ name }) => name === 'tls-cert-file') : undefined;
  return {
    version: undefined,
    highAvailability: { answer: 'unknown' },
    isShared: false,
    isPartial: false,
    takesPeers: true,
    assumes: [],
    ...parts,
    flags: all,
    servingCA: certificate ? unknownIssuer(certificate.value) : ca,
    plan: values => {
      const ops = setFlags(flags, values);
      return isRefusal(ops) ? ops : [{ document, ops }];
    },
  };
}

/** What the members of a control plane tell, where all are listed. */
export const membersOf = (members: readonly Node[]): HighAvailability =>
  members[1] ? { answer: 'yes', because: members[1] } : { answer: members.length === 1 ? 'no' : 'unknown' };

/** What a number of replicas tells. */
export function replicasOf(node: Node | undefined): HighAvailability {
  if (typeof node?.value !== 'number') return { answer: 'unknown' };
  return node.value > 1 ? { answer: 'yes', because: node } : { answer: 'no' };
}

export const unknownIssuer = (certificate: string): Refusal => ({
  refused: `\`tls-cert-file\` is set to \`${certificate}\`, and which CA issued that certificate is not known here`,
});

/** The last value of a flag: kube-apiserver takes that one. */
export const flagOf = ({ flags }: Pick<KubeApiServer, 'flags'>, name: string): Flag | undefined =>
  flags.findLast(flag => flag.name === name);

/** Whether a flag has a value, by hand or by the tool. */
export function isSet({ flags, tool }: Pick<KubeApiServer, 'flags' | 'tool'>, name: string): boolean {
  const flag = flagOf({ flags }, name);
  return flag ? flag.value !== '' : tool.sets.has(name);
}
