import { wordFor, type Node, type Path } from '../../core/document.ts';
import type { ModelOp } from '../../core/model.ts';
import type { Arguments } from '../arguments.ts';
import type { WrittenFlag } from '../flags.ts';

/**
 * Arguments as a map of names and values, which the chart writes as `--name=value`.
 *
 * What the template takes for empty (`false`, 0, an empty string) becomes a bare `--name`; null takes a default of the chart away. Helm
 * merges the map with that of the chart, so there may be more flags.
 */
export class ArgumentMap implements Arguments {
  readonly isPartial = true;
  readonly flags: readonly WrittenFlag[];
  readonly #path: Path;

  constructor(node: Node | undefined, path: Path) {
    this.#path = path;
    const entries = node?.kind === 'map' ? [...node.entries()] : [];
    this.flags = entries.flatMap(([name, value]) =>
      value.value === null ? [] : [{ name, node: value, value: value.value === false || value.value === 0 ? '' : wordFor(value.value) }],
    );
  }

  set(name: string, value: string): readonly ModelOp[] {
    return [{ op: 'set', path: [...this.#path, name], value }];
  }

  remove({ node }: WrittenFlag): readonly ModelOp[] {
    return [{ op: 'remove', path: node.path, comments: 'stay' }];
  }
}
