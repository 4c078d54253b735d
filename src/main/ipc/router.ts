import { z } from 'zod';
import type { Result } from '../../shared/ipc-contract';
import { toRequestProblem } from './problem';

export type Schemas = Readonly<Record<string, z.ZodType>>;

/**
 * One function for each request of a contract. A missing route, one too many, or one that gives something else does
 * not compile.
 *
 * @typeParam S the schemas of the requests, by name
 * @typeParam O what each request gives back, by name
 */
export type Handlers<S extends Schemas, O extends Readonly<Record<keyof S, unknown>>> = {
  readonly [N in keyof S]: (input: z.output<S[N]>) => O[N] | Promise<O[N]>;
};

export interface Router {
  /**
   * Looks up, parses and carries out one request. What it is given may be anything. Never rejects: whatever goes wrong
   * comes back as a sentence.
   */
  handle(name: unknown, input: unknown): Promise<Result<unknown>>;
}

export interface RouterOptions<S extends Schemas, O extends Readonly<Record<keyof S, unknown>>> {
  readonly schemas: S;
  readonly handlers: Handlers<S, O>;
  /** Gets what nobody foresaw, with all its detail. */
  readonly onUnexpected: (request: string, error: unknown) => void;
}

/** Makes the router of one window: only the requests of its own contract can be reached through it. */
export function createRouter<S extends Schemas, O extends Readonly<Record<keyof S, unknown>>>(
  options: RouterOptions<S, O>,
): Router {
  const { schemas, handlers, onUnexpected } = options;
  return {
    async handle(name, input) {
      if (typeof name !== 'string' || !Object.hasOwn(schemas, name)) {
        return refuse('The window asked for something that this version does not know.');
      }
      const parsed = schemas[name]?.safeParse(input);
      if (!parsed?.success) {
        return refuse(describe(parsed?.error));
      }
      try {
        // Parsed by the schema of the same name; the types of both are paired by `Handlers`.
        const handler = handlers[name] as (input: unknown) => unknown;
        return { ok: true, value: await handler(parsed.data) };
      } catch (error) {
        const known = toRequestProblem(error);
        if (known) return { ok: false, error: known };
        onUnexpected(name, error);
        return {
          ok: false,
          error: {
            code: 'internal',
            message: 'Something unexpected went wrong, and this was not done.',
            remedy: 'Try again. If it happens again, the log file in the data folder says more.',
          },
        };
      }
    },
  };
}

function refuse(message: string): Result<never> {
  return { ok: false, error: { code: 'bad-request', message } };
}

/** Says what was wrong by the names of the fields; what was in them is not repeated. */
function describe(error: z.ZodError | undefined): string {
  const issue = error?.issues[0];
  if (!issue) return 'The request could not be read.';
  const field = issue.path.map(String).join('.');
  return field
    ? `The request could not be read: ${field}: ${issue.message}.`
    : `The request could not be read: ${issue.message}.`;
}
