import fc from 'fast-check';
import { describe, it } from 'vitest';
import type { Change } from '../../../src/shared/changes';
import type { PublishedEntry } from '../../../src/shared/ipc-contract';
import { views } from '../../../src/shared/views';
import { DeskScript } from '../../support/desk-script';
import { FakeDesk } from '../../support/fake-desk';
import { expectTrue, HeadlessWindow, settled } from './window-harness';

/** A step is a kind and two numbers that choose among what there is. */
const step = fc.tuple(
  fc.constantFrom(
    ...(['happen', 'happen', 'happen', 'publish', 'deliver', 'deliver', 'repeat', 'lose'] as const),
    ...(['compute', 'answer', 'answer', 'frame', 'ring'] as const),
    ...(['open', 'view', 'more', 'older', 'check', 'reload'] as const),
  ),
  fc.nat(1000),
  fc.nat(1000),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

describe('a window', () => {
  it('shows what a fresh snapshot shows, in whatever order things reached it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60, size: 'max' }), async (steps) => {
        await new Play().run(steps);
      }),
      { numRuns: 600 },
    );
  }, 120_000);
});

/** One run: a desk, the wire to the window, and the window. */
class Play {
  readonly desk = new FakeDesk({ manual: true, pageSize: 3, messages: 4 });
  readonly script = new DeskScript(this.desk);
  readonly window = new HeadlessWindow(this.desk);
  readonly wire: PublishedEntry[][] = [];
  readonly channels = [this.script.channel('sms', '+15550100000'), this.script.channel('whatsapp', '+15550100000')];
  readonly contacts = [0, 1, 2, 3, 4].map((i) => this.script.contact(`+1555010010${String(i)}`));
  readonly undos: Change[] = [];

  async run(steps: readonly Step[]): Promise<void> {
    for (const [kind, a, b] of steps) {
      this.take(kind, a, b);
      await settled();
    }
    await this.calmDown();
    this.window.sync.check();
    await this.calmDown();
    this.window.ring(5_000);
    await this.calmDown();
    expectTrue(this.window, this.desk);
  }

  /** Delivers everything that is still under way, in order, until nothing is. */
  async calmDown(): Promise<void> {
    this.wire.push(this.desk.publish());
    do {
      for (const entries of this.wire.splice(0)) this.desk.emit({ type: 'entries', entries });
      for (const request of [...this.desk.pending]) request.answer();
      await settled();
      this.window.ring(0);
      await settled();
    } while (this.desk.pending.length > 0);
    for (let i = 0; i < 3; i += 1) this.window.frame();
  }

  take(kind: Step[0], a: number, b: number): void {
    const { desk, window, wire } = this;
    const at = wire.length > 0 ? a % wire.length : 0;
    switch (kind) {
      case 'happen':
        return this.happen(a, b);
      case 'publish':
        return void wire.push(desk.publish(1 + (a % 4)));
      case 'deliver':
        for (const entries of wire.splice(at, 1)) desk.emit({ type: 'entries', entries });
        return;
      case 'repeat':
        return desk.emit({ type: 'entries', entries: wire[at] ?? [] });
      case 'lose':
        return void wire.splice(at, 1);
      case 'compute':
        return desk.pending[a % Math.max(1, desk.pending.length)]?.compute();
      case 'answer':
        return desk.pending[a % Math.max(1, desk.pending.length)]?.answer();
      case 'frame':
        return window.frame();
      case 'ring':
        return window.ring(1_000);
      case 'open':
        return window.sync.openThread(this.contacts[a % this.contacts.length] ?? null);
      case 'view':
        return window.showView(views[a % views.length] ?? 'all');
      case 'more':
        return window.sync.loadMore();
      case 'older':
        return window.sync.loadOlder();
      case 'check':
        return window.sync.check();
      case 'reload':
        return window.reload();
    }
  }

  happen(a: number, b: number): void {
    const { desk, script } = this;
    script.now += b % 3;
    const contact = this.contacts[a % this.contacts.length] ?? '';
    const channel = this.channels[b % 2] ?? '';
    const messages = desk.open(contact, 1000)?.messages ?? [];
    const some = messages[b % Math.max(1, messages.length)]?._id;
    switch (b % 17) {
      case 0:
        return void script.message(contact, channel, { sender: 'ai' });
      case 1:
        return void script.message(contact, channel, { sender: 'operator' });
      case 2:
        return void script.message(contact, channel, { sender: 'ai', status: 'draft' });
      case 3:
        return some === undefined ? undefined : script.status(contact, some, 'delivered');
      case 4:
        return some === undefined ? undefined : script.status(contact, some, 'failed', 30003);
      case 5:
        return desk.commit({ type: 'thread.read', contact_id: contact });
      case 6:
        return this.setState(contact, (['open', 'snoozed', 'done'] as const)[a % 3] ?? 'open');
      case 7:
        return this.flag(contact, a % 2 === 0);
      case 8:
        return script.closeSession(contact, channel);
      case 9:
        return this.remember(script.deleteSession(contact, a % 2 === 0 ? 'oldest' : 'newest'));
      case 10:
        return script.mergeNewest(contact);
      case 11:
        return this.undo();
      case 12:
        return desk.commit({
          type: 'optout.set',
          address: script.addressOf(contact),
          channel_id: channel,
          optedOut: a % 2 === 0 ? { at: script.at(), keyword: 'STOP' } : null,
        });
      case 13:
        return desk.commit({
          type: 'contact.edited',
          contact_id: contact,
          patch: { name: `Name ${String(a)}` },
          at: script.at(),
        });
      case 14:
        return this.switchAi();
      default:
        script.now += 1000 * (b % 5);
        return void script.message(contact, channel, { content: `Text ${String(b)}` });
    }
  }

  setState(contact_id: string, state: 'open' | 'snoozed' | 'done'): void {
    this.desk.commit({ type: 'thread.state', contact_id, state, until: null });
  }

  flag(contact_id: string, on: boolean): void {
    const needsHuman = on ? { reason: 'Asked for a person', since: this.script.at() } : null;
    this.desk.commit({ type: 'thread.flagged', contact_id, needsHuman });
  }

  remember(change: Change | null): void {
    if (change) this.undos.push(change);
  }

  undo(): void {
    const change = this.undos.pop();
    if (change) this.desk.commit(change);
  }

  switchAi(): void {
    const { desk } = this;
    desk.ai = { ...desk.ai, enabled: !desk.ai.enabled };
    const { enabled } = desk.ai;
    desk.commit({ type: 'setting.set', key: 'ai', value: enabled, by: 'me', at: this.script.at() });
    desk.emit({ type: 'ai', ai: desk.ai });
  }
}
