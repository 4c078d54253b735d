import { z } from 'zod';

/** Trying the endpoint of the language model, as the settings have it. */
export const endpointSchemas = {
  'endpoint.test': z.strictObject({}),
} as const;

/** Why something could not be had, in a sentence, with the technical text. */
export interface EndpointTrouble {
  readonly message: string;
  readonly detail: string;
}

/** What came of trying an endpoint. */
export interface EndpointTest {
  /** Host and port that were asked. */
  readonly host: string;
  readonly model: string;
  /** What models it offers, in order of their names; null where it does not tell. */
  readonly models: readonly string[] | null;
  readonly modelsTrouble: EndpointTrouble | null;
  /** What the model answered to a small question; null where it did not. */
  readonly answer: EndpointAnswer | null;
  readonly trouble: EndpointTrouble | null;
}

export interface EndpointAnswer {
  readonly text: string;
  /** As the endpoint names it. */
  readonly model: string | null;
  /** Until its first word and its last, in milliseconds. */
  readonly firstMs: number;
  readonly totalMs: number;
  /** Whether it came piece by piece, so that drafts can be seen growing. */
  readonly isStreamed: boolean;
}

export interface EndpointOutput {
  'endpoint.test': EndpointTest;
}
