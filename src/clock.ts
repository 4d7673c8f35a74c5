/** Takes the time of each stage; of one that is taken up again, of both together. */
export class Clock {
  readonly #times = new Map<string, number>();
  #since = performance.now();

  get stages(): readonly { readonly name: string; readonly milliseconds: number }[] {
    return Array.from(this.#times, ([name, milliseconds]) => ({ name, milliseconds }));
  }

  stage(name: string): void {
    const now = performance.now();
    this.#times.set(name, (this.#times.get(name) ?? 0) + now - this.#since);
    this.#since = now;
  }
}
