import type { ElectronStarter } from './electron-process';
import type { Spread } from './statistics';

/** One line of the table. */
export interface Finding {
  readonly what: string;
  readonly against: string;
  /** Ours over theirs, round by round. */
  readonly ratio: Spread;
  /** Null: for information. */
  readonly goal: { readonly kind: 'at-most' | 'at-least'; readonly ratio: number } | null;
  readonly ours: Spread;
  readonly theirs: Spread;
  readonly unit: string;
}

export interface Outcome {
  readonly findings: readonly Finding[];
  /** Sentences on where the time goes, and on how it was measured where that matters. */
  readonly remarks: readonly string[];
}

export interface MeasureContext {
  readonly quick: boolean;
  /** A folder that is removed at the end. */
  readonly scratch: string;
  readonly startElectron: ElectronStarter;
  /** Says how far it is. */
  readonly say: (text: string) => void;
}

/** One thing that is measured against another. */
export interface Measure {
  readonly name: string;
  readonly title: string;
  run(context: MeasureContext): Promise<Outcome>;
}

/** Whether a finding meets its goal; null without one. */
export function isMet({ goal, ratio }: Finding): boolean | null {
  if (!goal) return null;
  return goal.kind === 'at-most' ? ratio.median <= goal.ratio : ratio.median >= goal.ratio;
}
