import type { ReplayAnswer, ReplayItem, ReplayPlan, ReplayRun } from '../../../shared/replay';
import { formatNumber } from '../../components/formats';
import { costWords } from '../thread/decision-facts';

/** What a run would take, in a sentence or two. */
export function outlookWords(plan: ReplayPlan): string {
  if (plan.questions === 0) return 'No past question fits.';
  const over = `${counted(plan.questions, 'question')} in ${counted(plan.threads, 'conversation')}.`;
  if (!plan.isModel) return over;
  const asked = `The model is asked ${counted(plan.requests, 'time')}, about ${formatNumber(plan.tokens, { maximumSignificantDigits: 2 })} tokens`;
  const cost =
    plan.costUsd === null
      ? 'which your provider may charge for (Settings has its prices)'
      : `about ${costWords(plan.costUsd)}`;
  return `${over} ${asked}, ${cost}.`;
}

/** The yes to it. */
export function requestsWords({ requests }: ReplayPlan): string {
  return `Ask ${counted(requests, 'time')}`;
}

function counted(count: number, one: string): string {
  return `${formatNumber(count)} ${one}${count === 1 ? '' : 's'}`;
}

/** What an answer says, or why there is none; empty while it is not there yet. */
export function textOf(answer: ReplayAnswer | null): string {
  if (answer === null) return '';
  return answer.kind === 'answer' ? answer.text : `Nothing could be sent. ${answer.reason}`;
}

/** Whether a change makes another answer; without one, whether it is another one than what the AI said then. */
export function differs({ present, changed, said }: ReplayItem): boolean {
  if (changed !== null) return keyOf(present) !== keyOf(changed);
  const before = said.filter(({ by }) => by === 'ai').map(({ text }) => text);
  return before.length > 0 && before.join('\n') !== textOf(present);
}

/** A run in a sentence: how many answers are others, how many hand over, how many cannot be sent. */
export function runWords(run: ReplayRun): string {
  const hasChange = run.items.some(({ changed }) => changed !== null);
  const answered = run.items.filter(({ present, changed }) => present !== null && (!hasChange || changed !== null));
  const last = (item: ReplayItem) => (hasChange ? item.changed : item.present);
  const others = answered.filter(differs).length;
  const handed = answered.filter((item) => isHandedOver(last(item))).length;
  const before = answered.filter(({ present }) => isHandedOver(present)).length;
  const failed = answered.filter((item) => last(item)?.kind === 'failed').length;
  const of = formatNumber(answered.length);
  const hands =
    hasChange && handed !== before ? `${formatNumber(handed)} (before: ${formatNumber(before)})` : formatNumber(handed);
  return [
    hasChange
      ? `With the change, ${formatNumber(others)} of ${of} answers are different.`
      : `Answered again: ${of}. Different from what the AI said then: ${formatNumber(others)}.`,
    `Handed over: ${hands}.`,
    ...(failed > 0 ? [`${formatNumber(failed)} could not be sent.`] : []),
    ...(run.tokens > 0
      ? [`Used ${formatNumber(run.tokens)} tokens${run.costUsd === null ? '' : `, ${costWords(run.costUsd)}`}.`]
      : []),
  ].join(' ');
}

function isHandedOver(answer: ReplayAnswer | null): boolean {
  return answer?.kind === 'answer' && answer.handOff !== null;
}

function keyOf(answer: ReplayAnswer | null): string {
  return `${isHandedOver(answer)} ${textOf(answer)}`;
}
