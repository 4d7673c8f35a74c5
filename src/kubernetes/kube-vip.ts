import type { Node } from '../core/document.ts';
import type { Installation, Program } from './installations.ts';
import { textOf } from './object.ts';

/** The annotation by which a Service asks kube-vip for addresses (kube-vip pkg/kubevip/annotations.go). */
export const KUBE_VIP_IPS = 'kube-vip.io/loadbalancerIPs';

export const KUBE_VIP: Program = {
  name: 'kube-vip',
  words: ['kube-vip'],
  charts: /^kube-vip$/,
  images: /(?:^|\/)kube-vip(?:-iptables)?$/,
  manifests: /\bkube-vip\/kube-vip\b/,
};

/** What kube-vip is told about Services; each part where a file says it. */
export interface KubeVipOptions {
  /** Whether it serves them at all: one for the control plane alone does not. */
  readonly servesServices: boolean | undefined;
  /** The class without which it serves no Service. */
  readonly onlyClass: string | undefined;
}

const DEFAULT_CLASS = 'kube-vip.io/kube-vip-class';

/**
 * What an installation tells kube-vip, by variables of its container, its flags, or `env` of its chart (kube-vip
 * pkg/kubevip/config_environment.go, cmd/kube-vip.go). Without its old handling of classes it serves no Service but those of its class.
 */
export function kubeVipOptions({ at, values }: Installation): KubeVipOptions {
  const container = at.path.at(-1) === 'image' ? at.document.root?.get(...at.path.slice(0, -1)) : undefined;
  const option = (variable: string, flag: string): string | undefined =>
    variableOf(container, variable) ??
    values.map(node => textIn(node.get('env', variable))).find(text => text !== undefined) ??
    flagOf(container, flag);
  const isOn = (variable: string, flag: string): boolean | undefined => readBoolean(option(variable, flag));
  const needsClass =
    isOn('lb_class_only', 'lbClassOnly') === true || isOn('lb_class_legacy_handling', 'lbClassNameLegacyHandling') === false;
  return {
    servesServices: isOn('svc_enable', 'services'),
    onlyClass: needsClass ? (option('lb_class_name', 'lbClassName') ?? DEFAULT_CLASS) : undefined,
  };
}

const variableOf = (container: Node | undefined, name: string): string | undefined =>
  textIn(
    container
      ?.get('env')
      ?.items()
      .findLast(item => item.get('name')?.value === name)
      ?.get('value'),
  );

function flagOf(container: Node | undefined, name: string): string | undefined {
  const words =
    container
      ?.get('args')
      ?.items()
      .flatMap(item => textOf(item) ?? []) ?? [];
  const index = words.findLastIndex(word => word === `--${name}` || word.startsWith(`--${name}=`));
  const [, value] = index === -1 ? [] : words[index]!.split(/=(.*)/s);
  if (index === -1) return undefined;
  return value ?? (name === 'lbClassName' ? words[index + 1] : 'true');
}

/** A boolean of a chart's values is written into the variable as it is. */
const textIn = (node: Node | undefined): string | undefined => (typeof node?.value === 'boolean' ? String(node.value) : textOf(node));

/** As Go's `strconv.ParseBool`. */
const readBoolean = (text: string | undefined): boolean | undefined =>
  text === undefined
    ? undefined
    : /^(?:1|t|T|TRUE|true|True)$/.test(text)
      ? true
      : /^(?:0|f|F|FALSE|false|False)$/.test(text)
        ? false
        : undefined;
