import type { TemplateList } from '../../shared/contract/composer-contract';
import type { Template } from '../../shared/template';
import type { Clock } from '../app/clock';
import type { RemoteTemplate } from './messaging-client';
import type { TwilioClient } from './client';

/** For how long what Twilio said is taken for true, in milliseconds; after a failure it is asked again sooner. */
const KEPT_MS = 10 * 60_000;
const KEPT_AFTER_FAILURE_MS = 15_000;
/** What WhatsApp lets nobody send any more. */
const WITHDRAWN = new Set(['rejected', 'paused', 'disabled']);

export interface TemplatesParts {
  readonly client: () => Pick<TwilioClient, 'listTemplates'>;
  /** Whose templates they are; with another account Twilio is asked anew. */
  readonly accountSid: () => string;
  readonly clock: Clock;
}

export interface Templates {
  /**
   * Gives the account's templates that have a text and may be sent, by name. Never throws: where Twilio cannot be asked,
   * the reason stands beside the ones known before.
   *
   * @param refresh asks Twilio even if it was asked a moment ago
   */
  list(refresh?: boolean): Promise<TemplateList>;
}

/** Makes the part that knows the account's templates. */
export function createTemplates({ client, accountSid, clock }: TemplatesParts): Templates {
  let asked: { readonly sid: string; readonly answer: Promise<TemplateList>; until: number } | null = null;

  return {
    list(refresh = false) {
      const sid = accountSid();
      const known = asked?.sid === sid ? asked : null;
      if (known && !refresh && clock.now() < known.until) return known.answer;
      const answer = ask(known?.answer ?? Promise.resolve(null));
      const current = { sid, answer, until: clock.now() + KEPT_MS };
      void answer.then(({ problem }) => {
        if (problem !== null) current.until = clock.now() + KEPT_AFTER_FAILURE_MS;
      });
      asked = current;
      return answer;
    },
  };

  async function ask(before: Promise<TemplateList | null>): Promise<TemplateList> {
    try {
      const found = await client().listTemplates();
      return { templates: found.filter(isUsable).map(toTemplate).sort(byName), problem: null };
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      return { templates: (await before)?.templates ?? [], problem };
    }
  }
}

function isUsable({ body, approval }: RemoteTemplate): boolean {
  return body !== '' && !WITHDRAWN.has(approval ?? '');
}

function toTemplate({ sid, friendlyName, language, body, variables, buttons, approval }: RemoteTemplate): Template {
  return {
    ...{ sid, name: friendlyName || sid, language, body, samples: variables, buttons, approval },
    approved: approval === 'approved',
  };
}

function byName(a: Template, b: Template): number {
  return a.name.localeCompare(b.name) || a.language.localeCompare(b.language);
}
