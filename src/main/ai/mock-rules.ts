import { findOrderNumber } from './order-number';
import { isNo, isYes, plainWords } from './plain-words';
import type { Reading } from './read-conversation';

/** What a rule answers with. */
export interface RuleAnswer {
  readonly text: string;
  /** Set when a person has to go on, with the reason for the team. */
  readonly handOff?: string;
  /** Set when a person should look, with the reason for the team, while the assistant talks on. */
  readonly concern?: string;
}

/** What a rule can look at. */
export interface Situation extends Reading {
  /** What this rule is asked about: one part of what was said for a topic, else all of it. */
  readonly text: string;
  /** Whether the customer has been here before this session. */
  readonly returning: boolean;
  /** The team's own answer from its knowledge, if one fits the text. */
  readonly known: string | null;
}

export interface Rule {
  /** Shown to operators as the reason for the answer. */
  readonly name: string;
  /**
   * `alone` decides the whole answer; `topic` is something asked (several are answered together); `social` is what
   * one says besides, answered only when nothing was asked.
   */
  readonly kind: 'alone' | 'topic' | 'social';
  readonly fires: (situation: Situation) => boolean;
  readonly answer: (situation: Situation) => RuleAnswer;
}

/** Questions of ours that a bare yes or no answers. They are found again in the conversation, word for word. */
const ASK_PERSON = 'Would you like me to pass this on to a colleague?';
const ASK_MORE = 'Is there anything else I can help you with?';
const ASK_ORDER = 'Could you give me your order number?';
const ASK_WHEN = 'Which day and time would suit you?';

const PASSING_ON = "Of course. I'm passing you on to a colleague, who will get back to you here as soon as possible.";
const WRITE_AGAIN = 'No problem. Just write here if there is anything else.';

/**
 * What the offline assistant knows how to answer, in order of precedence. It never states a fact of the business that
 * the team has not written down: it offers to have a person look.
 */
