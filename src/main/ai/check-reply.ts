import { checkAnswer, type Checked } from './check/check-answer';
import type { About } from './check/rule';
import { ownRules } from './prompt';
import type { Provider, Reply, ReplyRequest } from './provider';

/** What the checks depend on besides the question and the answer. */
export interface CheckSettings {
  /** Most segments that a text may take. */
  readonly maxSegments: number;
  /** Domains that may always be linked to. */
  readonly linkDomains: readonly string[];
}

export interface Checking {
  readonly provider: Pick<Provider, 'name'>;
  readonly request: ReplyRequest;
  readonly settings: CheckSettings;
  /** Whether a text holds one of the console's secrets. */
  readonly holdsSecret: (text: string) => boolean;
  /** Gives the language of a text, or null where it cannot be told; needed for what a model wrote. */
  readonly languageOf?: ((text: string) => string | null) | undefined;
}

/**
 * Checks what a provider wrote before anybody gets to see it as an answer. The words of the offline providers are the
 * team's own or ours, so only a model's are looked at for what models make up.
 */
export function checkReply(reply: Reply, { provider, request, ...checking }: Checking): Checked {
  const { settings } = checking;
  const isOwn = provider.name !== 'openai' || reply.teamWords === true;
  const about: About = {
    type: request.communication_type,
    maxSegments: settings.maxSegments,
    linkDomains: settings.linkDomains,
    rules: isOwn ? [] : ownRules(request.communication_type, settings.maxSegments),
    instructions: request.instructions,
    knowledge: isOwn ? [] : shownTo(reply, request),
    // Only looked at where it is needed: reading it takes time.
    get turns() {
      return request.turns;
    },
    get earlier() {
      return request.earlier ?? [];
    },
    ourNumber: request.ourNumber ?? null,
    holdsSecret: checking.holdsSecret,
    languageOf: checking.languageOf ?? (() => null),
  };
  return checkAnswer(reply.text, about, isOwn);
}

/** The words of the knowledge that the model was shown. */
function shownTo(reply: Reply, { knowledge }: ReplyRequest): readonly string[] {
  const shown = new Set([...reply.knowledge, ...Object.keys(reply.scores ?? {})]);
  return knowledge
    .filter(({ _id }) => shown.has(_id))
    .flatMap(({ question, forms, answer }) => [question, ...(forms ?? []), answer]);
}
