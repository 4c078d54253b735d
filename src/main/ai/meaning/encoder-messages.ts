/** What the worker is started with. */
export interface EncoderWorkerData {
  readonly modelDir: string;
}

/** Texts for the worker; it answers one such message after the other. */
export interface EncodeRequest {
  readonly texts: readonly string[];
}

/** What the worker answers: a vector for each text, or why there are none. */
export type EncodeAnswer = { readonly vectors: readonly Float32Array[] } | { readonly error: string };
