import { loadAll } from 'js-yaml';

/** An object as it was rendered. */
export interface RenderedObject {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly annotations?: Readonly<Record<string, string>> };
  /** Not of every kind. */
  readonly spec?: Readonly<Record<string, unknown>>;
}

/** What the migration adds to a Service. */
export interface Move {
  readonly annotations?: Readonly<Record<string, string>>;
  readonly spec?: Readonly<Record<string, unknown>>;
}

/** The objects of some rendered output, by kind and name, in its order. */
export const objectsIn = (text: string): ReadonlyMap<string, RenderedObject> =>
  new Map(
    (loadAll(text) as (RenderedObject | null)[]).flatMap(object =>
      object ? [[`${object.kind} ${object.metadata.name}`, object] as const] : [],
    ),
  );

/** The objects as they are to be after the migration: the Services of `moves` are moved, and everything else is as it was. */
export function moved(
  before: ReadonlyMap<string, RenderedObject>,
  moves: Readonly<Record<string, Move>>,
): ReadonlyMap<string, RenderedObject> {
  for (const id of Object.keys(moves)) if (!before.get(id)?.spec?.['externalIPs']) throw new Error(`${id} has no externalIPs`);
  return new Map([...before].map(([id, object]) => [id, moves[id] ? move(object, moves[id]) : object]));
}

function move({ metadata, spec = {}, ...object }: RenderedObject, { annotations, spec: added }: Move): RenderedObject {
  const rest = Object.fromEntries(Object.entries(spec).filter(([name]) => name !== 'externalIPs'));
  return {
    ...object,
    metadata: annotations ? { ...metadata, annotations: { ...metadata.annotations, ...annotations } } : metadata,
    spec: { ...rest, type: 'LoadBalancer', ...added },
  };
}
