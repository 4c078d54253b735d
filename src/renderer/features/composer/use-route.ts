import { useCallback, useMemo } from 'react';
import type { Row } from '../../../shared/ipc-contract';
import { useDeskState } from '../../store/desk-context';
import type { ThreadOnScreen } from '../../store/desk-state';
import type { ReplyDraft } from '../../store/reply-drafts';
import { senderOptions, takesAnyText, usualSender, type SenderOption } from './sender-options';
import { useSenders } from './use-senders';

/** From where to where a reply goes, and what else it could be. */
export interface Route {
  readonly options: readonly SenderOption[];
  readonly sender: SenderOption | null;
  /** Whom the customer wrote to. */
  readonly usual: SenderOption | null;
  /** Who carries texts in the place of a sender that does not. */
  readonly instead: SenderOption | null;
  /** The customer's address. */
  readonly to: string | null;
  readonly addresses: readonly string[];
  readonly pick: (key: string) => void;
  readonly pickTo: (address: string) => void;
  /** Why Twilio could not fetch a file from here; null when it can. */
  readonly filesProblem: string | null;
  readonly operatorName: string;
  readonly operatorPhone: string;
}

const noChannels = new Map();

/**
 * Gives the way that a reply in a thread takes: to whom the customer wrote unless the operator chooses otherwise. What was
 * chosen stays with what is written, so that it never goes another way than it was meant to.
 *
 * @param choose keeps what the operator chose
 */
export function useRoute(
  row: Row,
  { sessions, addresses }: ThreadOnScreen,
  chosen: Pick<ReplyDraft, 'from' | 'to'>,
  choose: (patch: Partial<Pick<ReplyDraft, 'from' | 'to'>>) => void,
): Route {
  const { thread } = row;
  const list = useSenders();
  const channels = useDeskState(({ facts }) => facts?.channels) ?? noChannels;
  const operatorName = useDeskState(({ facts }) => facts?.settings.values.operatorName.value ?? '');
  const operatorPhone = useDeskState(({ facts }) => facts?.settings.values.operatorPhone.value ?? '');
  const to =
    addresses.find(({ address }) => address === chosen.to) ??
    addresses.find(({ address }) => address === thread.replyTo?.address) ??
    addresses[0] ??
    null;
  const options = useMemo(
    () => (to ? senderOptions(list?.senders ?? null, channels, to, sessions) : []),
    [channels, list, sessions, to],
  );
  const usual = to ? usualSender(options, channels, to.address, thread, sessions) : null;
  const sender = options.find((option) => option.key === chosen.from) ?? usual;
  const instead = usual?.can.text ? usual : (options.find(takesAnyText) ?? null);
  const pick = useCallback((from: string) => choose({ from }), [choose]);
  const pickTo = useCallback((to: string) => choose({ to, from: null }), [choose]);
  return {
    options,
    sender,
    usual,
    instead,
    to: to?.address ?? null,
    addresses: addresses.map(({ address }) => address),
    pick,
    pickTo,
    filesProblem: list?.filesProblem ?? null,
    operatorName,
    operatorPhone,
  };
}
