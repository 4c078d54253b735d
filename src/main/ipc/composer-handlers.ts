import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { composerSchemas, ComposerOutput } from '../../shared/contract/composer-contract';
import { listCanned, putCanned, removeCanned } from '../conversation/canned-replies';
import { placeCall } from '../conversation/place-call';
import { regenerateDraft, type RegenerateParts } from '../conversation/regenerate-draft';
import { sendMessage, type SendMessageParts } from '../conversation/send-message';
import type { HandBack } from '../conversation/hand-back';
import { noticeTyping } from '../conversation/take-over';
import { writeIn, type WriteInParts } from '../conversation/write-in';
import type { WaitingMessages } from '../conversation/waiting-messages';
import { Problem } from './problem';
import type { Handlers } from './router';

/** What the composer asks for goes to these parts. */
export interface ComposerParts extends SendMessageParts, RegenerateParts, WriteInParts {
  readonly waiting: WaitingMessages;
  readonly handBack: HandBack;
  /** Remembers the operator's own phone, E.164. */
  readonly setOperatorPhone: (phone: string) => Promise<void>;
}

/** What only a desktop can do for the composer. */
export interface ComposerDesktop {
  /** Asks for files; gives their paths. */
  readonly chooseFiles: () => Promise<readonly string[]>;
}

/** Makes the functions behind the composer. */
export function createComposerHandlers(
  parts: ComposerParts & ComposerDesktop,
): Handlers<typeof composerSchemas, ComposerOutput> {
  const { attachments, store, waiting } = parts;
  return {
    'message.send': async (command) => {
      await sendMessage(parts, command);
      return { message_id: command.message_id };
    },
    'message.withdraw': (job) => waiting.withdraw(job),
    'message.send-now': (job) => waiting.sendNow(job).then(nothing),
    'message.reschedule': ({ sendAt, ...job }) => waiting.reschedule(job, sendAt).then(nothing),
    'thread.typing': ({ contact_id }) => noticeTyping(parts, contact_id).then(nothing),
    'thread.hand-back': ({ contact_id }) => parts.handBack.handBack(contact_id).then(nothing),
    'draft.regenerate': ({ contact_id, address }) => regenerateDraft(parts, contact_id, address).then(nothing),
    'draft.sources': ({ ids }) =>
      ids.map((id) => {
        const entry = store.now.get('knowledge', id);
        return { id, question: entry?.question ?? null, answer: entry?.answer ?? null };
      }),
    'canned.list': () => listCanned(parts),
    'canned.put': async (given) => ({ reply_id: await putCanned(parts, given) }),
    'canned.remove': ({ reply_id }) => removeCanned(parts, reply_id).then(nothing),
    'attachment.choose': async () => attachments.stageFiles(await parts.chooseFiles()),
    'attachment.add': ({ name, bytes }) => attachments.stage(name, bytes),
    'attachment.remove': ({ file }) => attachments.remove(file).then(nothing),
    'composer.senders': async ({ refresh }) => ({
      ...(await parts.senders.list(refresh)),
      filesProblem: parts.filesProblem(),
    }),
    'composer.templates': ({ refresh }) => parts.templates.list(refresh),
    'caller.write-in': async (command) => ({ contact_id: await writeIn(parts, command) }),
    'call.place': async ({ operatorPhone, ...command }) => {
      if (operatorPhone !== undefined) await parts.setOperatorPhone(toE164(operatorPhone));
      await placeCall(parts, command);
      return { message_id: command.message_id };
    },
  };
}

function toE164(text: string): string {
  const parsed = parsePhoneNumberFromString(text);
  if (parsed?.isPossible()) return parsed.number;
  throw new Problem(
    'refused',
    'Your own phone’s number cannot be read.',
    'Give it with + and the country code, like +1 202 555 0188.',
  );
}

function nothing(): null {
  return null;
}
