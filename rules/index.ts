// Made by `npm run generate` from the files of this folder.
import type { Rule } from '../src/core/rule.ts';
import addressOutsidePools from './address-outside-pools.ts';
import addressPoolNotAnnounced from './address-pool-not-announced.ts';
import allowServiceExternalIpsGate from './allow-service-external-ips-gate.ts';
import ccmIgnoredRoutePeriod from './ccm-ignored-route-period.ts';
import ccmIneffectiveRouteGate from './ccm-ineffective-route-gate.ts';
import ccmRouteGateOverridden from './ccm-route-gate-overridden.ts';
import ccmUnknownRouteGate from './ccm-unknown-route-gate.ts';
import ccmWatchBasedRoutes from './ccm-watch-based-routes.ts';
import denyServiceExternalIps from './deny-service-external-ips.ts';
import externalIpAnnouncer from './external-ip-announcer.ts';
import externalIpConflict from './external-ip-conflict.ts';
import gatewayWithoutListeners from './gateway-without-listeners.ts';
import incompletePeerAdvertise from './incomplete-peer-advertise.ts';
import invalidExternalIp from './invalid-external-ip.ts';
import kubeadmApiVersion from './kubeadm-api-version.ts';
import kubeadmExtraArgsShape from './kubeadm-extra-args-shape.ts';
import kubeadmExtraArgsType from './kubeadm-extra-args-type.ts';
import missingPeerCaFile from './missing-peer-ca-file.ts';
import mixedVersionProxyDisabled from './mixed-version-proxy-disabled.ts';
import peerCaWithoutProxyClient from './peer-ca-without-proxy-client.ts';
import peerFlagWithoutGate from './peer-flag-without-gate.ts';
import routeSyncMetricAlert from './route-sync-metric-alert.ts';
import serviceExternalIps from './service-external-ips.ts';
import serviceExternalIpsIgnored from './service-external-ips-ignored.ts';
import serviceLoadBalancerIp from './service-load-balancer-ip.ts';
import sharedPeerAdvertiseIp from './shared-peer-advertise-ip.ts';
import syntax from './syntax.ts';
import unknownPeerFlag from './unknown-peer-flag.ts';
import unusedIgnore from './unused-ignore.ts';
import wrongPeerCa from './wrong-peer-ca.ts';

export const rules = [
  addressOutsidePools,
  addressPoolNotAnnounced,
  allowServiceExternalIpsGate,
  ccmIgnoredRoutePeriod,
  ccmIneffectiveRouteGate,
  ccmRouteGateOverridden,
  ccmUnknownRouteGate,
  ccmWatchBasedRoutes,
  denyServiceExternalIps,
  externalIpAnnouncer,
  externalIpConflict,
  gatewayWithoutListeners,
  incompletePeerAdvertise,
  invalidExternalIp,
  kubeadmApiVersion,
  kubeadmExtraArgsShape,
  kubeadmExtraArgsType,
  missingPeerCaFile,
  mixedVersionProxyDisabled,
  peerCaWithoutProxyClient,
  peerFlagWithoutGate,
  routeSyncMetricAlert,
  serviceExternalIps,
  serviceExternalIpsIgnored,
  serviceLoadBalancerIp,
  sharedPeerAdvertiseIp,
  syntax,
  unknownPeerFlag,
  unusedIgnore,
  wrongPeerCa,
] as readonly Rule[];