export const mockRules: readonly Rule[] = [
  // What decides the whole answer: persons first, then answers to our own last question.
  {
    name: 'asks whether this is a person',
    kind: 'alone',
    fires: says(
      /\b(?:are|r) (?:you|u) (?:(?:a|an|real|actual|live|just|talking) )*(?:bot|robot|human|person|machine|ai|computer|real)\b|\bis (?:this|it) (?:(?:a|an|real|just) )*(?:bot|robot|human|person|machine|ai|automated)\b/i,
    ),
    answer: fixed(`I'm the team's automated assistant, and people read along here. ${ASK_PERSON}`),
  },
  {
    name: 'asks for a person',
    kind: 'alone',
    fires: says(
      /^\W*(?:an? )?(?:agent|human|operator|representative|person|manager|supervisor|advis[eo]r)(?:,? (?:please|pls|now))?\W*$|\b(?:real|actual|live|human) (?:person|human|agent|being|operator|people)\b|\b(?:speak|talk|chat)(?:ing)? (?:to|with) (?:(?:a|an|the|your|some|any|customer|service|support) )*(?:agent|human|person|someone|somebody|representative|rep|operator|manager|supervisor|colleague|advis[eo]r|people|staff|owner)\b|\b(?:connect|transfer|put|hand|pass) me\b|\b(?:get|get me|give me|want|need) (?:a|an|the|your) (?:agent|human|person|representative|operator|manager|supervisor)\b|\b(?:don'?t|do not) want (?:to (?:talk|speak|chat) (?:to|with) )?(?:a |an |this )?(?:bot|robot|machine|computer|ai)\b|\bcall me(?: back)?\b/im,
    ),
    answer: () => ({ text: PASSING_ON, handOff: 'The customer asked for a person.' }),
  },
  {
    name: 'yes to a colleague',
    kind: 'alone',
    fires: ({ lastReply, text }) => endsWith(lastReply, ASK_PERSON) && isYes(text),
    answer: () => ({ text: PASSING_ON, handOff: 'The customer would like a person to go on.' }),
  },
  {
    name: 'no to a colleague',
    kind: 'alone',
    fires: ({ lastReply, text }) => endsWith(lastReply, ASK_PERSON) && isNo(text),
    answer: fixed(WRITE_AGAIN),
  },
  {
    name: 'nothing else',
    kind: 'alone',
    fires: ({ lastReply, text }) => endsWith(lastReply, ASK_MORE) && isNo(text),
    answer: fixed('Great. Have a lovely day!'),
  },
  {
    name: 'something else',
    kind: 'alone',
    fires: ({ lastReply, text }) => endsWith(lastReply, ASK_MORE) && isYes(text),
    answer: fixed('Sure, go ahead. What is it about?'),
  },
  {
    name: 'has an order number',
    kind: 'alone',
    fires: ({ askedForOrder, text }) => askedForOrder && isYes(text),
    answer: fixed(`Great. ${ASK_ORDER}`),
  },
  {
    name: 'has no order number',
    kind: 'alone',
    fires: ({ askedForOrder, text }) =>
      askedForOrder &&
      findOrderNumber(text, true) === null &&
      (isNo(text) ||
        /\b(?:don'?t|do not|can'?t|cannot) (?:have|know|find|remember)|\b(?:lost|no idea|not sure)\b/i.test(text)),
    answer: fixed(`That's all right, a colleague can look it up without the number. ${ASK_PERSON}`),
  },
  {
    name: 'time for an appointment',
    kind: 'alone',
    fires: ({ lastReply, text }) =>
      endsWith(lastReply, ASK_WHEN) &&
      /\d|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:to(?:day|morrow|night)|morning|noon|afternoon|evening|any ?time|week(?:end)?|asap)\b/i.test(
        text,
      ),
    answer: () => ({
      text: "Thank you! I'm passing this on to a colleague, who will confirm the time with you here.",
      handOff: 'The customer named a time for an appointment.',
    }),
  },

  // What can be asked.
  {
    name: 'complaint',
    kind: 'topic',
    fires: says(
      /\b(?:complain\w*|terrible|horrible|awful|worst|unacceptable|ridiculous|disappoint\w*|disgust\w*|furious|angry|rip ?off|scam|broken?|damaged|defective|faulty|doesn'?t work|not working|stopped working|wrong (?:item|order|size|product|colou?r|thing)|never (?:arrived|came|got|received)|(?:hasn'?t|haven'?t|didn'?t|has not|have not|did not|not) (?:been )?(?:arrived?|received?|come|got|delivered)|missing (?:item|part)s?|waiting for (?:ages|weeks|days|hours|forever))\b/i,
    ),
    answer: (situation) => {
      const orderNumber = situation.orderNumber();
      return {
        text: `I'm very sorry about that${orderNumber === null ? '' : ` (order ${orderNumber})`}. I'd like a colleague to look into it for you. ${ASK_PERSON}`,
        concern: `The customer complains${orderNumber === null ? '' : ` about order ${orderNumber}`}.`,
      };
    },
  },
  {
    name: 'refund or return',
    kind: 'topic',
    fires: says(
      /\b(?:refund\w*|money back|returns?|returning|send (?:it|this|them) back|exchange|cancel (?:my|the|this|an) order)\b/i,
    ),
    answer: (situation) => {
      if (situation.known !== null) return { text: situation.known };
      const orderNumber = situation.orderNumber();
      return {
        text:
          orderNumber === null
            ? `I can help you get that started. ${ASK_ORDER}`
            : `I've noted that this is about order ${orderNumber}. Returns and refunds are decided by a colleague. ${ASK_PERSON}`,
      };
    },
  },
  {
    name: 'order status',
    kind: 'topic',
    fires: ({ text, askedForOrder, orderNumber }) =>
      findOrderNumber(text, askedForOrder) !== null ||
      /\b(?:my|the|an|our|this) (?:last |latest |recent )?(?:order|package|parcel)\b|\border (?:status|number)\b|\btrack(?:ing)?\b|\bi ordered\b/i.test(
        text,
      ) ||
      (/\bwhen (?:will|does|is) (?:it|that|this)\b|\bwhere(?:'s| is) (?:it|that|this)\b|\b(?:status|any (?:news|updates?)|arriv\w+|how long)\b/i.test(
        text,
      ) &&
        orderNumber() !== null),
    answer: answerOrderStatus,
  },
  {
    name: 'delivery',
    kind: 'topic',
    fires: says(/\b(?:deliver\w*|ship|ships|shipp(?:ing|ed)|shipment|courier|postage)\b/i),
    answer: (situation) => {
      if (situation.known !== null) return { text: situation.known };
      const orderNumber = situation.orderNumber();
      return {
        text: orderNumber === null ? `I'm happy to help with a delivery. ${ASK_ORDER}` : aboutOrder(orderNumber),
      };
    },
  },
  {
    name: 'hours',
    kind: 'topic',
    fires: says(
      /\b(?:opening|business|office|store|shop|working|your|the) (?:hours|times)\b|^\W*(?:opening )?hours\W*$|\bwhen (?:do|are|will|does|is) (?:you|u|they|the (?:shop|store|office))(?: guys)? (?:be )?(?:open|close|closed)\b|\b(?:are|r) (?:you|u) (?:guys )?(?:still |currently )?(?:open|closed)\b|\bwhat time do you\b|\bopen (?:today|tomorrow|now|on|this|late|until|till|at|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|weekends?)\b|\bhow late\b/i,
    ),
    answer: knownOr(
      "That's a great question! ",
      `I don't want to tell you the wrong hours, so I'd rather get the exact ones from the team. ${ASK_PERSON}`,
    ),
  },
  {
    name: 'price',
    kind: 'topic',
    fires: says(/\b(?:price|prices|pricing|costs?|quote|rates|fees?|discounts?|how much)\b/i),
    answer: knownOr('', `I don't want to guess a price, so I'd rather get you the exact one. ${ASK_PERSON}`),
  },
  {
    name: 'appointment',
    kind: 'topic',
    fires: says(/\b(?:appointments?|book|booking|reschedul\w*|reservations?|reserve|time ?slot)\b/i),
    answer: knownOr('', `Happy to help with that. A colleague will confirm the appointment. ${ASK_WHEN}`),
  },
  {
    name: 'location',
    kind: 'topic',
    fires: says(
      /\bwhere (?:are|r) (?:you|u)\b|\bwhere(?:'s| is) (?:your|the) (?:shop|store|office|place|salon|clinic)\b|\b(?:your|the) address\b|\b(?:location|located|directions|parking)\b|\bhow (?:do|can) i (?:get|find) (?:to )?(?:there|you)\b/i,
    ),
    answer: knownOr('', `I'd rather get you the exact address and directions than guess. ${ASK_PERSON}`),
  },
  {
    name: 'payment',
    kind: 'topic',
    fires: says(/\b(?:pay|paying|paid|payments?|invoices?|bill|billing|charged|credit card|receipt)\b/i),
    answer: knownOr('', `A colleague can help you with payments. Please never send card details here. ${ASK_PERSON}`),
  },

  // What one says besides.
  {
    name: 'are you there',
    kind: 'social',
    fires: says(
      /\b(?:are|r) (?:you|u) (?:guys )?(?:still )?(?:there|here|around|awake)\b|\b(?:any|some)(?:one|body) (?:there|here|home)\b|^\W*hello+\s*\?/im,
    ),
    answer: fixed("Yes, I'm here! How can I help you?"),
  },
  {
    name: 'asks for help',
    kind: 'social',
    fires: says(
      /\b(?:can|could|would|will) (?:you|u|someone|anyone|somebody)(?: please)? help\b|\bneed(?: some| your)? help\b|\bhelp me\b|\bhave (?:a|another|one more|a quick) question\b|\bcan i ask\b/i,
    ),
    answer: fixed('Of course! What can I help you with?'),
  },
  {
    name: 'no',
    kind: 'social',
    fires: ({ text }) => isNo(text) && /^no/i.test(text.trim()),
    answer: fixed(WRITE_AGAIN),
  },
  {
    name: 'thanks',
    kind: 'social',
    fires: says(/\b(?:thanks?|thx|cheers|appreciate (?:it|that|you)|much appreciated)\b|🙏/iu),
    answer: fixed(`You're welcome! 😊 ${ASK_MORE}`),
  },
  {
    name: 'goodbye',
    kind: 'social',
    fires: says(
      /\b(?:bye+|good ?bye|see (?:you|ya)|good ?night|take care|(?:talk|speak) (?:soon|later)|have a (?:good|nice|great|lovely) (?:day|one|evening|weekend|night))\b/i,
    ),
    answer: fixed('Goodbye, and have a lovely day!'),
  },
  {
    name: 'how are you',
    kind: 'social',
    fires: says(/\bhow (?:are|r) (?:you|u)\b|\bhow(?:'s| is) it going\b|\bwhat'?s up\b/i),
    answer: fixed("I'm doing well, thank you for asking! How can I help you today?"),
  },
  {
    name: 'greeting',
    kind: 'social',
    fires: ({ parts }) => parts.every(isSmallTalk) && parts.some(isGreeting),
    answer: greet,
  },
  {
    name: 'acknowledgement',
    kind: 'social',
    fires: ({ text }) =>
      isYes(text) ||
      isNo(text) ||
      /^(?:that is |that's |thats |very |all )*(?:great|perfect|cool|nice|good|awesome|right|fine|got it|i see|understood|alright|will do|done|lol|haha|wow|kk|)$/.test(
        plainWords(text),
      ),
    answer: fixed(`All right! ${ASK_MORE}`),
  },
];

/** What is said when no rule fires: once, and in other words when it happens again. */
export const notUnderstood: readonly [string, ...string[]] = [
  `I'm not sure I understood that correctly. ${ASK_PERSON}`,
  `I'm sorry, I can't answer that by myself. ${ASK_PERSON}`,
  `That is something for a colleague of mine. ${ASK_PERSON}`,
];

/** What is said to a message without words, such as a picture alone. */
export const WORDLESS = "Thanks, I got it. Could you tell me in a few words what it's about?";

function says(pattern: RegExp): Rule['fires'] {
  return ({ text }) => pattern.test(text);
}

function fixed(text: string): Rule['answer'] {
  return () => ({ text });
}

/** The team's own answer where it has one, else this. */
function knownOr(opening: string, otherwise: string): Rule['answer'] {
  return ({ known }) => ({ text: opening + (known ?? otherwise) });
}

function endsWith(reply: string | null, question: string): boolean {
  return reply?.trimEnd().endsWith(question) ?? false;
}

const HELLO =
  '(?:hi+|hey+|hello+|hallo|hiya|howdy|yo|greetings|good (?:morning|afternoon|evening|day)|morning|evening)';
const GREETING = new RegExp(`^${HELLO}(?: [\\p{L}\\p{N}']+){0,3}$`, 'u');
const SELF = /^(?:this is|it's|its|i'm|im|i am|my name is|my name's)(?: [\p{L}']+){1,3}$/u;

