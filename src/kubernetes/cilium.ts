import type { Program } from './installations.ts';

/** Annotations that LB IPAM of Cilium reads on a Service (https://docs.cilium.io/en/stable/network/lb-ipam/). */
export const CILIUM_IPS = 'lbipam.cilium.io/ips';
export const CILIUM_SHARING_KEY = 'lbipam.cilium.io/sharing-key';
export const CILIUM_SHARING_ACROSS = 'lbipam.cilium.io/sharing-cross-namespace';

/** The same under the prefix of before 1.16. */
export const OLD_CILIUM_IPS = 'io.cilium/lb-ipam-ips';
export const OLD_CILIUM_SHARING_KEY = 'io.cilium/lb-ipam-sharing-key';

/**
 * The oldest Cilium that reads `lbipam.cilium.io/…` (cilium#30169; the branch of 1.15 does not have them, as cilium#35037 says); an older one
 * ignores them and assigns some address.
 */
export const CILIUM_ANNOTATIONS_SINCE = '1.16.0';

export const CILIUM: Program = {
  name: 'Cilium',
  words: ['cilium'],
  charts: /^cilium$/,
  images: /(?:^|\/)cilium\/(?:cilium|operator(?:-generic)?)$/,
  manifests: /\bcilium\/cilium\b/,
};
