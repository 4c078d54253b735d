import { deliveryFailure } from '../../shared/simulator-failures';
import { isInSandbox, SANDBOX_NUMBER } from './account-messaging';
import { channelOf, type MessageRecord } from './message-log';
import { deliveryFor, type Parts } from './parts';

/** For how long a WhatsApp user can be written to freely: https://www.twilio.com/docs/whatsapp/key-concepts */
const WHATSAPP_WINDOW_MS = 24 * 3_600_000;

type Step = { readonly status: string; readonly errorCode?: number };
export interface DeliveryOptions {
  /** Addresses that hear of each step. */
  readonly callbacks: readonly string[];
  /** Whether it is an approved template, which needs no open window. */
  readonly isTemplate?: boolean;
}

/**
 * Takes an outgoing message from queued to its end, one step at a time, and reports each step to its status callbacks:
 * delayed, out of order, twice, or ending in an error, as the settings of the phone say.
 */
export function deliverMessage(parts: Parts, message: MessageRecord, options: DeliveryOptions): void {
  const settings = deliveryFor(parts, message.to);
  const failWith = settings.failWith ?? whyNotAllowed(parts, message, options);
  const steps = [
    ...(message.status === 'accepted' ? [{ status: 'queued' }] : []),
    ...(failWith === null ? successSteps(message, settings.readReceipts) : failureSteps(failWith)),
  ];
  const reported: Step[] = [];
  let reports: Promise<void> = Promise.resolve();
  const report = (now: MessageRecord, taken: readonly Step[]) => {
    reports = parts.track(reports.then(() => reportAll(parts, now, taken, options, settings)));
  };
  const take = (index: number) => {
    const step = steps[index];
    if (!step) return;
    parts.clock.after(settings.stepMs, () => {
      const now = applyStep(parts, message, step);
      reported.push(step);
      if (!now) return;
      if (!settings.reorder) report(now, [step]);
      else if (index === steps.length - 1) report(now, reported.reverse());
      take(index + 1);
    });
  };
  take(0);
}

/** The number of the error that WhatsApp's rules end it with; null when they allow it. */
function whyNotAllowed(parts: Parts, message: MessageRecord, { isTemplate }: DeliveryOptions): number | null {
  const { sandbox } = parts.account;
  if (sandbox && message.from === `whatsapp:${SANDBOX_NUMBER}` && !isInSandbox(sandbox, message.to, parts.clock.now()))
    return 63_015;
  return isOutsideWindow(parts, message) && !isTemplate ? 63_016 : null;
}

function successSteps(message: MessageRecord, readReceipts: boolean): Step[] {
  const steps = [{ status: 'sending' }, { status: 'sent' }, { status: 'delivered' }];
  return channelOf(message.to) === 'whatsapp' && readReceipts ? [...steps, { status: 'read' }] : steps;
}

function failureSteps(errorCode: number): Step[] {
  const { status } = deliveryFailure(errorCode);
  return status === 'failed'
    ? [{ status, errorCode }]
    : [{ status: 'sending' }, { status: 'sent' }, { status, errorCode }];
}

function applyStep(parts: Parts, message: MessageRecord, { status, errorCode }: Step): MessageRecord | undefined {
  return parts.messages.update(message.sid, {
    status,
    ...(status === 'sent' ? { sentAt: parts.clock.now() } : {}),
    ...(status === 'delivered' ? { arrived: true } : {}),
    ...(errorCode === undefined ? {} : { errorCode, errorMessage: deliveryFailure(errorCode).words || null }),
  });
}

/** Posts reports one after the other, so that their order is what was chosen. */
async function reportAll(
  parts: Parts,
  message: MessageRecord,
  steps: readonly Step[],
  { callbacks }: DeliveryOptions,
  { duplicate }: { readonly duplicate: boolean },
): Promise<void> {
  for (const step of duplicate ? steps.flatMap((each) => [each, each]) : steps) {
    const params = statusParams(parts, message, step);
    await Promise.all(callbacks.map((url) => parts.webhooks.ask({ about: 'message status', url, params })));
  }
}

/** Parameters of a status callback: https://www.twilio.com/docs/messaging/guides/track-outbound-message-status */
export function statusParams(
  parts: Parts,
  message: MessageRecord,
  { status, errorCode }: Step,
): Record<string, string> {
  return {
    AccountSid: parts.account.sid,
    ApiVersion: '2010-04-01',
    MessageSid: message.sid,
    SmsSid: message.sid,
    MessageStatus: status,
    SmsStatus: status,
    From: message.from,
    To: message.to,
    ...(message.serviceSid === null ? {} : { MessagingServiceSid: message.serviceSid }),
    ...(errorCode === undefined ? {} : { ErrorCode: String(errorCode) }),
    ...(channelOf(message.to) === 'whatsapp' ? whatsAppParams(message, status) : {}),
  };
}

function whatsAppParams(message: MessageRecord, status: string): Record<string, string> {
  return {
    ChannelPrefix: 'whatsapp',
    ChannelToAddress: message.to.slice('whatsapp:'.length),
    ...(status === 'delivered' || status === 'read' ? { EventType: status.toUpperCase() } : {}),
  };
}

function isOutsideWindow(parts: Parts, message: MessageRecord): boolean {
  if (channelOf(message.to) !== 'whatsapp') return false;
  const since = parts.clock.now() - WHATSAPP_WINDOW_MS;
  return !parts.messages
    .newestFirst()
    .some(({ from, to, createdAt }) => from === message.to && to === message.from && createdAt > since);
}
