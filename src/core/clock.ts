import { uptime } from 'node:process';

/** What a run spends its time on, in the order of the table. */
const STAGES = ['start', 'list', 'read', 'scan', 'load', 'cut', 'parse', 'rules', 'fix', 'report'] as const;

export type Stage = (typeof STAGES)[number];

/** How long a stage took. */
export interface StageTime {
  readonly name: string;
  readonly milliseconds: number;
}

/** Takes the time of each stage. What is done within a stage may be one of its own, whose time is not counted twice. */
export class Clock {
  readonly #now: () => number;
  readonly #times = new Map<Stage, number>();
  readonly #open: Stage[] = ['start'];
  /** Since the process began. */
  #since = 0;

  /** `now`: in milliseconds. */
  constructor(now: () => number = sinceStart) {
    this.#now = now;
  }

  get stages(): readonly StageTime[] {
    this.#add();
    return STAGES.flatMap(name => {
      const milliseconds = this.#times.get(name);
      return milliseconds === undefined ? [] : { name, milliseconds };
    });
  }

  /** Ends the current stage, and begins the next. */
  stage(name: Stage): void {
    this.#add();
    this.#open[this.#open.length - 1] = name;
  }

  /** Begins a stage within the current one, which goes on with `leave`. */
  enter(name: Stage): void {
    this.#add();
    this.#open.push(name);
  }

  leave(): void {
    this.#add();
    this.#open.pop();
  }

  #add(): void {
    const now = this.#now();
    const stage = this.#open.at(-1)!;
    this.#times.set(stage, (this.#times.get(stage) ?? 0) + now - this.#since);
    this.#since = now;
  }
}

/** How long the process has been running, in milliseconds. `performance.now()` would say the same, and takes a millisecond to load. */
export const sinceStart = (): number => uptime() * 1000;
