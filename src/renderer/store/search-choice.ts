/** What is searched for in the inbox. */
export interface SearchChoice {
  readonly text: string;
  readonly kind: 'any' | 'sms' | 'whatsapp' | 'voice';
  readonly writer: 'any' | 'contact' | 'operator' | 'ai' | 'note' | 'event';
  /** Any time, so many days up to today, or from one day to another. */
  readonly when: 'any' | '1' | '7' | '30' | 'between';
  /** `YYYY-MM-DD` or empty. */
  readonly from: string;
  readonly to: string;
}

/** Nothing yet. */
export const emptySearch: SearchChoice = { text: '', kind: 'any', writer: 'any', when: 'any', from: '', to: '' };
