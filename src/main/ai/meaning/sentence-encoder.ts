/** Turns sentences into vectors: the more alike two mean, the nearer to 1 the product of their vectors. */
export interface SentenceEncoder {
  /**
   * @param texts English sentences, as they were written
   * @returns for each text, in their order, a vector of length 1
   * @throws Error after `close`, and when the model cannot be read or run
   */
  readonly encode: (texts: readonly string[]) => Promise<readonly Float32Array[]>;
  /** Ends what runs for it; what is awaited fails. */
  readonly close: () => Promise<void>;
}
