import { load } from 'js-yaml';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { comparisonFile, routeSyncComparison } from '../../src/kubernetes/route-sync-comparison.ts';

const test = suite('comparison of route syncs');

function comparison(period: string): { readonly items: readonly string[]; readonly expected: string; readonly measured: string } {
  const items = routeSyncComparison(period);
  if ('refused' in items) throw new Error(items.refused);
  const [expected = '', measured = ''] = items.map(item => item.slice(item.indexOf(' = ') + 3));
  return { items, expected, measured };
}

test('the loop syncs once an interval', () => {
  for (const [period, syncs] of [
    ['10s', 360],
    ['30s', 120],
    ['1m30s', 40],
    ['1h', 1],
    ['500ms', 7200],
    ['1.5m', 40],
    ['7s', 514.286],
  ] as const)
    assert.is(comparison(period).expected, `0 * sum by (job) (route_controller_route_sync_total) + ${syncs}`, period);
});

test('both expressions have the label of the job alone, whatever labels the counter has', () => {
  const { expected, measured } = comparison('10s');
  assert.is(measured, 'sum by (job) (increase(route_controller_route_sync_total[1h]))');
  for (const expression of [expected, measured]) assert.match(expression, 'sum by (job) (');
});

test('the file holds both as recording rules', () => {
  const { items, expected, measured } = comparison('10s');
  const rules = comparisonFile(items);
  assert.equal(load(rules), {
    groups: [
      {
        name: 'route-sync-comparison',
        rules: [
          { record: 'job:route_controller_route_sync:expected1h', expr: expected },
          { record: 'job:route_controller_route_sync:increase1h', expr: measured },
        ],
      },
    ],
  });
  assert.ok(rules.endsWith('\n'));
});

test('loops with several intervals do not share a record', () => {
  const records = ['10s', '1m30s'].map(period => comparison(period).items[0]!.split(' = ')[0]);
  assert.equal(records, ['job:route_controller_route_sync:expected1h', 'job:route_controller_route_sync:expected1h_every_1m30s']);
});

test('what is no interval is refused', () => {
  for (const period of ['', '0s', '10', '-10s', 's', '10 s', '${PERIOD}', '10s\ngroups: []'])
    assert.equal(routeSyncComparison(period), { refused: `\`${period}\` is no interval such as \`10s\` or \`1m30s\`` }, period);
});

test.run();
