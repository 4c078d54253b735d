import { z } from 'zod';
import type { Change } from '../../shared/changes';
import type { OwnAddress } from '../conversation/own-addresses';
import type { Now } from '../store/store';

/** Key of the setting that holds which senders of the account post to this console. */
export const CONNECTED_SENDERS = 'connectedSenders';

/** One of the account's own senders whose messages come to this console. */
export interface ConnectedSender {
  readonly kind: 'number' | 'whatsapp';
  /** E.164, without a channel prefix. */
  readonly address: string;
}

const stored = z.object({
  /** Senders are an account's: those of another one are none of this one's business. */
  accountSid: z.string(),
  senders: z.array(z.object({ kind: z.enum(['number', 'whatsapp']), address: z.string().min(1).max(200) })),
});

/** Gives the senders that somebody connected, of this account; none when nobody has, or when it was another account. */
export function connectedSenders(now: Now, accountSid: string): readonly ConnectedSender[] {
  const parsed = stored.safeParse(now.get('settings', CONNECTED_SENDERS)?.value);
  return parsed.success && parsed.data.accountSid === accountSid ? parsed.data.senders : [];
}

/** Gives the change that connects these senders of an account and no others. */
export function connectSenders(
  accountSid: string,
  senders: readonly ConnectedSender[],
  by: string,
  at: string,
): Change & { readonly type: 'setting.set' } {
  return { type: 'setting.set', key: CONNECTED_SENDERS, value: { accountSid, senders }, by, at };
}

/** Gives the channels that senders have: a number takes texts and calls. */
export function channelsOf(senders: readonly ConnectedSender[]): readonly OwnAddress[] {
  return senders.flatMap(({ kind, address }): OwnAddress[] =>
    kind === 'whatsapp'
      ? [{ type: 'whatsapp', address }]
      : [
          { type: 'sms', address },
          { type: 'voice', address },
        ],
  );
}
