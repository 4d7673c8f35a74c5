/** Takes the time of each stage. */
export class Clock {
  readonly stages: { readonly name: string; readonly milliseconds: number }[] = [];
  #since = performance.now();

  stage(name: string): void {
    const now = performance.now();
    this.stages.push({ name, milliseconds: now - this.#since });
    this.#since = now;
  }
}
