import type { Diagnostic } from '../core/diagnostic.ts';
import { SEVERITIES } from '../core/diagnostic.ts';
import { formatVersion } from '../core/version.ts';
import { fingerprints } from '../lint/fingerprint.ts';
import { groupBy } from './group-by.ts';
import { badge } from './html-finding.ts';
import { markup, prose, type Markup } from './markup.ts';
import { plural } from './plural.ts';
import type { Report, TimelineEntry } from './report.ts';
import { countBySeverity } from './report.ts';

/** What each rule finds at each version, and what changes from one version to the next; nothing where no other version was looked at. */
export function timelineSection({ timeline = [], target }: Report): Markup {
  const rules = [...new Set(timeline.flatMap(({ diagnostics }) => diagnostics.map(({ rule }) => rule)))].toSorted();
  if (rules.length === 0) return markup``;
  const isTarget = ({ version }: TimelineEntry): boolean => formatVersion(version) === formatVersion(target);
  const heads = timeline.map(
    entry => markup`<th scope="col" class="${isTarget(entry) ? 'target' : ''}">${formatVersion(entry.version)}</th>`,
  );
  const rows = rules.map(
    rule =>
      markup`<tr>
        <th scope="row">${rule}</th>
        ${timeline.map(({ diagnostics }) => cell(diagnostics.filter(one => one.rule === rule)))}
      </tr> `,
  );
  return markup`<section>
    <h2>What breaks when</h2>
    <p>
      The files as they are, linted for each version of Kubernetes. A number is how many findings a rule has there, its colour the gravest
      of them.
    </p>
    <div class="scroll">
      <table class="timeline">
        <thead>
          <tr>
            <th scope="col">rule</th>
            ${heads}
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>
    ${changesList(timeline)}
  </section> `;
}

function cell(diagnostics: readonly Diagnostic[]): Markup {
  const counts = countBySeverity(diagnostics);
  const gravest = SEVERITIES.findLast(severity => counts[severity] > 0);
  if (!gravest) return markup`<td></td>`;
  const title = SEVERITIES.filter(severity => counts[severity] > 0).map(severity => `${counts[severity]} ${severity}`);
  return markup`<td class="${gravest}" title="${title.join(', ')}">${diagnostics.length}</td>`;
}

/** What is new or graver than one version before, in the words of the rule. */
function changesList(timeline: readonly TimelineEntry[]): Markup {
  const items = timeline.slice(1).flatMap(({ version, diagnostics }, index) => {
    const before = statesOf(timeline[index]!.diagnostics);
    const changed = [...fingerprints(diagnostics)].filter(([one, key]) => before.get(key) !== describe(one)).map(([one]) => one);
    return [...groupBy(changed, describe).values()].map(
      group => markup`<li><b>${formatVersion(version)}</b> ${badge(group[0]!.severity)} ${changeText(group)}</li> `,
    );
  });
  return items.length > 0
    ? markup`<ul>
        ${items}
      </ul>`
    : markup`<p>Nothing changes between these versions.</p>`;
}

const changeText = (group: readonly Diagnostic[]): Markup => {
  const { rule, primary } = group[0]!;
  return markup`${plural(group.length, 'finding')} of <code>${rule}</code>${primary.text ? markup`: ${prose(primary.text)}` : ''}`;
};

const statesOf = (diagnostics: readonly Diagnostic[]): ReadonlyMap<string, string> =>
  new Map(Array.from(fingerprints(diagnostics), ([one, key]) => [key, describe(one)]));

/** What a version can change about a finding. */
const describe = ({ rule, severity, primary }: Diagnostic): string => JSON.stringify([rule, severity, primary.text]);
