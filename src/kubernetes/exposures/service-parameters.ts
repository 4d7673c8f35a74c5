import type { Document, Node, Path } from '../../core/document.ts';
import { dottedPath } from '../../core/dotted-path.ts';
import { readAddress, type Address } from '../address.ts';
import { namesService } from '../chart-keys.ts';
import { chartParameters, type ChartParameter } from '../helm-values.ts';
import { textOf } from '../object.ts';
import type { Release } from '../releases.ts';
import type { Field, Renderer, ServiceExposure } from '../service-exposure.ts';
import { CHART_DECIDES, identityOf, resourceOf, titleOf } from './of-release.ts';

/** A list of addresses that is given item by item, or as one string in braces. It is read; parameters say too little to be written. */
class ServiceParameters implements ServiceExposure {
  readonly form = 'helm-values';
  readonly document: Document;
  readonly externalIPs: Node;
  readonly addresses: readonly Address[];
  readonly ports = undefined;
  readonly #release: Release;
  readonly #path: Path;

  constructor(document: Document, release: Release, path: Path, given: readonly ChartParameter[]) {
    this.document = document;
    this.externalIPs = given[0]!.at;
    this.addresses = given.flatMap(addressesOf);
    this.#release = release;
    this.#path = path;
  }

  get resource() {
    return resourceOf(this.#release, this.externalIPs);
  }

  get identity(): string | undefined {
    return identityOf(this.#release, this.#path);
  }

  get title(): string {
    return titleOf(this.#release, this.#path.slice(0, -1));
  }

  get renderer(): Renderer {
    return { release: this.#release.id, assumes: () => [] };
  }

  field(): Field {
    return CHART_DECIDES;
  }

  annotation(): Field {
    return CHART_DECIDES;
  }

  plan() {
    return { refused: `\`${dottedPath(this.#path)}\` is set as a parameter: move it to the values first` };
  }
}

/** Lists of addresses that a document gives to charts one by one. */
export function* serviceParameters(document: Document): Generator<ServiceExposure> {
  const lists = new Map<string, { readonly path: Path; readonly given: ChartParameter[] }>();
  for (const parameter of chartParameters(document)) {
    const path = pathOf(parameter.name);
    const end = path.lastIndexOf('externalIPs');
    const isItem = end === path.length - 2 && typeof path.at(-1) === 'number';
    if (end === -1 || (end < path.length - 1 && !isItem) || !namesService(path.slice(0, end)) || addressesOf(parameter).length === 0)
      continue;
    const id = [parameter.at.path.slice(0, -2), ...path.slice(0, end)].join(' ');
    const list = lists.get(id);
    if (list) list.given.push(parameter);
    else lists.set(id, { path: path.slice(0, end + 1), given: [parameter] });
  }
  for (const { path, given } of lists.values()) yield new ServiceParameters(document, given[0]!.release, path, given);
}

/** The path that `helm --set` reads in a name: dots part keys unless a backslash stands before them, brackets hold an index. */
function pathOf(name: string): Path {
  return name.split(/(?<!\\)\./).flatMap(part => {
    const [key = '', ...indexes] = part.split(/\[(\d+)\]/).filter(piece => piece !== '');
    return [key.replaceAll('\\.', '.'), ...indexes.map(Number)];
  });
}

/** `{a,b}` is how `helm --set` spells a list. */
function addressesOf({ value }: ChartParameter): readonly Address[] {
  const text = textOf(value);
  const inside = text?.startsWith('${') ? undefined : /^\{(.*)\}$/.exec(text ?? '')?.[1];
  const texts = inside === undefined ? [text ?? ''] : inside.split(',').map(item => item.trim());
  return texts.some(item => item.includes('/')) ? [] : texts.filter(item => item !== '').map(item => readAddress(value, item));
}
