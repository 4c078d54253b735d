import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createKnowledgeProvider } from '../../../src/main/ai/knowledge';
import { ANSWERS_FROM, createKnowledgeSearch } from '../../../src/main/ai/knowledge-search';
import { WEIGHTS } from '../../../src/main/ai/knowledge/confidence';
import { examplesOf, fitWeights } from './fit-weights';
import { measure, readEntries, readSamples, share, type Measured } from './knowledge-quality';
import { entry } from './talk';

const entries = readEntries();
const samples = readSamples();
const search = createKnowledgeSearch();

describe('what it is measured with', () => {
  // Bug caught: numbers that look good because hard texts, or a whole part, are gone.
  it('is whole', () => {
    const answered = samples.filter(({ right }) => right !== null);
    expect(entries.length).toBeGreaterThanOrEqual(44);
    expect(answered.length).toBeGreaterThanOrEqual(750);
    expect(samples.length - answered.length).toBeGreaterThanOrEqual(300);
    expect(new Set(answered.map(({ right }) => right))).toEqual(new Set(entries.map(({ _id }) => _id)));
    expect(samples.filter(({ part }) => part === 'held-out').length).toBeGreaterThanOrEqual(440);
    expect(new Set(samples.map(({ text }) => text)).size).toBe(samples.length);
  });
});

describe('answers from knowledge', () => {
  const measured = measure(createKnowledgeProvider(), entries, samples);
  const of = (part: Measured['part'], isAnswered: boolean) =>
    measured.filter((one) => one.part === part && (one.right !== null) === isAnswered);

  // Bug caught: a change that reads well and answers worse.
  it('are right, or left to a person', () => {
    process.stdout.write(tableOf(measured));
    // What is reached, less a little: the aim on held-out texts is 0.9 and 0.05, which is not reached.
    expect(share(of('held-out', true), 'right')).toBeGreaterThanOrEqual(0.74);
    expect(share(of('held-out', true), 'wrong')).toBeLessThanOrEqual(0.04);
    expect(share(of('held-out', false), 'wrong')).toBeLessThanOrEqual(0.08);
    expect(share(of('tuning', true), 'right')).toBeGreaterThanOrEqual(0.95);
    expect(share(of('tuning', false), 'wrong')).toBeLessThanOrEqual(0.05);
  });

  // Bug caught: a confidence that is a number of its own making, so that no threshold means anything.
  it('are as often right as they are sure', () => {
    const answered = measured.filter(({ part, reply }) => part === 'held-out' && reply.knowledge.length > 0);
    const sure = answered.reduce((sum, { reply }) => sum + (reply.confidence ?? 0), 0) / answered.length;
    expect(Math.abs(sure - share(answered, 'right'))).toBeLessThan(0.1);
  });

  // Bug caught: weights changed by hand, or an engine changed without fitting them anew.
  it('rest on the weights that fit the tuning texts', { timeout: 60_000 }, () => {
    const fitted = fitWeights(
      examplesOf(
        entries,
        samples.filter(({ part }) => part === 'tuning'),
      ),
      WEIGHTS,
    );
    const round = (value: number) => Math.round(value * 100) / 100;
    const text = `bias: ${round(fitted.bias)}, signals: ${JSON.stringify(fitted.signals.map(round))}`;
    const far = [fitted.bias, ...fitted.signals].map((value, at) =>
      Math.abs(value - ([WEIGHTS.bias, ...WEIGHTS.signals][at] ?? Infinity)),
    );
    expect(Math.max(...far), text).toBeLessThan(0.05);
  });
});

