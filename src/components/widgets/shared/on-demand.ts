/** A part of a tool that is fetched when it is first needed. A failed attempt is forgotten, so that the next one tries again. */
export class OnDemand<T> {
  private readonly fetch: () => Promise<T>;
  private fetched: Promise<T> | null = null;

  constructor(fetch: () => Promise<T>) {
    this.fetch = fetch;
  }

  get(): Promise<T> {
    this.fetched ??= this.fetch().catch((error: unknown) => {
      this.fetched = null;
      throw error;
    });
    return this.fetched;
  }

  /** Lets go of the part, if it was ever asked for; `end` gets it, once it is there, to close it. */
  drop(end: (part: T) => void): void {
    void this.fetched?.then(end, () => undefined);
    this.fetched = null;
  }
}
