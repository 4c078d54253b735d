import type { EntryIndex } from './entry-index';
import { SIGNALS_OF_MEANING } from './entry-meanings';
import { letterGroups, likenessOf } from './letter-groups';
import { HINTED, type Words } from './read-words';

/** What speaks for and against an entry, each about from 0 to 1. The order is that of `WEIGHTS`. */
export interface Evidence {
  readonly entry: number;
  readonly signals: readonly number[];
  /** The words of the question that spoke for it. */
  readonly why: readonly string[];
}

/** From which likeness on a word counts as one that spoke for an entry. */
const SPOKE = 0.3;

interface Tally {
  /** For each token of the question, how surely the form has it. */
  readonly asked: number[];
  /** For each token of the form, how surely the question has it. */
  readonly formed: number[];
}

/** What the forms of one entry have together. */
interface Together {
  /** For each token of the question, how surely any form has it. */
  readonly asked: number[];
  /** How well each form fits, from 0 to 1. */
  readonly fits: number[];
}

/** Forms of an entry whose fit is looked at together: that several fit says more than that one does. */
const FITTING_FORMS = 3;

/** Entries that mean nearly what is asked and share no word with it, which are looked at besides. */
const WORDLESS = 8;

/**
 * Weighs a question against every entry that shares anything with it; of several forms the best counts.
 *
 * @param nearness how near each entry comes by what it means, see `nearnessOf`; null where words alone are compared
 */
export function compareWith(
  index: EntryIndex,
  question: Words,
  nearness: ReadonlyMap<number, readonly number[]> | null = null,
): readonly Evidence[] {
  const { tokens } = question;
  const weights = tokens.map(index.weightOf);
  const known = tokens.map(({ features }) =>
    [...features].some(([feature, sure]) => sure > HINTED && index.postings.has(feature)),
  );
  const tallies = tallyForms(index, question);
  if (nearness) addNearest(tallies, index, nearness);
  const answers = tallyAnswers(index, question);
  const groups = letterGroups(tokens);
  const best = new Map<number, Evidence & { readonly sum: number }>();
  const total = sumOf(weights) || 1;
  const together = new Map<number, Together>();
  for (const [at, { asked, formed }] of tallies) {
    const form = index.forms[at];
    if (!form) continue;
    const answer = answers.get(form.entry);
    let covered = 0;
    let helped = 0;
    let missed = 0;
    let elsewhere = 0;
    let worst = 0;
    weights.forEach((weight, token) => {
      const has = asked[token] ?? 0;
      covered += weight * has;
      helped += weight * Math.max(0, (answer?.[token] ?? 0) - has);
      const open = weight * openOf(has, answer?.[token]);
      if (known[token]) elsewhere += open;
      else missed += open;
      worst = Math.max(worst, open);
    });
    const wanted = sumOf(form.weights) || 1;
    const found = form.weights.reduce((sum, weight, token) => sum + weight * (formed[token] ?? 0), 0);
    const lacking = form.weights.reduce(
      (most, weight, token) => Math.max(most, weight * (1 - (formed[token] ?? 0))),
      0,
    );
    const share = covered / total;
    const fit = found / wanted;
    addForm(together, form.entry, asked, Math.sqrt(share * fit));
    const signals = [
      share,
      fit,
      Math.sqrt(share * fit),
      helped / total,
      Math.min(1.5, covered),
      Math.min(2, missed),
      Math.min(2, elsewhere),
      worst,
      likenessOf(groups, form.groups),
      lacking,
      foreignOf(index, form.entry, question.languages),
    ];
    const sum = share + fit + 0.4 * (helped / total);
    if (sum > (best.get(form.entry)?.sum ?? -1)) {
      const why = tokens.filter((_, token) => Math.max(asked[token] ?? 0, answer?.[token] ?? 0) >= SPOKE);
      best.set(form.entry, { entry: form.entry, signals, why: why.map(({ written }) => written), sum });
    }
  }
  return [...best.values()].map(({ entry, signals, why }) => ({
    entry,
    signals: [
      ...signals,
      ...signalsOfAll(together.get(entry), weights, answers.get(entry), index.formsOf[entry]),
      ...(nearness ? (nearness.get(entry) ?? NOT_NEAR) : []),
    ],
    why,
  }));
}

