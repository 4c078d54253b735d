import type { Cell } from '../../shared/csv';
import type { ShadowReport } from '../../shared/shadow-report';

/** What each outcome is called in a file. */
const outcomeWords = { unchanged: 'Unchanged', edited: 'Edited', different: 'Different' } as const;
const kindWords = { sms: 'SMS', whatsapp: 'WhatsApp', voice: 'Call' } as const;

/** Gives every pair as a row of a table, the least alike first. Similarity is in percent of the words. */
export function shadowTable({ pairs }: ShadowReport): Cell[][] {
  return [
    ['When', 'Customer', 'Kind', 'Question', 'AI would have said', 'You sent', 'Outcome', 'Same words (%)'],
    ...pairs.map((pair): Cell[] => [
      pair.at,
      pair.name,
      kindWords[pair.communication_type],
      pair.question,
      pair.ai,
      pair.human,
      outcomeWords[pair.outcome],
      Math.round(100 * pair.similarity),
    ]),
  ];
}
