import type { Path } from '../../core/document.ts';
import type { YamlDocument } from './document.ts';
import { Refused, quotePath } from './refused.ts';
import { isAlias, isMap, isSeq, type YAMLMap, type YamlNode, type YamlPair } from './syntax.ts';

const CHANGES_MORE = ', so a change there changes more than one place: write it out first';

/** Refuses to change what a merge key brings in, directly or from further merge keys: every other place that uses it would change. */
export function refuseForeign(document: YamlDocument, map: YAMLMap.Parsed, key: string, path: Path): void {
  if (!document.members(map).has(key) && document.allMembers(map).has(key))
    throw new Refused(`${quotePath(path)} comes from a merge key (\`<<\`)${CHANGES_MORE}`, 'MERGE_KEY');
}

export function refuseAlias(node: YamlNode | null, path: Path): void {
  if (isAlias(node)) throw new Refused(`${quotePath(path)} is an alias (\`*${node.source}\`)${CHANGES_MORE}`, 'ANCHOR_OWNED');
}

/** Refuses to change a collection that an alias stands for as well. */
export function refuseShared(document: YamlDocument, node: YamlNode, path: Path): void {
  if (document.aliases.usesOf(node).length > 0)
    throw new Refused(`${quotePath(path)} has an anchor that is used elsewhere${CHANGES_MORE}`, 'ANCHOR_OWNED');
}

/** Refuses to remove or replace the home of an anchor that is used elsewhere. */
export function refuseHome(document: YamlDocument, node: YamlNode | null, path: Path): void {
  if (!node || document.aliases.isEmpty) return;
  const inside = nodesWithin(node);
  for (const home of inside) {
    if (document.aliases.usesOf(home).every(alias => inside.has(alias as YamlNode))) continue;
    const anchor = `\`&${'anchor' in home ? home.anchor : ''}\``;
    throw new Refused(
      `${quotePath(path)} holds the anchor ${anchor}, which is used elsewhere: write its value out there first`,
      'ANCHOR_OWNED',
    );
  }
}

function nodesWithin(node: YamlNode): ReadonlySet<YamlNode> {
  const found = new Set([node]);
  for (const current of found) {
    if (isSeq(current)) for (const item of current.items) found.add(item);
    if (!isMap(current)) continue;
    for (const { key, value } of current.items as YamlPair[]) {
      found.add(key);
      if (value) found.add(value);
    }
  }
  return found;
}