describe('the very words of an entry', () => {
  const exact = entries.flatMap((one) => [one.question, ...(one.forms ?? [])].map((text) => ({ text, id: one._id })));

  // Bug caught: an entry that cannot be reached by its own question, because another is more like it.
  it('are always answered with it', () => {
    for (const { text, id } of exact) {
      expect(search(entries, text, 1)[0], text).toMatchObject({ entry: { _id: id }, score: 1 });
      expect(search(entries, text.toUpperCase().replace(/\?/g, '!!'), 1)[0]?.entry._id, text).toBe(id);
    }
  });

  // Bug caught: a team that adds an entry and loses the answer to another question.
  it('are answered with it whatever is added', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...exact),
        fc.lorem({ maxCount: 12 }),
        fc.lorem({ maxCount: 12 }),
        ({ text, id }, question, answer) => {
          const more = [...entries, entry('added', `${question}?`, answer)];
          expect(createKnowledgeSearch()(more, text, 1)[0]?.entry._id).toBe(id);
        },
      ),
      { numRuns: 20 },
    );
  });

  // Bug caught: an entry that the team has switched off and that still answers.
  it('are not answered with an entry that is not active', () => {
    const [first, ...others] = entries;
    if (!first) throw new Error('no entries');
    const found = search([{ ...first, active: false }, ...others], first.question);
    expect(found.map((match) => match.entry._id)).not.toContain(first._id);
  });
});

describe('any text at all', () => {
  // Bug caught: a sign that makes the search throw, or a score that is no probability.
  it('gives scores from 0 to 1, best first', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.lorem()), (text) => {
        const scores = search(entries, text).map(({ score }) => score);
        expect(scores.every((score) => score >= 0 && score <= 1)).toBe(true);
        expect(scores).toEqual([...scores].sort((a, b) => b - a));
        expect(scores.filter((score) => score >= ANSWERS_FROM).length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 300 },
    );
  });

  // Bug caught: one text that keeps the console busy while all others wait.
  it('costs little, however hostile and however much the team knows', () => {
    const many = Array.from({ length: 2000 }, (_, at) => {
      const one = entries[at % entries.length];
      return entry(`e${at}`, `${one?.question ?? ''} model ${at}`, one?.answer ?? '');
    });
    const own = createKnowledgeSearch();
    expect(cpuMs(() => own(many, 'first'))).toBeLessThan(2500);
    const hostile = [
      'order '.repeat(20_000),
      'a'.repeat(200_000),
      "l'".repeat(50_000),
      Array.from({ length: 3000 }, (_, at) => `delivry${at.toString(36)}`).join(' '),
      '送'.repeat(20_000),
      '\u0301'.repeat(20_000),
      'how long does delivery take '.repeat(2000),
    ];
    for (const text of hostile)
      expect(
        cpuMs(() => own(many, text)),
        text.slice(0, 20),
      ).toBeLessThan(250);
  });
});

/** The time that this process has worked, not what the others beside it have taken from it. */
function cpuMs(work: () => unknown): number {
  const started = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
}

function tableOf(measured: readonly Measured[]): string {
  const percent = (value: number) => `${(value * 100).toFixed(1)} %`.padStart(8);
  const row = (name: string, some: readonly Measured[]) => {
    const asked = some.filter(({ right }) => right !== null);
    const others = some.filter(({ right }) => right === null);
    const cells = [
      String(asked.length).padStart(4),
      ...(['right', 'wrong', 'missed'] as const).map((outcome) =>
        asked.length ? percent(share(asked, outcome)) : '       –',
      ),
      String(others.length).padStart(13),
      others.length ? percent(share(others, 'wrong')) : '       –',
    ];
    return `${name.padEnd(12)} ${cells.join(' ')}\n`;
  };
  const parts = (['tuning', 'held-out'] as const).map((part) => {
    const some = measured.filter((one) => one.part === part);
    const languages = [...new Set(some.map(({ language }) => language))];
    return (
      row(part, some) +
      languages
        .map((code) =>
          row(
            `  ${code}`,
            some.filter(({ language }) => language === code),
          ),
        )
        .join('')
    );
  });
  return `\n${'answers'.padEnd(12)}    n    right    wrong   missed  unanswerable    false\n${parts.join('')}`;
}
