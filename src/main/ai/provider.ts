import type { CommunicationType, KnowledgeEntry } from '../../shared/domain';
import type { ModelPrice } from './model-prices';

/** One thing said, oldest first in a conversation. */
export interface Turn {
  readonly who: 'customer' | 'team';
  readonly text: string;
  readonly at: string;
}

/** What a provider is asked: the conversation ends with what the customer said and nobody answered yet. */
export interface ReplyRequest {
  readonly communication_type: CommunicationType;
  /** The team's own instructions to the model. */
  readonly instructions: string;
  /** This session, oldest first. */
  readonly turns: readonly Turn[];
  /** The end of it: at least from the customer's last words before the team's newest on. Left out: all of it. */
  readonly recent?: readonly Turn[];
  /** The tail of what was said before this session, oldest first. */
  readonly earlier?: readonly Turn[];
  /** Whether the customer has been here before this session. */
  readonly returning: boolean;
  /** What the team calls the customer, if it does. */
  readonly contactName: string | null;
  /** The number that the customer wrote to or called, where one is known. */
  readonly ourNumber?: string;
  readonly knowledge: readonly KnowledgeEntry[];
  readonly signal: AbortSignal;
  /** Told the text as far as it is written, by providers that write it piece by piece. */
  readonly onText?: (soFar: string) => void;
}

export interface Reply {
  readonly text: string;
  readonly model: string | null;
  readonly tokens: number | null;
  /** In US dollars, where it is known. */
  readonly costUsd?: number;
  /** How sure the provider is, from 0 to 1, where it can tell. */
  readonly confidence?: number;
  /** How well each knowledge entry fits, from 0 to 1, by its id. */
  readonly scores?: Readonly<Record<string, number>>;
  /** Ids of the knowledge entries that the text rests on. */
  readonly knowledge: readonly string[];
  /** Which rule of the provider fired, if it works by rules. */
  readonly rule: string | null;
  /** Set when a person should go on: the customer asked for one, or the provider is unsure. */
  readonly handOff: {
    readonly reason: string;
    /** The part of the text that answers something, and is said before whatever line the customer is told. */
    readonly answered?: string;
    /** The language that the customer surely writes in, by ISO 639-1 code, where the text is in it. */
    readonly language?: string;
  } | null;
  /** The text is the team's own, such as its line when a person takes over, and no model's. */
  readonly teamWords?: true;
  /** What the answer checks changed in the text, a sentence each. */
  readonly changed?: readonly string[];
  /** Why a person should look at it all the same, where the AI talks on: it is unsure, or the customer complains. */
  readonly concern?: string;
}

/**
 * Writes replies. The text it gives is untrusted: the caller checks it before anything is sent.
 */
export interface Provider {
  readonly name: 'mock' | 'knowledge' | 'openai';
  /** What its model costs as the settings are now; null: nobody knows. Absent where nothing is paid for. */
  readonly price?: () => ModelPrice | null;
  /**
   * Gives a reply at once where that is pure and costs nothing: then text and reply are stored with one write. Null where
   * this one takes time after all.
   */
  readonly instantly?: (request: ReplyRequest) => Reply | null;
  /**
   * Gives a reply.
   *
   * @throws ProviderError with a sentence for people
   */
  reply(request: ReplyRequest): Reply | Promise<Reply>;
}

/** The provider failed, was slow or answered rubbish. The message is a sentence for people. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError';
}
