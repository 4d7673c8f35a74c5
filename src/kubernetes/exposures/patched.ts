import { isRefusal, type Refusal } from '../../core/document.ts';
import type { PatchedService } from '../patched-service.ts';
import { addressesOf, fieldOf, portsOf, type Elsewhere } from './written-service.ts';

/** What the Service says that a patch changes. `find` is asked each time: fixes may have changed the base meanwhile. */
export function baseBelow(find: () => PatchedService | Refusal): Elsewhere {
  const at = (...path: readonly string[]) => {
    const base = find();
    return isRefusal(base) ? { state: 'unknown' as const, why: base.refused, code: base.code } : fieldOf(base.object.node.get(...path));
  };
  return {
    field: name => at('spec', name),
    annotation: name => at('metadata', 'annotations', name),
    get ports() {
      const base = find();
      const spec = isRefusal(base) ? undefined : base.object.node.get('spec');
      return spec && portsOf(spec);
    },
  };
}

/** Why a patch that takes externalIPs away must stay: without it those of the base come back. */
export function basedOn(base: PatchedService | Refusal): Refusal | undefined {
  if (isRefusal(base)) return base;
  const addresses = base.object.node.get('spec', 'externalIPs');
  const { path } = base.object.node.document.file;
  return addresses !== undefined && addressesOf(addresses).length > 0
    ? { code: 'PATCHED', refused: `the patch replaces the \`externalIPs\` of its base (${path}): move both by hand` }
    : undefined;
}
