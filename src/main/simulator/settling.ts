/** A promise together with what fulfils it. */
export interface Settling<T> {
  readonly settled: Promise<T>;
  settle(value: T): void;
}

/** Makes a promise that is fulfilled from outside. */
export function createSettling<T>(): Settling<T> {
  let settle: (value: T) => void = () => undefined;
  const settled = new Promise<T>((resolve) => {
    settle = resolve;
  });
  return { settled, settle };
}
