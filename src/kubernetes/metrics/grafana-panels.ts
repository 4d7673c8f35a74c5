import type { Node } from '../../core/document.ts';
import { textOf } from '../object.ts';
import type { Holder } from './metric-expression.ts';

/**
 * A query of a dashboard: of a panel, a panel in a row or of a library (`targets`), of an annotation, or of the newer schema (`queries`).
 * What is no other holder is one as well: it shows a result and compares it with nothing.
 *
 * https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/view-dashboard-json-model/
 */
export function grafanaPanel(expression: Node): Holder {
  const name = titleAround(expression);
  return {
    form: 'grafana-panel',
    kind: 'panel',
    title: name === undefined ? 'a query' : `panel \`${name}\``,
    name,
    holdsFor: 0,
    thresholds: [],
  };
}

/** The title of the nearest thing that has one, which is a panel. */
function titleAround({ document, path }: Node): string | undefined {
  for (let length = path.length - 1; length > 0; length--) {
    const title = textOf(document.root?.get(...path.slice(0, length), 'title'));
    if (title !== undefined) return title;
  }
  return undefined;
}
