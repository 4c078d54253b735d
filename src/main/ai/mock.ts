import { createKnowledgeSearch } from './knowledge-search';
import { mockRules, notUnderstood, WORDLESS, type RuleAnswer, type Situation } from './mock-rules';
import type { Provider, Reply, ReplyRequest } from './provider';
import { readConversation } from './read-conversation';
import { toSpeech } from './to-speech';

/** Most questions of one burst that are answered together; more would not be read on a phone. */
const MAX_ANSWERS = 3;

interface Answered extends RuleAnswer {
  readonly rule: string;
  /** The knowledge entry that the text rests on. */
  readonly entry: string | null;
}

/**
 * The offline assistant: answers from a table of rules, at once and always the same, and from the team's knowledge
 * where an entry fits. It states no fact that the team has not written down, and offers a person instead.
 */
export function createMockProvider(): Provider {
  const search = createKnowledgeSearch();

  function reply(request: ReplyRequest): Reply {
    const reading = readConversation(request);
    const look = (text: string): Situation & { readonly entry: string | null } => {
      const found = search(request.knowledge, text)[0]?.entry;
      return {
        ...reading,
        text,
        returning: request.returning,
        known: found?.answer ?? null,
        entry: found?._id ?? null,
      };
    };
    const answers = answerAll(reading.parts, look(reading.burst), look);
    const text = joinAnswers(answers.map((answer) => answer.text));
    const handOff = answers.find((answer) => answer.handOff !== undefined)?.handOff;
    return {
      text: request.communication_type === 'voice' ? toSpeech(text) : text,
      model: null,
      tokens: null,
      knowledge: answers.flatMap((answer) => answer.entry ?? []),
      rule: answers.map((answer) => answer.rule).join(' + '),
      handOff: handOff === undefined ? null : { reason: handOff },
    };
  }

  return { name: 'mock', instantly: reply, reply };
}

type Look = (text: string) => Situation & { readonly entry: string | null };

function answerAll(parts: readonly string[], whole: ReturnType<Look>, look: Look): readonly Answered[] {
  if (whole.text === '') return [{ rule: 'no words', text: WORDLESS, entry: null }];
  const alone = mockRules.find((rule) => rule.kind === 'alone' && rule.fires(whole));
  if (alone) return [{ rule: alone.name, ...alone.answer(whole), entry: null }];

  const topics = answerTopics(parts, look);
  if (topics.length > 0) return topics;
  if (whole.known !== null) return [{ rule: 'knowledge', text: whole.known, entry: whole.entry }];

  const social = mockRules.find((rule) => rule.kind === 'social' && rule.fires(whole));
  if (social) return [{ rule: social.name, ...social.answer(whole), entry: null }];
  const times = whole.saidBefore(notUnderstood);
  return [
    { rule: 'not understood', text: notUnderstood[times % notUnderstood.length] ?? notUnderstood[0], entry: null },
  ];
}

/** Answers each part of a burst that asks something, each thing once. */
function answerTopics(parts: readonly string[], look: Look): readonly Answered[] {
  const answers: Answered[] = [];
  for (const situation of parts.map(look)) {
    const rule = mockRules.find((one) => one.kind === 'topic' && one.fires(situation));
    const { known, entry } = situation;
    const answer: Answered | null = rule
      ? { rule: rule.name, ...rule.answer(situation), entry: null }
      : known === null
        ? null
        : { rule: 'knowledge', text: known, entry };
    if (answer === null || answers.some((one) => one.text === answer.text)) continue;
    answers.push(known !== null && answer.text.endsWith(known) ? { ...answer, entry } : answer);
  }
  return answers.slice(0, MAX_ANSWERS);
}

/** Puts several answers together. Only one question is asked, at the end, since a bare yes can answer only one. */
function joinAnswers(texts: readonly string[]): string {
  if (texts.length < 2) return texts[0] ?? '';
  const questions: string[] = [];
  const statements = texts.map((text) => {
    const question = /[^.?!]+\?$/.exec(text)?.[0] ?? '';
    if (question !== '') questions.push(question.trim());
    return text.slice(0, text.length - question.length).trim();
  });
  return [...statements, questions[0] ?? ''].filter((text) => text !== '').join(' ');
}