/** How many signals are of words; those of meaning come after them. */
export const SIGNALS_OF_WORDS = 15;

const NOT_NEAR: readonly number[] = Array.from({ length: SIGNALS_OF_MEANING }, () => 0);

/** Adds the first form of entries that are near by what they mean and share no word. */
function addNearest(
  tallies: Map<number, Tally>,
  { forms }: EntryIndex,
  nearness: ReadonlyMap<number, readonly number[]>,
): void {
  const seen = new Set([...tallies.keys()].map((at) => forms[at]?.entry));
  const near = [...nearness]
    .sort(([, [a = 0]], [, [b = 0]]) => b - a)
    .slice(0, WORDLESS)
    .filter(([entry]) => !seen.has(entry));
  for (const [entry] of near) {
    const at = forms.findIndex((form) => form.entry === entry);
    if (at >= 0) tallies.set(at, { asked: [], formed: [] });
  }
}

/** How far a token of the question is left open by a form that has it so surely and an answer that does. */
function openOf(asked: number, answer = 0): number {
  return 1 - Math.max(asked, 0.6 * answer);
}

function addForm(together: Map<number, Together>, entry: number, asked: readonly number[], fit: number): void {
  let all = together.get(entry);
  if (!all) together.set(entry, (all = { asked: [], fits: [] }));
  const { asked: most } = all;
  asked.forEach((sure, token) => {
    most[token] = Math.max(most[token] ?? 0, sure);
  });
  all.fits.push(fit);
}

/** What all forms of an entry say together. The more there are, the easier one fits by chance. */
function signalsOfAll(
  { asked, fits }: Together = { asked: [], fits: [] },
  weights: readonly number[],
  answer: readonly number[] | undefined,
  forms = 1,
): readonly number[] {
  let open = 0;
  let worst = 0;
  weights.forEach((weight, token) => {
    const left = weight * openOf(asked[token] ?? 0, answer?.[token]);
    open += left;
    worst = Math.max(worst, left);
  });
  const fitting = [...fits].sort((a, b) => b - a).slice(0, FITTING_FORMS);
  return [1 - open / (sumOf(weights) || 1), worst, Math.log(forms), sumOf(fitting) / FITTING_FORMS];
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function tallyForms(index: EntryIndex, { tokens }: Words): Map<number, Tally> {
  const tallies = new Map<number, Tally>();
  tokens.forEach(({ features }, asked) => {
    for (const [feature, sure] of features) {
      for (const posting of index.postings.get(feature) ?? []) {
        let tally = tallies.get(posting.form);
        if (!tally) tallies.set(posting.form, (tally = { asked: [], formed: [] }));
        const likeness = sure * posting.sure;
        if (likeness > (tally.asked[asked] ?? 0)) tally.asked[asked] = likeness;
        if (likeness > (tally.formed[posting.token] ?? 0)) tally.formed[posting.token] = likeness;
      }
    }
  });
  return tallies;
}

function tallyAnswers(index: EntryIndex, { tokens }: Words): ReadonlyMap<number, number[]> {
  const answers = new Map<number, number[]>();
  tokens.forEach(({ features }, asked) => {
    for (const [feature, sure] of features) {
      for (const entry of index.inAnswers.get(feature) ?? []) {
        let shares = answers.get(entry);
        if (!shares) answers.set(entry, (shares = []));
        shares[asked] = Math.max(shares[asked] ?? 0, sure);
      }
    }
  });
  return answers;
}

/** How much less an entry in another language counts where a question may also be in the one most entries are in. */
const PERHAPS_FOREIGN = 0.3;

/** How surely an entry is in another language than the question. "paypal?" is taken for the language of most entries. */
function foreignOf({ languages, spoken }: EntryIndex, entry: number, asked: readonly string[]): number {
  const own = languages[entry] ?? [];
  const [home = ''] = spoken;
  if (own.length === 0) return 0;
  if (asked.length > 0 && !own.some((code) => asked.includes(code))) return 1;
  const isPerhapsHome = asked.length === 0 || (asked.length > 1 && asked.includes(home));
  return isPerhapsHome && !own.includes(home) ? PERHAPS_FOREIGN : 0;
}
