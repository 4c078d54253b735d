/** A link to one file of a message. */
export interface MediaLink {
  readonly url: string;
  /** What its sender says that it is. */
  readonly contentType: string;
}

/** Why a file could not be had, a sentence for people. */
export class MediaProblem extends Error {
  override readonly name = 'MediaProblem';
  constructor(
    message: string,
    /** Whether it may go well when it is tried again. */
    readonly mayPass: boolean,
  ) {
    super(message);
  }
}
