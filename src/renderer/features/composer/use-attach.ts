import { useCallback } from 'react';
import { sizeWords, typeOfLink } from '../../../shared/attachment-rules';
import type { Attachment } from '../../../shared/contract/composer-contract';
import { MAX_FILE_BYTES } from '../../../shared/message-limit';
import { useDesk } from '../../store/desk-context';
import { showProblem, useCommand } from '../../store/use-command';

export interface Attaching {
  /** Asks for files with the system's dialogue. */
  readonly choose: () => void;
  /** Takes files that were dropped or pasted. */
  readonly take: (files: readonly File[]) => void;
  readonly link: (url: string) => void;
  readonly remove: (attachment: Attachment) => void;
}

/** Gives the ways to attach something; each file is put by in the main process, which tells what it really is. */
export function useAttach(
  attachments: () => readonly Attachment[],
  change: (attachments: readonly Attachment[]) => void,
): Attaching {
  const { ask, ui } = useDesk();
  const command = useCommand();
  const add = useCallback(
    (more: readonly Attachment[]) => {
      if (more.length === 0) return;
      change([...attachments(), ...more]);
      ui.setState({ announcement: more.length === 1 ? 'Attached' : `${more.length} files attached` });
    },
    [attachments, change, ui],
  );
  return {
    choose: () =>
      void command('attachment.choose', {}).then((chosen) => {
        for (const message of chosen?.problems ?? []) showProblem({ code: 'refused', message });
        add((chosen?.files ?? []).map((file) => ({ kind: 'file', ...file })));
      }),
    take: (files) =>
      void Promise.all(
        files.map(async (file) => {
          if (file.size > MAX_FILE_BYTES) {
            const message = `“${file.name}” has ${sizeWords(file.size)}; no channel carries more than 16 MB.`;
            showProblem({ code: 'refused', message });
            return undefined;
          }
          const bytes = await file.arrayBuffer().catch(() => null);
          if (bytes === null) {
            const remedy = 'If it is a folder, attach the files in it; else see whether it is still there.';
            showProblem({ code: 'refused', message: `“${file.name}” cannot be read.`, remedy });
            return undefined;
          }
          return command('attachment.add', { name: file.name.slice(0, 255), bytes: new Uint8Array(bytes) });
        }),
      ).then((staged) => add(staged.flatMap((file) => (file ? [{ kind: 'file', ...file }] : [])))),
    link: (url) => add([{ kind: 'link', url, contentType: typeOfLink(url) }]),
    remove(attachment) {
      change(attachments().filter((other) => other !== attachment));
      // If it stays behind, it is forgotten later.
      if (attachment.kind === 'file') ask('attachment.remove', { file: attachment.file }).catch(() => undefined);
    },
  };
}
