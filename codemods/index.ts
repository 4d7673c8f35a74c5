// Made by `npm run generate` from the files of this folder.
import type { Codemod } from '../src/core/codemod.ts';
import addPeerCaFile from './add-peer-ca-file.ts';
import enableWatchBasedRoutes from './enable-watch-based-routes.ts';
import externalIpsToCilium from './external-ips-to-cilium.ts';
import externalIpsToGateway from './external-ips-to-gateway.ts';
import externalIpsToKubeVip from './external-ips-to-kube-vip.ts';
import externalIpsToLoadBalancer from './external-ips-to-load-balancer.ts';
import externalIpsToMetallb from './external-ips-to-metallb.ts';
import kubeadmV1beta3ToV1beta4 from './kubeadm-v1beta3-to-v1beta4.ts';
import loadBalancerIpToAnnotation from './load-balancer-ip-to-annotation.ts';

export const codemods = [
  addPeerCaFile,
  enableWatchBasedRoutes,
  externalIpsToCilium,
  externalIpsToGateway,
  externalIpsToKubeVip,
  externalIpsToLoadBalancer,
  externalIpsToMetallb,
  kubeadmV1beta3ToV1beta4,
  loadBalancerIpToAnnotation,
] as readonly Codemod[];
