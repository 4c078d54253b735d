import type { aiSchemas, AiOutput, TrippedContact } from '../../shared/contract/ai-contract';
import { showAddress } from '../../shared/phone-address';
import { shownName } from '../../shared/shown-name';
import type { DeskBreaker } from '../conversation/desk-breaker';
import type { DeskSettings } from '../conversation/desk-settings';
import type { HandBack } from '../conversation/hand-back';
import type { Now, Store } from '../store/store';
import type { Handlers } from './router';

/** What requests about the AI on the whole desk go to. */
export interface AiHandlerParts {
  readonly store: Pick<Store, 'now'>;
  readonly settings: () => DeskSettings;
  readonly breaker: DeskBreaker;
  readonly handBack: HandBack;
}

/** Makes the functions behind the state of the limits on automatic replies. */
export function createAiHandlers(parts: AiHandlerParts): Handlers<typeof aiSchemas, AiOutput> {
  const { store, breaker, handBack } = parts;
  return {
    'ai.breaker': () => {
      const { enabled, perDeskHour } = parts.settings().breaker;
      return {
        enabled,
        perDeskHour,
        deskReplies: breaker.replies(store.now),
        deskTripped: enabled ? breaker.tripped(store.now) : null,
        contacts: trippedContacts(store.now),
      };
    },
    'ai.breaker.reset': async ({ contact_id }) => {
      await (contact_id === null ? breaker.reset() : handBack.handBack(contact_id));
      return null;
    },
  };
}

/** The newest first. */
function trippedContacts(now: Now): TrippedContact[] {
  const found: TrippedContact[] = [];
  for (const { _id, mode } of now.values('threads')) {
    if (mode?.value !== 'off' || mode.tripped === undefined) continue;
    const contact = now.get('contacts', _id);
    const name = shownName(contact?.name ?? null) ?? shownName(contact?.profileName ?? null);
    found.push({
      contact_id: _id,
      name: name ?? showAddress(contact?.addresses[0] ?? 'Unknown number'),
      ...mode.tripped,
      at: mode.at,
    });
  }
  return found.sort((a, b) => (a.at < b.at ? 1 : -1));
}
