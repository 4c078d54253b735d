import { describe, expect, it } from 'vitest';
import { createKnowledgeProvider } from '../../../src/main/ai/knowledge';
import { ANSWERS_FROM, createKnowledgeSearch } from '../../../src/main/ai/knowledge-search';
import { entry, talk } from './talk';

const entries = [
  entry('hours', 'What are your opening hours?', 'Monday to Friday from 9 to 17.'),
  entry('canada', 'Do you ship to Canada?', 'Yes, within 5 days.'),
  entry('wash', 'How do I wash the red jacket?', 'By hand, cold.'),
  entry('stock', 'Is the red jacket in stock?', 'Again in March.'),
  entry('where', 'Where is your shop?', 'At 5 Mill Lane.'),
];

describe('the search', () => {
  const search = createKnowledgeSearch();
  it.each([
    ['when do you open?', 'hours'],
    ['opening hours pls', 'hours'],
    ['do you deliver to canada', 'canada'],
    ['is that red jacket in stock?', 'stock'],
    ['how to wash the red jacket', 'wash'],
    ['wash red jackets?', 'wash'],
    ['where are you located', 'where'],
    ['openning hours', 'hours'],
  ])('%j finds %s', (question, id) => {
    expect(search(entries, question)[0]?.entry._id).toBe(id);
  });

  it.each([
    'what is your phone number',
    'hello',
    'is it',
    '',
    '???',
    'the weather in Canada today is nice',
    'red wine',
  ])('%j finds nothing', (question) => {
    expect(search(entries, question).filter((match) => match.score >= ANSWERS_FROM)).toEqual([]);
  });
});

describe('a search that has seen other entries before', () => {
  // Bugs caught: an edit is not found, or what is not in use any more is; the words of an entry are taken for those of the
  // language that the others were in before.
  it('finds what a new one finds', () => {
    const used = createKnowledgeSearch();
    const german = ['Wann habt ihr geöffnet?', 'Was kostet der Versand nach Hause?', 'Wo ist euer Laden?'].map(
      (question, at) => entry(`de${at}`, question, 'Das steht auf unserer Seite, und wir sagen es gern.'),
    );
    const edited = entries.map((one) => (one._id === 'hours' ? { ...one, question: 'When is the café open?' } : one));
    const off = entries.map((one) => (one._id === 'canada' ? { ...one, active: false as const } : one));
    // Too short to be of any language by itself.
    const short = entry('short', 'Filialen?', '12');
    for (const now of [[...entries, short], [...german, short], edited, off, entries]) {
      for (const question of [
        'café open?',
        'opening hours',
        'ship to canada',
        'versand kosten',
        'filiale',
        'red jacket wash',
      ]) {
        expect(used(now, question)).toEqual(createKnowledgeSearch()(now, question));
      }
    }
  });
});

describe('the provider', () => {
  const provider = createKnowledgeProvider();

  it('answers with the entry and names it', () => {
    expect(talk(provider, ['do you ship to Canada?'], { knowledge: entries })[0]).toMatchObject({
      text: 'Yes, within 5 days.',
      knowledge: ['canada'],
      handOff: null,
    });
  });

  it('says that it does not know, and hands over with the question', () => {
    const [reply] = talk(provider, ['Do you sell bicycles?'], { knowledge: entries });
    expect(reply?.text).toContain("don't know");
    expect(reply?.handOff?.reason).toContain('Do you sell bicycles?');
    expect(reply?.knowledge).toEqual([]);
  });

  it('does not answer a question with a guess of its own', () => {
    expect(talk(provider, ['How much is a haircut?'])[0]).toMatchObject({ rule: 'no entry fits' });
  });

  it('knows how to say hello', () => {
    expect(talk(provider, ['Hello', 'thanks'], { knowledge: entries }).map((reply) => reply.handOff)).toEqual([
      null,
      null,
    ]);
  });
});
