import { formatNumber } from '../../components/formats';

/** From so many on an entry is found however it is asked, nearly always; with fewer, less and less. */
export const ENOUGH_WORDINGS = 6;

/** In how many ways an entry says its question, in words. */
export function wordingsWords(count: number): string {
  return count === 1 ? '1 wording' : `${formatNumber(count)} wordings`;
}
