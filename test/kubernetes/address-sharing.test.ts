import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { claimsOf, portConflict, type AddressHolder, type PortConflict } from '../../src/kubernetes/address-sharing.ts';
import { services } from '../../src/kubernetes/exposures/service.ts';
import type { Facts } from '../../src/core/fact.ts';
import { yaml } from '../../src/languages/yaml/index.ts';

const sharing = suite('addresses of several Services');

const NO_FACTS: Facts = { scopesOf: () => [], all: () => [], around: () => [], areTogether: () => true, has: () => false };

/** A Service, and how often somebody looked at its ports. */
interface Watched {
  readonly holder: AddressHolder;
  readonly looks: () => number;
}

function watched(name: string, ports: readonly number[], addresses: readonly string[]): Watched {
  const text = `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}}\nspec:\n  ports: [${ports.map(port => `{port: ${port}}`).join()}]\n  externalIPs: [${addresses.join()}]\n`;
  const [document] = yaml.parse({ path: `${name}.yaml`, text }).documents;
  const [exposure] = services(document!, NO_FACTS);
  let looks = 0;
  const holder = new Proxy<AddressHolder>(exposure!, {
    get(target, key) {
      if (key === 'ports') looks++;
      return Reflect.get(target, key, target) as unknown;
    },
  });
  return { holder, looks: () => looks };
}

const SERVICES = 300;

sharing('of hundreds with ports of their own at one address, each is asked a few times', () => {
  const all = Array.from({ length: SERVICES }, (_, index) => watched(`s${index}`, [index + 1], ['192.0.2.4']));
  assert.is(portConflict(all.map(({ holder }) => holder)), undefined);
  for (const { looks } of all) assert.ok(looks() <= 3, `${looks()} looks`);
});

sharing('of two with hundreds of addresses, each is asked a few times', () => {
  const addresses = Array.from({ length: SERVICES }, (_, index) => `10.0.${index >> 8}.${index & 255}`);
  const all = [watched('a', [80], addresses), watched('b', [443], addresses)];
  const claims = claimsOf(all.map(({ holder }) => holder));
  assert.is(claims.size, SERVICES);
  assert.equal([...claims.get('10.0.1.7')!.keys()], ['80/TCP', '443/TCP']);
  for (const { looks } of all) assert.is(looks(), 1);
});

sharing('the first claim of two is told, of others before those of the group', () => {
  const [a, b, c] = ['a', 'b', 'c'].map(name => watched(name, [80, 443], ['192.0.2.4']).holder) as [
    AddressHolder,
    AddressHolder,
    AddressHolder,
  ];
  const names = (conflict: PortConflict | undefined) => [...conflict!.claims.map(({ title }) => title), conflict!.endpoint];
  assert.equal(names(portConflict([a, b])), ['Service `a`', 'Service `b`', '192.0.2.4:80/TCP']);
  assert.equal(names(portConflict([b], [c, a])), ['Service `c`', 'Service `b`', '192.0.2.4:80/TCP']);
  // Two of the others are not the group's to judge.
  assert.is(portConflict([watched('d', [53], ['192.0.2.4']).holder], [a, b]), undefined);
});

sharing('an address that one Service claims twice is shared with nobody', () => {
  assert.is(claimsOf([watched('a', [80, 80], ['192.0.2.4', '192.0.2.4']).holder]).size, 0);
});

sharing.run();
