import type { Clock } from '../../app/clock';
import type { SentenceEncoder } from './sentence-encoder';

/** What sentences mean, as vectors: the nearer to 1 the product of two, the more alike they mean. */
export interface Meanings {
  /** Gives the vector of a text. Where it is not known yet, whoever runs this learns of it, see `attempt` and `understand`. */
  readonly of: (text: string) => Float32Array | undefined;
  /** Runs something; null where it asked for a meaning that is not known yet. */
  readonly attempt: <T>(run: () => T) => T | null;
  /**
   * Runs something with the meanings that it asks for. Where they cannot be had in time it is run without them, so this
   * never fails for want of a meaning.
   */
  readonly understand: <T>(run: () => T) => Promise<T>;
  /** Gives the vectors of texts, in their order; null where they cannot be had. They are not kept here. */
  readonly learn: (texts: readonly string[]) => Promise<readonly Float32Array[] | null>;
  /** Has whoever runs this wait for what is being learned as for a meaning that is not known yet. */
  readonly waitFor: (learning: Promise<unknown>) => void;
  /** How often `learn` has given some: when it is more than before, what was found until then may be found otherwise now. */
  readonly timesLearned: () => number;
}

/** What a run asked for in vain: texts, and what is being learned already. */
interface Lacking {
  readonly texts: Set<string>;
  readonly learning: Set<Promise<unknown>>;
}

/** Most texts whose vectors are kept, the newest: 2 KB each. */
const KEPT = 2_000;
/** Texts that are given to the encoder at a time, so that a question does not wait for a whole list. */
const BATCH = 16;
/** A customer waits no longer than this for an answer to be better, in milliseconds. */
const PATIENCE_MS = 4_000;
/** How long nothing is asked of an encoder that has failed, in milliseconds. */
const REST_MS = 600_000;
/** What a meaning that was asked for shows may ask for more: the parts of a question, then what goes with them. */
const ROUNDS = 4;

/** Keeps what texts mean, by an encoder that takes its time. */
export function createMeanings(parts: {
  readonly encoder: Pick<SentenceEncoder, 'encode'>;
  readonly clock: Clock;
  /** Told why the encoder failed, once until it is well again; the search goes on by words alone. */
  readonly onError: (error: unknown) => void;
}): Meanings {
  const { encoder, clock, onError } = parts;
  const known = new Map<string, Float32Array>();
  let lacking: Lacking | null = null;
  let failedAt: number | null = null;
  let isSaid = false;
  let timesLearned = 0;
  /** A clock that is set back lets it rest no longer. */
  const rests = () => failedAt !== null && Math.abs(clock.now() - failedAt) < REST_MS;

  /** Runs something and gives what it lacked. */
  function collect<T>(run: () => T): { readonly result: T; readonly lacks: Lacking | null } {
    const own: Lacking = { texts: new Set(), learning: new Set() };
    const outer = lacking;
    lacking = own;
    try {
      const result = run();
      return { result, lacks: own.texts.size + own.learning.size > 0 ? own : null };
    } finally {
      lacking = outer;
    }
  }

  async function learn(texts: readonly string[]): Promise<readonly Float32Array[] | null> {
    const learned: Float32Array[] = [];
    for (let at = 0; at < texts.length; at += BATCH) {
      if (rests()) return null;
      try {
        learned.push(...(await encoder.encode(texts.slice(at, at + BATCH))));
        isSaid = false;
      } catch (error) {
        failedAt = clock.now();
        if (!isSaid) onError(error);
        isSaid = true;
        return null;
      }
    }
    return learned;
  }

  async function keep(texts: readonly string[]): Promise<void> {
    const learned = await learn(texts);
    learned?.forEach((vector, at) => {
      const text = texts[at];
      if (text !== undefined) known.set(text, vector);
    });
    for (const text of known.keys()) {
      if (known.size <= KEPT) break;
      known.delete(text);
    }
  }

  return {
    of: (text) => {
      const vector = known.get(text);
      if (vector) {
        known.delete(text);
        known.set(text, vector);
      } else if (!rests()) lacking?.texts.add(text);
      return vector;
    },
    attempt: (run) => {
      const { result, lacks } = collect(run);
      return lacks === null ? result : null;
    },
    understand: async (run) => {
      const until = clock.now() + PATIENCE_MS;
      for (let round = 0; round < ROUNDS; round += 1) {
        const { result, lacks } = collect(run);
        if (lacks === null) return result;
        const learned = Promise.all([keep([...lacks.texts]), ...lacks.learning]);
        if (!(await isInTime(learned, clock, until - clock.now()))) break;
      }
      return collect(run).result;
    },
    waitFor: (learning) => {
      if (!rests()) lacking?.learning.add(learning);
    },
    learn: async (texts) => {
      const learned = await learn(texts);
      if (learned) timesLearned += 1;
      return learned;
    },
    timesLearned: () => timesLearned,
  };
}

/** Whether something is done within some milliseconds. */
async function isInTime(done: Promise<unknown>, clock: Clock, ms: number): Promise<boolean> {
  let cancel: () => void = () => undefined;
  const late = new Promise<boolean>((resolve) => {
    cancel = clock.after(Math.min(PATIENCE_MS, Math.max(0, ms)), () => resolve(false));
  });
  try {
    return await Promise.race([done.then(() => true), late]);
  } finally {
    cancel();
  }
}

/** For a search by words alone. */
export const NO_MEANINGS: Meanings = {
  of: () => undefined,
  attempt: (run) => run(),
  understand: (run) => Promise.resolve(run()),
  learn: () => Promise.resolve(null),
  waitFor: () => undefined,
  timesLearned: () => 0,
};
