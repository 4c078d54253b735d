/** Which days are looked at: so many up to today, or from one to another. */
export interface PeriodChoice {
  readonly kind: '7' | '30' | '90' | 'custom';
  /** `YYYY-MM-DD`. */
  readonly from: string;
  readonly to: string;
}
