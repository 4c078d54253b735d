/** The parameters of a request by name. Lists repeat the name. */
export interface RestForm {
  readonly names: readonly string[];
  one(name: string): string | undefined;
  all(name: string): readonly string[];
  has(name: string): boolean;
  /** The last value of each parameter. */
  entries(): ReadonlyMap<string, string>;
}

/** Makes a form of names and values, in order. */
export function createForm(pairs: Iterable<[string, string]>): RestForm {
  const params = new URLSearchParams([...pairs]);
  return {
    names: [...new Set(params.keys())],
    one: (name) => params.getAll(name).at(-1),
    all: (name) => params.getAll(name),
    has: (name) => params.has(name),
    entries: () => new Map(params.entries()),
  };
}