function isGreeting(part: string): boolean {
  return GREETING.test(plainWords(part)) && !/\?\s*$/.test(part.replace(/\b(?:there|again)\s*\?/i, ''));
}

/** Greetings, names and signs without words. */
function isSmallTalk(part: string): boolean {
  const words = plainWords(part);
  return words === '' || isGreeting(part) || SELF.test(words) || /^(?:there|again|everyone|team|all)$/.test(words);
}

function greet({ lastReply, returning }: Situation): RuleAnswer {
  if (lastReply !== null) return { text: 'Hello again! What can I do for you?' };
  return { text: returning ? 'Hello! Nice to hear from you!' : 'Hi there! 👋 How can I help you today?' };
}

function answerOrderStatus(situation: Situation): RuleAnswer {
  const { text, askedForOrder, saidBefore } = situation;
  const orderNumber = situation.orderNumber();
  if (orderNumber === null) return { text: `I'm happy to look into your order. ${ASK_ORDER}` };
  if (findOrderNumber(text, askedForOrder) !== null) {
    return {
      text: `Thank you! I've noted order ${orderNumber}. I can't see its status myself, but the team can. ${ASK_PERSON}`,
    };
  }
  const note = aboutOrder(orderNumber);
  return saidBefore([note]) === 0
    ? { text: note }
    : { text: `I still have no news on order ${orderNumber}; a colleague has to check it. ${ASK_PERSON}` };
}

function aboutOrder(orderNumber: string): string {
  return `About order ${orderNumber}: I can't see where it is myself, but the team can. ${ASK_PERSON}`;
}
