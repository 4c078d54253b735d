/** A way from the internet to the console's webhook server, opened. */
export interface OpenedTunnel {
  /** Public base URL, without a slash at the end. */
  readonly url: string;
  close(): Promise<void>;
}

export interface OpeningOptions {
  /** Port of the webhook server on 127.0.0.1. */
  readonly port: number;
  /** Fires when nobody wants the tunnel any more; whatever opens after that has to be closed again. */
  readonly signal: AbortSignal;
  /** To be called when the tunnel breaks after it was open, with a sentence for people. */
  readonly onDown: (reason: string) => void;
}

/**
 * Opens a tunnel of one kind.
 *
 * @throws TunnelProblem with a sentence for people
 */
export type TunnelOpener = (options: OpeningOptions) => Promise<OpenedTunnel>;

/** Why there is no tunnel, a sentence for people with what to do. */
export class TunnelProblem extends Error {
  override readonly name = 'TunnelProblem';
  constructor(
    message: string,
    /** Whether it will fail again until somebody changes something, so that trying is no use. */
    readonly isLasting: boolean,
  ) {
    super(message);
  }
}
