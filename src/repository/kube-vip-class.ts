import type { Facts } from '../core/fact.ts';
import { kubeVipOptions } from '../kubernetes/kube-vip.ts';
import type { ServiceExposure } from '../kubernetes/service-exposure.ts';
import { kubeVipInstallations } from './installed.ts';

/** The class that a Service must have for the kube-vip of its scopes, where that serves no others. */
export function kubeVipClass({ document: { file } }: Pick<ServiceExposure, 'document'>, facts: Facts): string | undefined {
  const all = facts.scopesOf(file).flatMap(scope => facts.all(kubeVipInstallations, scope).map(({ value }) => kubeVipOptions(value)));
  const serving = all.filter(({ servesServices }) => servesServices === true);
  const [first, ...others] = serving.length > 0 ? serving : all.filter(({ servesServices }) => servesServices !== false);
  return first && others.every(({ onlyClass }) => onlyClass === first.onlyClass) ? first.onlyClass : undefined;
}
