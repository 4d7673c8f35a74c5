import type { Node } from '../core/document.ts';
import { defineFact } from '../core/fact.ts';
import { objects, textOf } from '../kubernetes/object.ts';

/** An L2Advertisement or BGPAdvertisement of MetalLB: what announces the addresses of pools. */
export interface MetalLBAdvertisement {
  readonly kind: string;
  readonly name: string | undefined;
  readonly namespace: string | undefined;
  readonly pools: 'all' | { readonly names: readonly string[]; readonly selectors: readonly LabelSelector[] };
}

/** As `metav1.LabelSelector`; the requirements of `matchLabels` among the others. All must hold. */
export type LabelSelector = readonly { readonly key: string; readonly operator: string; readonly values: readonly string[] }[];

/** The MetalLB advertisements of the repository (`metallb.io`, since MetalLB 0.13). */
export const metallbAdvertisements = defineFact<MetalLBAdvertisement>({
  id: 'metallb-advertisements',
  words: ['L2Advertisement', 'BGPAdvertisement'],
  *read(document) {
    for (const { apiVersion, kind, name, namespace, node } of objects(document)) {
      if ((kind !== 'L2Advertisement' && kind !== 'BGPAdvertisement') || !apiVersion.startsWith('metallb.io/')) continue;
      const [names, selectors] = ['ipAddressPools', 'ipAddressPoolSelectors'].map(key => node.get('spec', key));
      // In a template anything may be an expression.
      const isAll =
        document.isTemplate ||
        [names, selectors].some(isPlaceholder) ||
        [names, selectors].every(list => (list?.items().length ?? 0) === 0);
      const pools: MetalLBAdvertisement['pools'] = isAll
        ? 'all'
        : { names: names?.items().flatMap(item => textOf(item) ?? []) ?? [], selectors: selectors?.items().map(selectorOf) ?? [] };
      yield {
        value: { kind, name, namespace, pools },
        file: document.file,
        range: (names ?? selectors)?.keyRange ?? node.get('kind')?.range ?? node.range,
      };
    }
  },
});

/** Whether a selector selects an object with some labels (apimachinery `LabelSelectorAsSelector`); of no requirements, every object. */
export function selects(selector: LabelSelector, labels: ReadonlyMap<string, string>): boolean {
  return selector.every(({ key, operator, values }) => {
    const value = labels.get(key);
    if (operator === 'Exists') return value !== undefined;
    if (operator === 'DoesNotExist') return value === undefined;
    if (operator === 'NotIn') return value === undefined || !values.includes(value);
    return value !== undefined && values.includes(value);
  });
}

const isPlaceholder = (node: Node | undefined): boolean => node?.kind === 'scalar' && node.value !== null;

/** A selector as an object writes it. */
export function selectorOf(node: Node): LabelSelector {
  return [
    ...[...(node.get('matchLabels')?.entries() ?? [])].map(([key, value]) => ({ key, operator: 'In', values: [textOf(value) ?? ''] })),
    ...(node.get('matchExpressions')?.items() ?? []).map(item => ({
      key: textOf(item.get('key')) ?? '',
      operator: textOf(item.get('operator')) ?? '',
      values:
        item
          .get('values')
          ?.items()
          .map(value => textOf(value) ?? '') ?? [],
    })),
  ];
}
