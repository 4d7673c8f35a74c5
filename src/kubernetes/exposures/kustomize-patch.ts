import { isRefusal, type Document, type Node, type Query, type Refusal } from '../../core/document.ts';
import type { Facts } from '../../core/fact.ts';
import { patchUses, usesIn, type PatchUse } from '../kustomizations.ts';
import { objects, textOf, type Named } from '../object.ts';
import { mayBeService, type PatchTarget } from '../patch-target.ts';
import { patchedService } from '../patched-service.ts';
import type { ServiceExposure } from '../service-exposure.ts';
import { basedOn, baseBelow } from './patched.ts';
import { addressesOf, serviceIdentity, serviceTitle, WrittenService } from './written-service.ts';

/** Strategic-merge patches of Services: what they do not say is said by the Service that they patch. */
export const kustomizePatches: Query<ServiceExposure> = function* (document, facts) {
  for (const { object, uses } of servicePatches(document, facts)) {
    const [spec, externalIPs] = [object.node.get('spec'), object.node.get('spec', 'externalIPs')];
    const addresses = externalIPs ? addressesOf(externalIPs) : [];
    if (!spec || !externalIPs || addresses.length === 0 || deletes(object.node) || deletes(spec)) continue;

    const { name, namespace } = named(object, uses);
    const find = () => patchedService(uses, { name, namespace }, facts);
    const base = find();
    const isKnown = !isRefusal(base);
    yield new WrittenService(
      {
        form: 'kustomize-patch',
        document,
        resource: { apiVersion: object.apiVersion, kind: object.kind, namespace, name },
        identity: serviceIdentity(isKnown ? base.object : { namespace, name }),
        title: serviceTitle({ name }),
        spec,
        annotations: [...object.node.path, 'metadata', 'annotations'],
        elsewhere: baseBelow(find),
        obstacle: () => directive(object.node) ?? basedOn(find()),
      },
      externalIPs,
      addresses,
    );
  }
};

interface ServicePatch {
  readonly object: Named & { readonly node: Node };
  readonly uses: readonly PatchUse[];
}

function* servicePatches(document: Document, facts: Facts): Generator<ServicePatch> {
  for (const use of usesIn(document)) {
    const { inline } = use.entry;
    if (inline?.kind === 'map' && textOf(inline.get('kind')) === 'Service') yield { object: objectOf(inline), uses: [use] };
  }
  const found = [...objects(document)].filter(
    ({ apiVersion, kind, node }) => apiVersion === 'v1' && kind === 'Service' && node.get('spec', 'externalIPs') !== undefined,
  );
  // Asked last: it is the question that costs something.
  const uses = found.length > 0 ? patchUses(document, facts).filter(({ entry }) => mayBeService(entry.target)) : [];
  if (uses.length > 0) for (const object of found) yield { object, uses };
}

function objectOf(node: Node): ServicePatch['object'] {
  const [namespace, name] = ['namespace', 'name'].map(key => textOf(node.get('metadata', key)));
  return { apiVersion: 'v1', kind: 'Service', namespace, name, node };
}

/** A target tells which Service is meant, whatever the patch calls itself. */
function named(
  { name, namespace }: ServicePatch['object'],
  uses: readonly PatchUse[],
): { readonly name: string | undefined; readonly namespace: string | undefined } {
  const targets = uses.flatMap(({ entry: { target } }): readonly PatchTarget[] => (target ? [target] : []));
  const [target] = targets;
  if (!target) return { name, namespace };
  return targets.length === 1 && target.isOne
    ? { name: target.name, namespace: target.namespace }
    : { name: undefined, namespace: undefined };
}

/** `$patch: delete` takes away what it stands in. */
const deletes = (node: Node): boolean => node.get('$patch')?.value === 'delete';

/** Any directive changes what the rest of a patch means. */
function directive(node: Node): Refusal | undefined {
  const places = [[], ['metadata'], ['metadata', 'annotations'], ['spec']];
  return places.some(place => [...(node.get(...place)?.entries() ?? [])].some(([key]) => key.startsWith('$')))
    ? { code: 'PATCHED', refused: 'a directive, as `$patch`, says how the patch is applied: move it by hand' }
    : undefined;
}
