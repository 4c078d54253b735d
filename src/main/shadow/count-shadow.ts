import type { CommunicationType } from '../../shared/domain';
import { outcomes, type Outcome, type OutcomeCounts, type ShadowReport } from '../../shared/shadow-report';
import type { JudgedMessage } from './judged-facts';

export interface ShadowPeriod {
  /** First and last day, `YYYY-MM-DD`. */
  readonly from: string;
  readonly to: string;
  /** Null: all kinds. */
  readonly kind: CommunicationType | null;
}

/** A message that something was decided about, with the address that its conversation is kept under. */
export interface JudgedAt {
  readonly address: string;
  readonly judged: JudgedMessage;
}

/** Gives what falls into a period. */
export function inPeriod(
  all: ReadonlyMap<string, readonly JudgedMessage[]>,
  { from, to, kind }: ShadowPeriod,
): readonly JudgedAt[] {
  const found: JudgedAt[] = [];
  for (const [address, own] of all) {
    for (const judged of own) {
      if (judged.day < from || judged.day > to) continue;
      if (kind === null || judged.communication_type === kind) found.push({ address, judged });
    }
  }
  return found;
}

/** Counts what became of the AI’s texts; the pairs themselves are read elsewhere. */
export function countShadow(found: readonly JudgedAt[], period: ShadowPeriod): Omit<ShadowReport, 'pairs'> {
  const shadow = none();
  const drafts = none();
  const byKind = { sms: none(), whatsapp: none(), voice: none() };
  const silent = new Map<string, number>();
  let wouldHandOver = 0;
  for (const { judged } of found) {
    const { text, would, communication_type, rule, kind } = judged;
    if (text?.from === 'draft') drafts[text.outcome] += 1;
    if (text?.from === 'shadow') {
      shadow[text.outcome] += 1;
      byKind[communication_type][text.outcome] += 1;
    }
    if (would === 'hand over') wouldHandOver += 1;
    // A silence is the same in shadow mode. What was answered together with a later text was no silence.
    if ((would ?? kind) === 'stay silent' && rule !== 'superseded') silent.set(rule, (silent.get(rule) ?? 0) + 1);
  }
  return {
    ...period,
    shadow,
    drafts,
    wouldHandOver,
    silences: [...silent]
      .map(([rule, count]) => ({ rule, count }))
      .sort((a, b) => b.count - a.count || (a.rule < b.rule ? -1 : 1)),
    byKind,
  };
}

/** Gives what can be held side by side, the least alike first, then the newest first. */
export function pairsIn(found: readonly JudgedAt[]): readonly JudgedAt[] {
  return found
    .filter(({ judged }) => judged.text?.similarity != null)
    .sort(
      (a, b) =>
        (a.judged.text?.similarity ?? 0) - (b.judged.text?.similarity ?? 0) || (a.judged.at < b.judged.at ? 1 : -1),
    );
}

function none(): Record<Outcome, number> {
  return Object.fromEntries(outcomes.map((outcome) => [outcome, 0])) as Record<keyof OutcomeCounts, number>;
}
