import { checkFiles } from '../../../shared/attachment-rules';
import type { Attachment } from '../../../shared/contract/composer-contract';
import type { CommunicationType } from '../../../shared/domain';
import { showAddress } from '../../../shared/phone-address';
import { attachmentName } from './AttachmentList';
import type { SenderOption } from './sender-options';

/** Why the files cannot go the way they are meant to, before anything is sent. */
export function fileProblems(
  attachments: readonly Attachment[],
  sender: SenderOption | null,
  filesProblem: string | null,
  hasText: boolean,
): readonly string[] {
  if (attachments.length === 0 || !sender) return [];
  const files = attachments.map((one) => ({
    name: attachmentName(one),
    contentType: one.contentType,
    bytes: one.kind === 'file' ? one.bytes : null,
  }));
  const type: CommunicationType = sender.can.text ? sender.type : 'voice';
  const carrier = { type, canFiles: sender.can.files, sender: showAddress(sender.address) };
  const unreachable = filesProblem !== null && attachments.some(({ kind }) => kind === 'file') ? [filesProblem] : [];
  return [...unreachable, ...checkFiles(files, carrier, hasText)];
}
