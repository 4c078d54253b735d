import { describe, expect, it } from 'vitest';
import { createReplyDrafts } from '../../../src/renderer/store/reply-drafts';
import type { Memory } from '../../../src/renderer/store/memory';
import type { Attachment } from '../../../src/shared/contract/composer-contract';

const NOW = '2026-11-22T10:00:00.000Z';
const LATER = '2026-11-22T10:05:00.000Z';
const photo: Attachment = { kind: 'link', url: 'https://example.com/a.jpg', contentType: 'image/jpeg' };
const other: Attachment = { kind: 'link', url: 'https://example.com/b.jpg', contentType: 'image/jpeg' };

function memory(): Memory & { readonly all: Map<string, string> } {
  const all = new Map<string, string>();
  return {
    all,
    get: (key) => all.get(key) ?? null,
    set(key, value) {
      if (value === null) all.delete(key);
      else all.set(key, value);
    },
  };
}

describe('what is half written', () => {
  // Bug caught: a reply that after a restart goes out from another number, or a second time under another id.
  it('keeps whom it goes from and to, and the id that it was tried with, over a restart', () => {
    const kept = memory();
    const drafts = createReplyDrafts(kept);
    drafts.change('maria', { text: 'Hello', from: 'number +15550100000', to: '+15550100001' }, NOW);
    drafts.tried('maria', { what: 'Hello', id: 'm1' });
    expect(createReplyDrafts(kept).read('maria')).toEqual({
      text: 'Hello',
      attachments: [],
      draftId: null,
      seen: NOW,
      from: 'number +15550100000',
      to: '+15550100001',
      attempt: { what: 'Hello', id: 'm1' },
    });
  });

  // Bug caught: words and files that are written while Twilio is still being asked, and vanish with what was sent.
  it('loses nothing that was written while the text before it was being sent', () => {
    const drafts = createReplyDrafts(memory());
    drafts.change('maria', { text: 'Hello', attachments: [photo] }, NOW);
    drafts.change('maria', { text: 'Hello and one more thing', attachments: [photo, other] }, LATER);
    drafts.sent('maria', { text: 'Hello', attachments: [photo] });
    expect(drafts.read('maria')).toMatchObject({ text: 'and one more thing', attachments: [other], seen: NOW });
    drafts.change('maria', { text: 'Something else altogether', attachments: [] }, LATER);
    drafts.sent('maria', { text: 'and one more thing', attachments: [] });
    expect(drafts.read('maria').text).toBe('Something else altogether');
  });

  // Bug caught: a text that was sent and still stands in the box of whoever came back, ready to be sent again.
  it('tells every composer of its thread that it was sent', () => {
    const kept = memory();
    const drafts = createReplyDrafts(kept);
    const seen: string[] = [];
    drafts.change('maria', { text: 'Hello' }, NOW);
    const stop = drafts.subscribe(() => seen.push(drafts.read('maria').text));
    drafts.sent('maria', { text: 'Hello', attachments: [] });
    stop();
    drafts.change('maria', { text: 'Again' }, NOW);
    expect(seen).toEqual(['']);
    expect(kept.all.get('half-written:reply:maria')).toBe('Again');
  });

  // Bug caught: an undo that throws away what has been written since, or brings words back without their files.
  it('puts what was taken back before what has been written since', () => {
    const drafts = createReplyDrafts(memory());
    drafts.change('maria', { text: 'and then', attachments: [other] }, LATER);
    const withdrawn = { address: '+15550100002', type: 'sms', content: 'First this', attachments: [photo] } as const;
    drafts.putBack('maria', withdrawn, LATER);
    expect(drafts.read('maria')).toMatchObject({
      text: 'First this\nand then',
      attachments: [photo, other],
      to: '+15550100002',
    });
  });

  // Bug caught: a number that was chosen once and is used for good.
  it('goes as usual again where nothing is written', () => {
    const drafts = createReplyDrafts(memory());
    drafts.change('maria', { text: 'Hello', from: 'number +15550100009' }, NOW);
    drafts.leave('maria');
    expect(drafts.read('maria').from).toBe('number +15550100009');
    drafts.sent('maria', { text: 'Hello', attachments: [] });
    drafts.leave('maria');
    expect(drafts.read('maria').from).toBeNull();
  });

  // Bug caught: a memory that holds rubbish, and a window that does not open for it.
  it('takes what it can of a memory that was damaged', () => {
    const kept = memory();
    kept.set('half-written:reply:maria', 'Hello');
    kept.set('half-written:with:maria', '{"attachments":7');
    expect(createReplyDrafts(kept).read('maria')).toMatchObject({ text: 'Hello', attachments: [], from: null });
  });

  // Bug caught: two people who are merged, and what was half written to one of them is nowhere to be seen.
  it('takes over what was half written to somebody who is the same person', () => {
    const drafts = createReplyDrafts(memory());
    drafts.change('ben', { text: 'Hello', attachments: [photo], to: '+15550100002' }, NOW);
    const written = drafts.read('ben');
    drafts.takeOver('maria', 'ben', LATER);
    expect(drafts.read('maria')).toEqual(written);
    expect(drafts.read('ben').text).toBe('');
    drafts.change('carl', { text: 'and goodbye', attachments: [other], to: '+15550100003' }, NOW);
    drafts.takeOver('maria', 'carl', LATER);
    expect(drafts.read('maria')).toMatchObject({
      text: 'Hello\nand goodbye',
      attachments: [photo, other],
      to: '+15550100002',
      seen: NOW,
    });
    drafts.takeOver('maria', 'nobody', LATER)();
    expect(drafts.read('maria').text).toBe('Hello\nand goodbye');
  });

  // Bug caught: a merge that is undone, and words for one person in the box of the other.
  it('gives what it took over back, unless something has been written since', () => {
    const drafts = createReplyDrafts(memory());
    drafts.change('maria', { text: 'Hello Maria' }, NOW);
    drafts.change('ben', { text: 'Hello Ben', attachments: [photo], to: '+15550100002' }, NOW);
    const before = [drafts.read('maria'), drafts.read('ben')];
    drafts.takeOver('maria', 'ben', LATER)();
    expect([drafts.read('maria'), drafts.read('ben')]).toEqual(before);
    const giveBack = drafts.takeOver('maria', 'ben', LATER);
    drafts.change('maria', { text: 'Hello both' }, LATER);
    giveBack();
    expect([drafts.read('maria').text, drafts.read('ben').text]).toEqual(['Hello both', '']);
  });
});
