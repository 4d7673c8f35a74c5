import type { Document, Query } from '../../core/document.ts';
import { chartOfTemplate, renderedPaths } from '../charts.ts';
import { serviceKeys, type ServiceKey } from '../chart-keys.ts';
import { chartValues } from '../helm-values.ts';
import { referencedValues } from '../referenced-values.ts';
import type { ServiceExposure } from '../service-exposure.ts';
import { isUnused } from '../unused-values.ts';
import { layeredWith } from './layered-values.ts';
import { serviceParameters } from './service-parameters.ts';
import { ServiceValues } from './service-values.ts';
import { valuesBeside } from './values-beside.ts';

/** Chart values that become the externalIPs of a Service, found without rendering the chart. */
export const helmValues: Query<ServiceExposure> = function* (document, facts) {
  for (const { release, root } of [...chartValues(document), referencedValues(document, facts) ?? []].flat()) {
    const rendered = renderedPaths(release.folders, facts);
    for (const key of serviceKeys(
      root,
      release.chart,
      rendered.map(({ path }) => path),
    )) {
      const path = key.externalIPs.path.slice(root.path.length);
      if (isPassedThrough(document, key) || (!key.isAlone && isUnused(document, path, facts))) continue;
      yield new ServiceValues(document, release, key, root.path.length, {
        rendered,
        obstacle: () => layeredWith(document, release, path, facts),
        beside: (service, keys) => (release.object ? [] : valuesBeside(document, service, keys, facts)),
      });
    }
  }
  yield* serviceParameters(document);
};

/** What a template of a chart hands on are values of its own chart, and those are the finding. An expression elsewhere has none behind it. */
const isPassedThrough = ({ isTemplate, file }: Document, { addresses }: ServiceKey): boolean =>
  isTemplate && chartOfTemplate(file.path) !== undefined && addresses.every(({ kind }) => kind === 'template');
