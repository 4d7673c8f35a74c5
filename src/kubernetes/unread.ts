import type { Document, Node } from '../core/document.ts';
import { cloudControllerManagers } from './cloud-controller-managers.ts';
import { componentCommand, containersOf } from './commands.ts';
import { passedOn } from './exposures/program-service.ts';
import { objects, textOf } from './object.ts';
import { unreadExpressions } from './terraform/unread.ts';

/** A part of a document that is not what it should be, so that nothing in it was looked at. */
export interface Unread {
  readonly at: Node;
  /** A sentence without a full stop. */
  readonly reason: string;
}

/** What was passed over in a document, told once so that silence is not taken for health. */
export function* unreadIn(document: Document): Generator<Unread> {
  yield* badPointers(document);
  yield* unreadExpressions(document);
  for (const { unread } of cloudControllerManagers(document)) if (unread) yield unread;
  yield* passedOn(document);
  for (const { apiVersion, kind, name, node } of objects(document)) {
    for (const { program, unread } of containersOf(node).flatMap(container => componentCommand(container) ?? []))
      if (unread)
        yield { at: unread, reason: `the shell script that starts ${program} cannot be told apart into words, so its flags were not read` };
    const values = node.get('spec', 'values');
    if (
      kind !== 'HelmRelease' ||
      !/^helm\.(?:toolkit\.)?fluxcd\.io\//.test(apiVersion) ||
      !values ||
      values.kind === 'map' ||
      values.value === null ||
      document.isTemplate
    )
      continue;
    yield { at: values, reason: `\`spec.values\` of HelmRelease \`${name ?? ''}\` is no map of values, so nothing in it was read` };
  }
}

/** Operations of a JSON Patch whose path is no JSON Pointer (RFC 6901): kustomize rejects them. */
function* badPointers({ root }: Document): Generator<Unread> {
  for (const item of root?.items() ?? []) {
    const path = item.get('path');
    const text = textOf(path);
    if (path && text?.includes('externalIPs') && textOf(item.get('op')) !== undefined && !text.startsWith('/'))
      yield { at: path, reason: `\`${text}\` is no JSON Pointer, which begins with \`/\`, so the operation was not read` };
  }
}
