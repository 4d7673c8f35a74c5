import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Clock } from '../../src/core/clock.ts';

const clocks = suite('clock');

let now = 0;

const newClock = (): Clock => new Clock(() => now);

const after = (milliseconds: number): void => void (now += milliseconds);

clocks('stages follow each other, and one that is taken up again goes on', () => {
  now = 5;
  const clock = newClock();
  clock.stage('list');
  after(3);
  clock.stage('fix');
  after(10);
  clock.stage('list');
  after(4);
  assert.equal(clock.stages, [
    { name: 'start', milliseconds: 5 },
    { name: 'list', milliseconds: 7 },
    { name: 'fix', milliseconds: 10 },
  ]);
});

clocks('the time of what is done within a stage is not that of the stage', () => {
  now = 0;
  const clock = newClock();
  clock.stage('rules');
  after(1);
  clock.enter('cut');
  after(2);
  clock.stage('parse');
  after(4);
  clock.leave();
  after(8);
  assert.equal(clock.stages, [
    { name: 'start', milliseconds: 0 },
    { name: 'cut', milliseconds: 2 },
    { name: 'parse', milliseconds: 4 },
    { name: 'rules', milliseconds: 9 },
  ]);
});

clocks.run();
