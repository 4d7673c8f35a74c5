import type { Document, Node } from '../../core/document.ts';
import type { Resource } from '../../core/diagnostic.ts';
import { wordFor } from '../../core/document.ts';
import { cloudProviderOf } from '../cloud-providers.ts';
import { chartValues } from '../helm-values.ts';
import type { Release } from '../releases.ts';
import { resourceOf, textOf, type Pattern } from '../object.ts';

/** A chart that runs a cloud controller manager. */
export interface ManagerChart {
  readonly name: string;
  /** As `--cloud-provider` calls it. */
  readonly provider: string;
  /** Where its values name the repository of the image, and its tag. */
  readonly repository: Pattern;
  readonly tag: Pattern;
  /** The repository where the values name none. */
  readonly defaultRepository: string;
  /** The tag where the values name none, by the version of the chart. */
  readonly tagOf?: (version: string) => string | undefined;
}

/** Values of such a chart. */
export interface ManagerValues {
  readonly release: Release;
  readonly root: Node;
  /** `repository:tag`; without a tag where that is not known. */
  readonly image: string;
}

/**
 * The values of a chart in a document: those of a release of it, those below its name in the values of another chart, which has it for a
 * dependency, and files of values that name its image or lie in a folder of its name.
 */
export function* valuesOfChart(document: Document, chart: ManagerChart): Generator<ManagerValues> {
  for (const { release, root } of chartValues(document)) {
    const inner = root.get(chart.name);
    const name = release.chart ?? release.object?.name;
    if (inner?.kind === 'map') yield { release, root: inner, image: imageIn(inner, undefined, chart) };
    else if (name === chart.name || (release.chart === undefined && isFor(root, chart)))
      yield { release, root, image: imageIn(root, release.version, chart) };
  }
}

/** Whether the values, or the file they are in, name the chart where no release does. */
function isFor(root: Node, chart: ManagerChart): boolean {
  const repository = textOf(root.get(...chart.repository));
  if (repository !== undefined) return cloudProviderOf(repository, undefined)?.name === chart.provider;
  return root.document.file.path.split('/').some(step => step === chart.name || step.startsWith(`${chart.name}.`));
}

function imageIn(root: Node, version: string | undefined, chart: ManagerChart): string {
  const written = root.get(...chart.tag)?.value;
  const tag = written === undefined || written === null || written === '' ? chart.tagOf?.(version ?? '') : wordFor(written);
  const repository = textOf(root.get(...chart.repository)) ?? chart.defaultRepository;
  return tag === undefined ? repository : `${repository}:${tag}`;
}

/** What a finding about values says they are of. */
export const resourceOfValues = ({ release: { object } }: ManagerValues, at: Node): Resource =>
  object ? resourceOf(object, at.path, 'helm-values') : { path: at.path, form: 'helm-values' };
