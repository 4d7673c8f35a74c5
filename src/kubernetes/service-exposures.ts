import type { Query } from '../core/document.ts';
import type { Facts } from '../core/fact.ts';
import type { SourceFile } from '../core/text.ts';
import { chartOfTemplate, renderedNames } from './charts.ts';
import { embeddedServices } from './exposures/embedded.ts';
import { helmValues } from './exposures/helm-values.ts';
import { json6902Patches } from './exposures/json6902.ts';
import { jsonPatchCalls } from './exposures/json-patch-call.ts';
import { kplusServices } from './exposures/kplus-service.ts';
import { kustomizePatches } from './exposures/kustomize-patch.ts';
import { services } from './exposures/service.ts';
import { valuesPatches } from './exposures/values-patch.ts';
import type { ServiceExposure } from './service-exposure.ts';

/** A document without any of these exposes no Service through externalIPs; the second is what some charts call their value, the third what Terraform does. */
export const EXPOSURE_WORDS = ['externalIPs', 'externalIP', 'external_ips'] as const;

/** What the charts of the repository call it. Asked of their templates only: a run over other files need not read the whole work tree. */
export const exposureKeys = (file: SourceFile, facts: Facts): readonly string[] =>
  chartOfTemplate(file.path) === undefined
    ? []
    : [...renderedNames(facts)].filter(name => !EXPOSURE_WORDS.some(word => name.includes(word)));

/** One query a form. */
const FORMS: readonly Query<ServiceExposure>[] = [
  services,
  kplusServices,
  jsonPatchCalls,
  kustomizePatches,
  json6902Patches,
  embeddedServices,
  helmValues,
  valuesPatches,
];

/** Every place of a document where a Service gets addresses through externalIPs. */
export const serviceExposures: Query<ServiceExposure> = function* (document, facts) {
  for (const form of FORMS) yield* form(document, facts);
};
