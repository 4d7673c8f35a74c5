// Made by `npm run generate` from the files of this folder.
import type { Rule } from '../src/core/rule.ts';
import invalidExternalIp from './invalid-external-ip.ts';
import kubeadmExtraArgsShape from './kubeadm-extra-args-shape.ts';
import kubeadmExtraArgsType from './kubeadm-extra-args-type.ts';
import missingPeerCaFile from './missing-peer-ca-file.ts';
import serviceExternalIps from './service-external-ips.ts';
import serviceExternalIpsIgnored from './service-external-ips-ignored.ts';
import syntax from './syntax.ts';

export const rules = [
  invalidExternalIp,
  kubeadmExtraArgsShape,
  kubeadmExtraArgsType,
  missingPeerCaFile,
  serviceExternalIps,
  serviceExternalIpsIgnored,
  syntax,
] as readonly Rule[];
