import { IconBrandWhatsapp, IconMessage, IconPhone } from '@tabler/icons-react';
import { assertNever } from '../../shared/assert-never';
import type { CommunicationType } from '../../shared/domain';

/** What a kind of communication is called. */
export function channelWord(type: CommunicationType): string {
  switch (type) {
    case 'sms':
      return 'SMS';
    case 'whatsapp':
      return 'WhatsApp';
    case 'voice':
      return 'Call';
    default:
      return assertNever(type);
  }
}

/** The sign of a kind of communication. It is decoration: the word stands beside it or in a label. */
export function ChannelIcon({ type, size = 14 }: { readonly type: CommunicationType; readonly size?: number }) {
  const Icon = type === 'whatsapp' ? IconBrandWhatsapp : type === 'voice' ? IconPhone : IconMessage;
  return <Icon size={size} stroke={1.75} aria-hidden />;
}
