import { isInSandbox, SANDBOX_NUMBER } from './account-messaging';
import type { MessageRecord } from './message-log';
import type { Parts } from './parts';

/**
 * Whether a WhatsApp message goes on to the console: all do, but the sandbox answers by itself those who have not joined
 * it, and whoever joins. Source: https://www.twilio.com/docs/whatsapp/sandbox
 */
export function passesSandbox(parts: Parts, { from, to, body }: MessageRecord): boolean {
  const { sandbox } = parts.account;
  if (!sandbox || to !== `whatsapp:${SANDBOX_NUMBER}`) return true;
  const joins = body.trim().toLowerCase() === `join ${sandbox.joinCode}`;
  if (joins) sandbox.joined.set(from, parts.clock.now());
  else if (isInSandbox(sandbox, from, parts.clock.now())) return true;
  const words = joins
    ? 'Twilio Sandbox: ✅ You are all set! The sandbox can now send and receive messages.'
    : `Twilio Sandbox: Your number is not connected to a sandbox. Reply with join ${sandbox.joinCode} to connect.`;
  const answer = { from: to, to: from, body: words, status: 'queued', numSegments: 1 };
  const message = parts.messages.add({ ...answer, direction: 'outbound-reply' });
  // Even a stranger is answered, whom the sandbox would otherwise not write to.
  parts.messages.update(message.sid, { status: 'delivered', arrived: true, sentAt: parts.clock.now() });
  return false;
}
