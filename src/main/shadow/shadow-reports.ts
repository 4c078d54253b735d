import type { DecisionCount, ShadowPair, ShadowReport } from '../../shared/shadow-report';
import { nameInReports } from './name-in-reports';
import type { Work } from '../ipc/long-work';
import { keepOfConversations } from '../store/keep-of-conversations';
import type { Conversation, Store } from '../store/store';
import { countDecisions } from './count-decisions';
import { countShadow, inPeriod, pairsIn, type JudgedAt, type ShadowPeriod } from './count-shadow';
import { joined, judgedMessagesOf } from './judged-facts';

/** What the AI did and would have done, held against what people did. */
export interface ShadowReports {
  /**
   * Gives the report of a period with so many of its pairs.
   *
   * @throws the signal's reason when the work is cancelled, and what the store throws
   */
  read(work: Work, period: ShadowPeriod, most: number): Promise<ShadowReport>;
  /** Counts what was decided on a day, `YYYY-MM-DD`, the most frequent first. @throws as `read` does */
  decisions(work: Work, day: string): Promise<readonly DecisionCount[]>;
}

/**
 * Makes the reports. They read nothing before somebody asks, and of who has not written since a period began nothing at all.
 *
 * @param dayOf gives the day that a time falls on, `YYYY-MM-DD`
 */
export function createShadowReports(
  store: Pick<Store, 'now' | 'subscribe' | 'allConversations'>,
  dayOf: (iso: string) => string,
): ShadowReports {
  const facts = keepOfConversations(store, (one) => judgedMessagesOf(one.messages(), dayOf));

  return {
    async read(work, period, most) {
      const found = inPeriod(await facts.of(work, writtenSince(period.from)), period);
      return { ...countShadow(found, period), pairs: await readPairs(pairsIn(found).slice(0, most)) };
    },
    async decisions(work, day) {
      const found = inPeriod(await facts.of(work, writtenSince(day)), { from: day, to: day, kind: null });
      return countDecisions(store.now, found);
    },
  };

  /** Addresses of the people who have written on a day or after it: nothing was decided about others. */
  function writtenSince(day: string): string[] {
    return Array.from(store.now.values('addresses')).flatMap(({ _id, contact_id }) => {
      const last = store.now.get('threads', contact_id)?.lastInboundAt;
      return last != null && dayOf(last) >= day ? [_id] : [];
    });
  }

  /** Reads what was said; each conversation once. What was deleted since is left out. */
  async function readPairs(wanted: readonly JudgedAt[]): Promise<ShadowPair[]> {
    const pairs = new Map<JudgedAt, ShadowPair>();
    const byAddress = new Map<string, JudgedAt[]>();
    for (const one of wanted) byAddress.set(one.address, [...(byAddress.get(one.address) ?? []), one]);
    for await (const conversation of store.allConversations([...byAddress.keys()])) {
      for (const one of byAddress.get(conversation.address) ?? []) {
        const pair = pairOf(conversation, one);
        if (pair) pairs.set(one, pair);
      }
    }
    return wanted.flatMap((one) => pairs.get(one) ?? []);
  }

  function pairOf(conversation: Conversation, { address, judged }: JudgedAt): ShadowPair | null {
    const { message_id, at, communication_type, text } = judged;
    const question = conversation.message(message_id);
    const ai = question?.decision?.would?.text;
    const sent = (text?.answer_ids ?? []).flatMap((id) => conversation.message(id) ?? []);
    const [first] = sent;
    if (!question || ai == null || text?.similarity == null || !first) return null;
    if (text.outcome === 'waiting' || text.outcome === 'overtaken') return null;
    return {
      ...nameInReports(store.now, address),
      ...{ address, answer_id: first._id },
      ...{ message_id, at, communication_type, outcome: text.outcome, similarity: text.similarity },
      ...{ question: question.content, ai, human: joined(sent) },
    };
  }
}
