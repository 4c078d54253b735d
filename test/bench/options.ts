import { parseArgs } from 'node:util';

/** What `npm run bench` was asked to do. */
export interface Options {
  /** Names of the measurements to make; all when there are none. */
  readonly only: readonly string[];
  /** Fewer rounds and less data: to see that it works, not to quote. */
  readonly quick: boolean;
  /** File for all figures as JSON. */
  readonly json: string | null;
}

/** Reads the command line. @throws Error with a sentence, for an argument that does not exist */
export function readOptions(args: readonly string[], names: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string', multiple: true },
      quick: { type: 'boolean', default: false },
      json: { type: 'string' },
    },
  });
  const only = (values.only ?? []).flatMap((list) => list.split(',')).filter(Boolean);
  const unknown = only.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new Error(`There is no measurement “${unknown}”. There are: ${names.join(', ')}.`);
  return { only, quick: values.quick, json: values.json ?? null };
}
