import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { endOften, fleet, type Ended } from './often.ts';

const often = suite('--fix, ended at random points');

/** `npm run test:killed` looks longer, and prints what it met. */
const { KILLS, FILES, TARGET, SIGNAL } = process.env;

const progress = (met: Ended): void => {
  if (KILLS !== undefined) console.log(JSON.stringify(met));
};

const asked = fleet(TARGET === 'gateway' ? 'gateway' : 'metallb', Number(FILES ?? 150));

if (SIGNAL === undefined || SIGNAL === 'SIGKILL')
  often('a kill leaves each file old or new, and the next run finishes it and leaves no temporary file', async () => {
    const { faults, ...met } = await endOften(asked, Number(KILLS ?? 4), { progress });
    if (KILLS !== undefined) console.log(met);
    assert.equal(faults, []);
    assert.ok(met.met['not in time'] < Number(KILLS ?? 4), 'some run was killed on its way');
  });

if (KILLS !== undefined && SIGNAL !== 'SIGKILL')
  for (const signal of SIGNAL === undefined ? (['SIGTERM', 'SIGINT', 'SIGHUP'] as const) : [SIGNAL as NodeJS.Signals])
    often(`${signal} leaves all files old or all new, and nothing beside them`, async () => {
      const { faults, ...met } = await endOften(asked, Number(KILLS), { signal, progress });
      console.log(signal, met);
      assert.equal(faults, []);
    });

often.run();
