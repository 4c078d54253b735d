import { ALIKE_FROM, gramsOf, type Grams } from '../../shared/alike';

/** Most questions that stand for a group when another one is compared with it. */
const FACES = 4;

interface Face<Q> {
  readonly group: Q[];
  readonly size: number;
}

/** Puts questions that are alike together, each with the group that it is most like; the same list gives the same groups. */
export interface QuestionGroups<Q extends { readonly question: string }> {
  add(question: Q): void;
  readonly groups: readonly (readonly Q[])[];
}

/** Makes it, without any group. */
export function createQuestionGroups<Q extends { readonly question: string }>(): QuestionGroups<Q> {
  const groups: Q[][] = [];
  const faces: Face<Q>[] = [];
  /** Numbers of the faces that have three letters, so that only those are compared that have anything in common. */
  const byGram = new Map<string, number[]>();
  const show = (group: Q[], grams: Grams) => {
    const number = faces.push({ group, size: grams.size }) - 1;
    for (const gram of grams) {
      const numbers = byGram.get(gram);
      if (numbers) numbers.push(number);
      else byGram.set(gram, [number]);
    }
  };
  return {
    groups,
    add(question) {
      const grams = gramsOf(question.question);
      const group = mostAlike(grams, faces, byGram);
      if (!group) {
        const own = [question];
        groups.push(own);
        show(own, grams);
        return;
      }
      if (group.length < FACES && group.every((one) => one.question !== question.question)) show(group, grams);
      group.push(question);
    },
  };
}

function mostAlike<Q>(
  grams: Grams,
  faces: readonly Face<Q>[],
  byGram: ReadonlyMap<string, readonly number[]>,
): Q[] | undefined {
  const shared = new Map<number, number>();
  for (const gram of grams) for (const face of byGram.get(gram) ?? []) shared.set(face, (shared.get(face) ?? 0) + 1);
  let best: Q[] | undefined;
  let bestLikeness = ALIKE_FROM;
  for (const [number, count] of shared) {
    const face = faces[number];
    const likeness = face ? (2 * count) / (face.size + grams.size) : 0;
    if (likeness < bestLikeness || (likeness === bestLikeness && best)) continue;
    best = face?.group;
    bestLikeness = likeness;
  }
  return best;
}
