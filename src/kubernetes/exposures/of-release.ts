import type { Node, Path } from '../../core/document.ts';
import { dottedPath } from '../../core/dotted-path.ts';
import { pathInObject } from '../programs.ts';
import type { Release } from '../releases.ts';
import type { Field } from '../service-exposure.ts';

export const CHART_DECIDES: Field = { state: 'unknown', why: 'the chart decides' };

/** What a finding says about values, which stand in the object of their release if that is where they are. */
export function resourceOf({ object }: Release, { path, document }: Node) {
  const { apiVersion, kind, namespace, name } = object ?? {};
  return { apiVersion, kind, namespace, name, path: [...(document.within?.node.path ?? []), ...pathInObject(path)], form: 'helm-values' };
}

/** The same for all copies of one release; a values file does not know its release. */
export const identityOf = ({ object, id }: Release, path: Path): string | undefined =>
  object && id !== undefined ? `${id} ${dottedPath(path)}` : undefined;

/** What the user calls the map that a Service is made of. */
export function titleOf({ title }: Release, path: Path): string {
  const values = dottedPath(path);
  if (title === undefined) return values === '' ? 'a values file' : `values \`${values}\``;
  return values === '' ? title : `${title} (\`${values}\`)`;
}
