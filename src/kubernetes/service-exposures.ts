import type { Query } from '../core/document.ts';
import { services } from './exposures/service.ts';
import type { ServiceExposure } from './service-exposure.ts';

/** A document without any of these exposes no Service through externalIPs. */
export const EXPOSURE_WORDS = ['externalIPs'] as const;

/** One query a form. */
const FORMS: readonly Query<ServiceExposure>[] = [services];

/** Every place of a document where a Service gets addresses through externalIPs. */
export const serviceExposures: Query<ServiceExposure> = function* (document) {
  for (const form of FORMS) yield* form(document);
};
