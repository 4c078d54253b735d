import { describe, expect, it } from 'vitest';
import { machineSign } from '../../../src/main/policy/machine-sign';

/** The sign of the last of some texts. */
function signOf(...texts: string[]) {
  return machineSign(texts.at(-1) ?? '', texts.slice(0, -1));
}

describe('what looks like a machine', () => {
  // Bug caught: a loop of two machines that is not seen because a counter, a time or a ticket's number changes.
  it.each([
    ['identical', ['I am away', 'I am away', 'I am away']],
    ['near-identical', [1, 2, 3, 4].map((n) => `Your ticket no. ${n} was received at 10:0${n}.`)],
    ['near-identical', [8, 9, 10, 11].map((n) => `We are closed until ${n} AM, please wait!`)],
    ['near-identical', ['a', 'b', 'c', 'd'].map((n) => `Thank you for contacting our support desk, case ${n}`)],
    [
      'alternating',
      ['We are closed now.', 'Call us tomorrow.'].flatMap((_, __, all) => [...all, ...all, ...all]).slice(0, 6),
    ],
    ['automatic-words', ['I am out of office until Monday.']],
    ['automatic-words', ["I'm driving, I will get back to you."]],
    ['automatic-words', ['This is an automated message, please do not answer.']],
    ['automatic-words', ['Automatic reply: I am on holiday']],
    ['automatic-words', ['Out of office: back on 5 May']],
    ['automatic-words', ['Dies ist eine automatische Antwort.']],
    ['automatic-words', ['Do not reply to this message.']],
  ] as const)('%s: %j', (sign, texts) => {
    expect(signOf(...texts)).toBe(sign);
  });

  // Bug caught: a person who is taken for a machine and whose AI is switched off.
  it.each([
    [['Hello', 'Hello']],
    [['1', '2', '3', '4', '5', '6']],
    [['yes', 'no', 'yes', 'no', 'yes', 'no']],
    [['order 17', 'order 18', 'order 19', 'order 20']],
    [['Where is my order 17?', 'Where is my order 18?', 'Where is my order 19?']],
    [['Question 1', 'Question 2', 'Question 3', 'Question 4', 'Question 5']],
    [['I got an automated message from you, what is it?']],
    [['Are you out of the office on Monday?']],
    [['My neighbour is driving me mad']],
    [['What are your hours?', 'Do you deliver on Sundays?', 'And what does it cost me?', 'Fine, thank you so much']],
    [['']],
  ])('a person: %j', (texts) => {
    expect(signOf(...texts)).toBeNull();
  });
});
