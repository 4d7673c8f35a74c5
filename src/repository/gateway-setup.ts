import { isRefusal, type Refusal } from '../core/document.ts';
import type { Facts } from '../core/fact.ts';
import type { Settings } from '../core/setting.ts';
import type { SourceFile } from '../core/text.ts';
import { IMPLEMENTATIONS, isRelease, type GatewayImplementation } from '../kubernetes/gateway-implementations.ts';
import { ROUTES_SINCE, type Listener } from '../kubernetes/gateway-manifests.ts';
import { gatewayBundle, gatewayClass, gatewayImplementation } from '../kubernetes/gateway-settings.ts';
import { gatewayAPIReleases } from './gateway-api-releases.ts';
import { gatewayClasses } from './gateway-classes.ts';
import { gatewayInstallations } from './gateway-installations.ts';

/** What serves new Gateways, as far as it is set or the repository shows it. */
export interface GatewaySetup {
  readonly className: string;
  /** Whether the GatewayClass, or a chart that makes it, is in the repository. */
  readonly hasClass: boolean;
  readonly implementation: GatewayImplementation;
  readonly addresses: Exclude<GatewayImplementation['addresses'], { readonly refused: string }>;
  /** Of the implementation. */
  readonly release: string | undefined;
  /** Of the Gateway API, as its minor version, and whether the repository shows it. */
  readonly bundle: number | undefined;
  readonly isBundleShown: boolean;
}

/** The setup for the Gateways of a file, or why there is none that gives them their addresses. */
export function gatewaySetup(file: SourceFile, settings: Settings, facts: Facts): GatewaySetup | Refusal {
  const scopes = facts.scopesOf(file);
  const classesOf = scopes.map(scope => facts.all(gatewayClasses, scope).map(({ value }) => value));
  const classes = classesOf.flat();
  const isInAll = (wanted: string): boolean => classesOf.every(known => known.some(({ name }) => name === wanted));
  const only = onlyOne(classes.map(({ name }) => name));
  const className = settings.of(gatewayClass, file) ?? (only !== undefined && isInAll(only) ? only : undefined);
  if (className === undefined) {
    const names = [...new Set(classes.map(({ name }) => `\`${name}\``))].join(', ');
    return {
      code: 'NO_CLASS',
      refused:
        names === ''
          ? 'no GatewayClass is in the repository: name that of the cluster with `--gateway-class`'
          : only !== undefined
            ? `the file is for several clusters, and not all of them have the GatewayClass \`${only}\` in the repository: choose one with \`--gateway-class\``
            : `the repository has several GatewayClasses, ${names}: choose one with \`--gateway-class\``,
    };
  }
  const installationsOf = scopes.map(scope => facts.all(gatewayInstallations, scope).map(({ value }) => value));
  const installations = installationsOf.flat();
  const implementation = implementationOf(
    className,
    classes,
    installations.map(({ implementation: its }) => its),
    settings.of(gatewayImplementation, file),
  );
  if (isRefusal(implementation)) return implementation;
  const { addresses } = implementation;
  if ('refused' in addresses) return { code: addresses.code, refused: addresses.refused };
  const own = installationsOf.map(known => known.find(({ implementation: its }) => its === implementation));
  const releases = new Set(own.map(installation => installation?.release));
  const shown = scopes.map(scope => gatewayAPIReleases(scope, facts));
  const isBundleShown = shown.every(known => known.length > 0);
  return {
    className,
    hasClass: isInAll(className) || (implementation.ownClass === className && own.every(installation => installation !== undefined)),
    implementation,
    addresses,
    release: releases.size === 1 ? [...releases][0] : undefined,
    bundle: settings.of(gatewayBundle, file) ?? (isBundleShown ? Math.min(...shown.flat()) : undefined),
    isBundleShown,
  };
}

/** Why what is set up cannot serve some addresses and listeners. */
export function obstacleInSetup(setup: GatewaySetup, addresses: number, listeners: readonly Listener[]): Refusal | undefined {
  const { implementation, release, bundle } = setup;
  const { since, most, routes } = setup.addresses;
  if (most && addresses > most.count) return { code: most.code, refused: most.why };
  if (since !== undefined && isRelease(release, since) === 'no')
    return {
      code: 'ADDR_UNSUPPORTED',
      refused: `${implementation.name} gives a Gateway the addresses it asks for from ${since} on, and ${release ?? ''} is installed: upgrade it first`,
    };
  for (const { route, port } of listeners) {
    const least = ROUTES_SINCE[route];
    if (least > 1 && bundle === undefined)
      return {
        code: 'NO_L4_ROUTE',
        refused: `port ${port} needs a ${route}, which the Gateway API has from 1.${least} on, and no file shows which release is installed: say it with \`--set gateway.bundle=1.${least}\``,
      };
    if (bundle !== undefined && bundle < least)
      return {
        code: 'NO_L4_ROUTE',
        refused: `port ${port} needs a ${route}, which the Gateway API has from 1.${least} on, and 1.${bundle} is installed: upgrade it first`,
      };
    if (route !== 'TCPRoute' && route !== 'UDPRoute') continue;
    const itsLeast = routes[route];
    if (itsLeast === undefined)
      return {
        code: 'NO_L4_ROUTE',
        refused: `port ${port} needs a ${route}, which ${implementation.name} does not serve: choose another class, or a load balancer`,
      };
    if (isRelease(release, itsLeast) === 'no')
      return {
        code: 'NO_L4_ROUTE',
        refused: `port ${port} needs a ${route}, which ${implementation.name} serves from ${itsLeast} on, and ${release ?? ''} is installed: upgrade it first`,
      };
  }
  return undefined;
}

/** Who serves a class: what is set, what the class itself says, or the chart that makes a class of this name. */
function implementationOf(
  className: string,
  classes: readonly { readonly name: string; readonly controller: string }[],
  installed: readonly GatewayImplementation[],
  id: string | undefined,
): GatewayImplementation | Refusal {
  const known = IMPLEMENTATIONS.find(implementation => implementation.id === id);
  if (known) return known;
  const controller = classes.find(({ name }) => name === className)?.controller;
  const found =
    controller === undefined
      ? installed.find(({ ownClass }) => ownClass === className)
      : IMPLEMENTATIONS.find(({ controllers }) => controllers.test(controller));
  return (
    found ?? {
      code: 'IMPLEMENTATION_UNKNOWN',
      refused:
        controller === undefined
          ? `no file shows what serves the GatewayClass \`${className}\`, and not all give a Gateway the addresses it asks for: say it with \`--set gateway.implementation=\``
          : `whether \`${controller}\`, which serves the GatewayClass \`${className}\`, gives a Gateway the addresses it asks for is not known: choose another class, or a load balancer`,
    }
  );
}

function onlyOne(names: readonly string[]): string | undefined {
  const [name, other] = new Set(names);
  return other === undefined ? name : undefined;
}
