import { beforeEach, describe, expect, it } from 'vitest';
import type { PublishedEntry } from '../../../src/shared/ipc-contract';
import { DeskScript } from '../../support/desk-script';
import { FakeDesk } from '../../support/fake-desk';
import { expectTrue, HeadlessWindow, settled } from './window-harness';

/** Each test is one order in which things may reach a window, and the bug is always: the screen disagrees with the store. */
describe('what reaches a window in a hostile order', () => {
  let desk: FakeDesk;
  let script: DeskScript;
  let sms: string;
  let maria: string;
  let window: HeadlessWindow;

  beforeEach(() => {
    desk = new FakeDesk({ manual: true, pageSize: 5 });
    script = new DeskScript(desk);
    sms = script.channel('sms', '+15550100000');
    maria = script.contact('+15550100001', { name: 'Maria' });
    script.message(maria, sms);
    desk.publish();
    window = new HeadlessWindow(desk);
  });

  /** Answers everything that is asked until nothing more is. */
  async function answerAll(): Promise<void> {
    do {
      for (const request of [...desk.pending]) request.answer();
      await settled();
    } while (desk.pending.length > 0);
    window.frame();
  }

  function deliver(...entries: (PublishedEntry | undefined)[]): void {
    desk.emit({ type: 'entries', entries: entries.filter((entry) => entry !== undefined) });
    window.frame();
  }

  function text(content: string, contact = maria): void {
    script.now += 1000;
    script.message(contact, sms, { content });
  }

  function asked(name: string): number {
    return desk.asked.filter((request) => request.name === name).length;
  }

  it('applies entries that came before the snapshot, and those in it only once', async () => {
    desk.pending.find(({ name }) => name === 'desk.snapshot')?.compute();
    text('after the snapshot was taken, before it came');
    const [entry] = desk.publish();
    deliver(entry);
    await answerAll();
    deliver(entry);
    expectTrue(window, desk);
    expect(window.state.rows.get(maria)?.thread.unread).toBe(2);
  });

  // Bug caught: every text that comes in has the composer and all rows work out anew what hangs on our numbers.
  it('shows the same channels until one of them changes', async () => {
    await answerAll();
    const before = window.state.facts?.channels;
    text('one');
    deliver(...desk.publish());
    expect(window.state.facts?.channels).toBe(before);
    const added = script.channel('whatsapp', '+15550100000');
    deliver(...desk.publish());
    expect(window.state.facts?.channels.has(added)).toBe(true);
  });

  it('passes over entries that the snapshot already has', async () => {
    text('one');
    const entries = desk.publish();
    deliver(...entries);
    await answerAll();
    expect(window.state.rows.get(maria)?.thread.unread).toBe(2);
    expectTrue(window, desk);
  });

  it('reads everything again when an entry is missing', async () => {
    window.sync.openThread(maria);
    await answerAll();
    text('one');
    text('two');
    const [, second] = desk.publish();
    deliver(second);
    await answerAll();
    expect(asked('desk.snapshot')).toBe(2);
    expect(window.state.thread?.messages.map(({ content }) => content)).toEqual(['Hello', 'one', 'two']);
    expectTrue(window, desk);
  });

  it('notices by itself that the last push was lost', async () => {
    await answerAll();
    text('lost');
    desk.publish();
    window.sync.check();
    await answerAll();
    expect(window.state.rows.get(maria)?.thread.unread).toBe(1);
    window.ring(1_000);
    await answerAll();
    expect(window.state.rows.get(maria)?.thread.unread).toBe(2);
    expectTrue(window, desk);
  });

  it('does not count a message twice when the opened thread already has it', async () => {
    await answerAll();
    text('in the answer already');
    window.sync.openThread(maria);
    await answerAll();
    deliver(...desk.publish());
    expect(window.state.thread?.messages).toHaveLength(2);
    expect(window.state.thread?.sessions[0]?.message_count).toBe(2);
    expectTrue(window, desk);
  });

  it('adds to an opened thread what happened while its answer was on the way', async () => {
    await answerAll();
    window.sync.openThread(maria);
    desk.pending[0]?.compute();
    text('too late for the answer');
    deliver(...desk.publish());
    await answerAll();
    expect(window.state.thread?.messages).toHaveLength(2);
    expectTrue(window, desk);
  });

  it('shows the thread asked for last, whatever answer comes last', async () => {
    const ben = script.contact('+15550100002', { name: 'Ben' });
    text('from Ben', ben);
    deliver(...desk.publish());
    await answerAll();
    window.sync.openThread(maria);
    const [first] = [...desk.pending];
    window.sync.openThread(ben);
    const second = desk.pending.find((request) => request !== first);
    second?.answer();
    await settled();
    first?.answer();
    await answerAll();
    expect(window.state.thread?.contactId).toBe(ben);
    expect(window.state.thread?.messages.map(({ content }) => content)).toEqual(['from Ben']);
    expectTrue(window, desk);
  });

  it('takes in a thread that moved behind the loaded page while the next page was on its way', async () => {
    script.message(maria, sms, { sender: 'ai' });
    await showNeedsHuman(8);
    window.sync.loadMore();
    desk.pending[0]?.compute();
    script.now += 1000;
    flag(maria);
    deliver(...desk.publish());
    await answerAll();
    expect(window.state.list.ids.at(-1)).toBe(maria);
    expectTrue(window, desk);
  });

  it('keeps a row that is newer than the page that brings it', async () => {
    const others = await showNeedsHuman(8);
    window.sync.loadMore();
    desk.pending[0]?.compute();
    text('newer than the page', others[6]);
    deliver(...desk.publish());
    await answerAll();
    expect(window.state.list.ids).toHaveLength(8);
    expectTrue(window, desk);
  });

  it('leaves no thread out when the last loaded one moved before its change was told', async () => {
    const others = await showNeedsHuman(12);
    const last = window.state.list.ids.at(-1) ?? '';
    script.now += 1000;
    desk.commit({ type: 'thread.flagged', contact_id: last, needsHuman: null });
    script.message(last, sms, { sender: 'ai' });
    flag(last);
    window.sync.loadMore();
    await answerAll();
    deliver(...desk.publish());
    await answerAll();
    while (window.state.list.more) {
      window.sync.loadMore();
      await answerAll();
    }
    expect(window.state.list.ids).toHaveLength(others.length);
    expectTrue(window, desk);
  });

  /** Makes so many threads that need a person, a second apart, and shows that view: five are loaded. */
  async function showNeedsHuman(count: number): Promise<string[]> {
    const others = Array.from({ length: count }, (_, i) => script.contact(`+1555010${String(100 + i)}`));
    for (const other of others) {
      script.now += 1000;
      script.message(other, sms);
      flag(other);
    }
    window.showView('needs-human');
    deliver(...desk.publish());
    await answerAll();
    expect(window.state.list.ids).toEqual(others.slice(0, 5));
    return others;
  }

  function flag(contact_id: string): void {
    const needsHuman = { reason: 'Asked for a person', since: script.at() };
    desk.commit({ type: 'thread.flagged', contact_id, needsHuman });
  }

  it('joins older messages with what happened to them meanwhile', async () => {
    for (let i = 0; i < 130; i += 1) text(`number ${String(i)}`);
    deliver(...desk.publish());
    await answerAll();
    window.sync.openThread(maria);
    await answerAll();
    expect(window.state.thread?.messages).toHaveLength(60);
    window.sync.loadOlder();
    desk.pending[0]?.compute();
    script.deleteSession(maria, 'oldest');
    deliver(...desk.publish());
    await answerAll();
    expectTrue(window, desk);
    expect(window.state.thread?.messages).toEqual([]);
  });

  it('does not count a message twice in a session that came with older messages', async () => {
    for (let i = 0; i < 70; i += 1) text(`number ${String(i)}`);
    script.closeSession(maria, sms);
    for (let i = 0; i < 60; i += 1) text(`later ${String(i)}`);
    deliver(...desk.publish());
    await answerAll();
    window.sync.openThread(maria);
    await answerAll();
    const oldest = desk.open(maria, 1)?.sessions[0]?._id ?? '';
    script.message(maria, sms, { session_id: oldest, sender: 'ai', createdAt: script.at() });
    window.sync.loadOlder();
    await answerAll();
    deliver(...desk.publish());
    await answerAll();
    expectTrue(window, desk);
  });

  it('starts anew after a reload in the middle of it all', async () => {
    window.sync.openThread(maria);
    await settled();
    text('one');
    const entries = desk.publish();
    window.reload();
    deliver(...entries);
    await answerAll();
    text('two');
    deliver(...desk.publish());
    await answerAll();
    expect(window.state.thread?.messages).toHaveLength(3);
    expectTrue(window, desk);
  });

  it('says why when the desk cannot be read, and tries again', async () => {
    let broken = true;
    const fragile = new HeadlessWindow({
      onEvent: (listener) => desk.onEvent(listener),
      request: (name, input) =>
        broken && name === 'desk.snapshot' ? Promise.reject(new Error('gone')) : desk.request(name, input),
    });
    await settled();
    expect(fragile.state.problem?.message).toBe('The console did not answer.');
    broken = false;
    fragile.ring(500);
    await answerAll();
    expectTrue(fragile, desk);
  });

  it('tells the screen once a frame, however many entries come', async () => {
    await answerAll();
    for (let i = 0; i < 20; i += 1) text(`burst ${String(i)}`);
    const states = new Set([window.state]);
    for (const entry of desk.publish()) {
      desk.emit({ type: 'entries', entries: [entry] });
      states.add(window.state);
    }
    window.frame();
    states.add(window.state);
    expect(states.size).toBeLessThanOrEqual(3);
    expectTrue(window, desk);
  });
});
