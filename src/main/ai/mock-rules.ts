import type { Reading } from './read-conversation';

/** What a rule answers with. */
export interface RuleAnswer {
  readonly text: string;
  /** Set when a person has to go on. */
  readonly handOff?: string;
}

/** What a rule can look at. */
export interface Situation extends Reading {
  /** Whether the customer has been here before this session. */
  readonly returning: boolean;
  /** Whether the team has said nothing in this session yet. */
  readonly first: boolean;
  /** The team's own answer from its knowledge, if one fits what was asked. */
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
  /** Whether the rule fires for what was said. */
  readonly fires: (situation: Situation) => boolean;
  readonly answer: (situation: Situation) => RuleAnswer;
}

/** Questions of ours that a bare yes or no can answer. They are found again in the conversation, word for word. */
const ASK_PERSON = 'Would you like me to pass this on to a colleague?';
const ASK_MORE = 'Is there anything else I can help you with?';
const ASK_ORDER = 'Could you give me your order number?';

const HANDING_OVER = "Of course. I'm passing you on to a colleague, who will get back to you here as soon as possible.";

const says =
  (pattern: RegExp): Rule['fires'] =>
  ({ burst }) =>
    pattern.test(burst);

/** The whole of what was said is this, give or take punctuation and emoji. */
const saysOnly =
  (pattern: RegExp): Rule['fires'] =>
  ({ burst }) =>
    pattern.test(bare(burst));

const fixed =
  (text: string): Rule['answer'] =>
  () => ({ text });

/** The team's own answer where it has one, else this. Facts are never made up. */
const knownOr =
  (opening: string, otherwise: string): Rule['answer'] =>
  ({ known }) => ({ text: `${opening}${known ?? otherwise}`.trim() });

const YES =
  /^(yes|yeah|yep|yup|sure|ok|okay|please|yes please|please do|sure thing|of course|definitely|absolutely|go ahead|do it|that would be (great|nice|good)|that'd be (great|nice|good)|sounds good)( (please|thanks|thank you|do|go ahead))?$/;
const NO =
  /^(no|nope|nah|not really|no thanks|no thank you|not now|nothing|nothing else|that's all|thats all|that is all|that's it|thats it|i'm good|im good|all good|no that's (all|it)|no thats (all|it)|no i'm good|no im good|it's fine|never mind|nevermind)( (thanks|thank you|for now))*$/;
const GREETING =
  /^(hi+|hey+|hello+|hallo|hiya|howdy|yo|greetings|good (morning|afternoon|evening|day)|morning|evening)( (there|again|everyone|all|team|folks|guys|sir|madam|it's me|its me))*$/;
const NO_NUMBER =
  /\b(don't|dont|do not|can't|cant|cannot) (have|know|find|remember)|\b(lost|no idea|not sure|no number)\b/i;

/**
 * What the offline assistant knows how to answer, in order of precedence within each kind. It never states a fact of the business
 * that the team has not written down.
 */
export const mockRules: readonly Rule[] = [
  {
    name: 'asks whether this is a person',
    kind: 'alone',
    fires: says(
      /\b(are|r) (you|u) (a |an )?(real |actual |live )?(bot|robot|human|person|machine|ai|computer|real)\b|\bis this (a |an )?(bot|robot|human|person|machine|ai|real person|automated)\b/i,
    ),
    answer: fixed(`I'm an automated assistant for the team, and people read along here. ${ASK_PERSON}`),
  },
  {
    name: 'asks for a person',
    kind: 'alone',
    fires: says(
      /^\W*(agent|human|operator|representative|person|real person|live agent|manager|supervisor|staff)( please| pls| now)?\W*$|\b(real|actual|live) (person|human|agent)\b|\b(speak|talk|chat|connect me|put me through|transfer me|get me|give me|want|need)\b[^.?!\n]{0,30}\b(agent|human|person|someone|somebody|representative|operator|manager|supervisor|colleague|advisor|adviser)\b|\b(don't|dont|do not) want (to (talk|speak|chat) (to|with) )?(a |an )?(bot|robot|machine|computer|ai)\b|\bcall me( back)?\b/im,
    ),
    answer: () => ({ text: HANDING_OVER, handOff: 'The customer asked for a person.' }),
  },
  {
    name: 'yes to a colleague',
    kind: 'alone',
    fires: ({ burst, lastReply }) => asked(lastReply, ASK_PERSON) && YES.test(bare(burst)),
    answer: () => ({ text: HANDING_OVER, handOff: 'The customer would like a person to go on.' }),
  },
  {
    name: 'no to a colleague',
    kind: 'alone',
    fires: ({ burst, lastReply }) => asked(lastReply, ASK_PERSON) && NO.test(bare(burst)),
    answer: fixed('No problem. Just write here if you change your mind or if there is anything else.'),
  },
  {
    name: 'nothing else',
    kind: 'alone',
    fires: ({ burst, lastReply }) => asked(lastReply, ASK_MORE) && NO.test(bare(burst)),
    answer: fixed('Great. Have a lovely day!'),
  },
  {
    name: 'something else',
    kind: 'alone',
    fires: ({ burst, lastReply }) => asked(lastReply, ASK_MORE) && YES.test(bare(burst)),
    answer: fixed('Sure, go ahead. What is it about?'),
  },
  {
    name: 'has no order number',
    kind: 'alone',
    fires: ({ burst, lastReply, orderNumberIsNew }) =>
      asked(lastReply, ASK_ORDER) && !orderNumberIsNew && (NO_NUMBER.test(burst) || NO.test(bare(burst))),
    answer: fixed(`That's all right, a colleague can look it up without the number. ${ASK_PERSON}`),
  },
  {
    name: 'has an order number',
    kind: 'alone',
    fires: ({ burst, lastReply, orderNumberIsNew }) =>
      asked(lastReply, ASK_ORDER) && !orderNumberIsNew && YES.test(bare(burst)),
    answer: fixed('Great, please send it to me.'),
  },
  {
    name: 'complaint',
    kind: 'topic',
    fires: says(
      /\b(complain\w*|terrible|horrible|awful|worst|unacceptable|ridiculous|disappoint\w*|disgust\w*|furious|angry|upset|rip ?off|scam|broken|damaged|defective|faulty|doesn'?t work|not working|stopped working|wrong (item|order|size|product|colou?r)|never (arrived|came|got|received)|(still )?(hasn'?t|haven'?t|didn'?t|not) (arrive|received|come|got|get)\w*|missing (item|part)s?|waiting (for )?(ages|weeks|forever))/i,
    ),
    answer: ({ orderNumber }) => ({
      text: `I'm very sorry about that${orderNumber === null ? '' : ` with order ${orderNumber}`}. I'd like a colleague to look into it for you. ${ASK_PERSON}`,
    }),
  },
  {
    name: 'refund or return',
    kind: 'topic',
    fires: says(
      /\b(refund\w*|money back|returns?|returning|send (it|this|them) back|exchange|cancel (my|the|this|an) order)\b/i,
    ),
    answer: ({ orderNumber, known }) => ({
      text:
        known ??
        (orderNumber === null
          ? `I can help you get that started. ${ASK_ORDER}`
          : `I've noted that this is about order ${orderNumber}. A colleague decides on returns and refunds. ${ASK_PERSON}`),
    }),
  },
  {
    name: 'order status',
    kind: 'topic',
    fires: ({ burst, orderNumberIsNew, orderNumber }) =>
      orderNumberIsNew ||
      /\b(my|the|an|our|this) (last |latest |recent )?(order|package|parcel)\b|\border (status|number)\b|\btrack(ing)?\b|\bwhere('s| is) (my|the) (stuff|things?|item|purchase)\b/i.test(
        burst,
      ) ||
      (orderNumber !== null && /\b(when|where|status|update|arrive|news|how long|is it|has it)\b/i.test(burst)),
    answer: orderStatus,
  },
  {
    name: 'delivery',
    kind: 'topic',
    fires: says(/\b(deliver\w*|shipp?(ing|ed|ment)?|ships?|courier|postage)\b/i),
    answer: ({ orderNumber, known }) => ({
      text:
        known ??
        (orderNumber === null
          ? `I'm happy to help with that. Is it about an order you already placed? ${ASK_ORDER}`
          : orderNote(orderNumber)),
    }),
  },
  {
    name: 'hours',
    kind: 'topic',
    fires: says(
      /\b(opening|business|office|store|shop|working)? ?(hours|times)\b(?! ago)|\bwhen (do|are|will) (you|u|they|the (shop|store))( guys)? (open|close|closed|be open)|\b(are|r) (you|u) (guys )?(still )?(open|closed)\b|\bwhat time do you\b|\bopen (today|tomorrow|now|on|this|late|until|till|at the weekend|weekends?)\b/i,
    ),
    answer: knownOr(
      "That's a great question! ",
      `I don't want to tell you the wrong hours, so I'd rather get the exact ones from the team. ${ASK_PERSON}`,
    ),
  },
  {
    name: 'price',
    kind: 'topic',
    fires: says(/\b(price|prices|pricing|costs?|quote|rates?|fees?|discount|how much)\b|\bcharge (for|me)\b/i),
    answer: knownOr(
      '',
      `Thanks for asking. I don't want to guess a price, so I'd rather get you the exact one. ${ASK_PERSON}`,
    ),
  },
  {
    name: 'appointment',
    kind: 'topic',
    fires: says(/\b(appointments?|book(ing)?|reschedul\w*|schedule|reservations?|reserve|time ?slot)\b/i),
    answer: knownOr(
      '',
      'Happy to help with an appointment. Which day and time would suit you? A colleague will confirm it.',
    ),
  },
  {
    name: 'location',
    kind: 'topic',
    fires: says(
      /\bwhere (are|r) (you|u)\b|\bwhere('s| is) (your|the) (shop|store|office|place)\b|\b(your |the )address\b|\b(location|located|directions|parking)\b|\bhow (do|can) i (get|find) (to )?(there|you)\b/i,
    ),
    answer: knownOr('', `I'd like to give you the exact address and directions rather than guess. ${ASK_PERSON}`),
  },
  {
    name: 'payment',
    kind: 'topic',
    fires: says(/\b(pay|payment|invoice|bill|billing|charged|credit card|receipt)\b/i),
    answer: knownOr(
      '',
      `I can help with a question about payment, but please never send card details here. A colleague can look at it with you. ${ASK_PERSON}`,
    ),
  },
  {
    name: 'are you there',
    kind: 'social',
    fires: says(
      /\b(are|r) (you|u) (still )?(there|here|around|awake)\b|\b(any|some)(one|body) (there|here|home)\b|\bhello+\s*\?/i,
    ),
    answer: fixed("Yes, I'm here! How can I help you?"),
  },
  {
    name: 'can you help',
    kind: 'social',
    fires: says(
      /\b(can|could|would|will) (you|u|someone|anyone)( please)? help\b|\b(need|want)( some| your)? help\b|\bhelp me\b|\b(have|got) (a|another|one more|a quick) question\b|\bcan i ask\b/i,
    ),
    answer: fixed('Of course! What can I help you with?'),
  },
  {
    name: 'thanks',
    kind: 'social',
    fires: says(/\b(thanks?|thank you|thx|ty|cheers|much appreciated|appreciate it)\b|🙏/iu),
    answer: fixed(`You're welcome! 😊 ${ASK_MORE}`),
  },
  {
    name: 'goodbye',
    kind: 'social',
    fires: saysOnly(
      /\b(bye+|good ?bye|see (you|ya)|good ?night|take care|talk (soon|later)|have a (good|nice|great|lovely) (day|one|evening|weekend|night))\b/,
    ),
    answer: fixed('Goodbye, and have a lovely day!'),
  },
  {
    name: 'how are you',
    kind: 'social',
    fires: says(/\bhow (are|r) (you|u)\b|\bhow('s| is) it going\b|\bwhat'?s up\b/i),
    answer: fixed("I'm doing well, thank you for asking! How can I help you today?"),
  },
  {
    name: 'greeting',
    kind: 'social',
    fires: ({ burst }) => burst.split('\n').some((line) => GREETING.test(bare(line.split(/[,.!]/)[0] ?? ''))),
    answer: ({ first, returning }) => ({
      text: !first
        ? 'Hello again! What can I do for you?'
        : returning
          ? 'Hello! Nice to hear from you!'
          : 'Hi there! 👋 How can I help you today?',
    }),
  },
  {
    name: 'acknowledgement',
    kind: 'social',
    fires: ({ burst }) =>
      burst !== '' &&
      (YES.test(bare(burst)) ||
        NO.test(bare(burst)) ||
        /^(great|perfect|cool|nice|good|awesome|got it|i see|understood|alright|all right|fine|will do|k|kk)?$/.test(
          bare(burst),
        )),
    answer: fixed(`All right! ${ASK_MORE}`),
  },
];

/** What is said when no rule fires: once, and in other words when it happens again. */
export const unknownAnswers = [
  `I'm not sure I understood that correctly. ${ASK_PERSON}`,
  `I'm sorry, I can't answer that by myself. ${ASK_PERSON}`,
  `That is something for a colleague of mine. ${ASK_PERSON}`,
] as const;

/** What is said to a message without words, such as a picture alone. */
export const wordlessAnswer = "Thanks, I got it. Could you tell me in a few words what it's about?";

function orderStatus({ orderNumber, orderNumberIsNew, saidBefore }: Situation): RuleAnswer {
  if (orderNumber === null) return { text: `I'm happy to look into your order. ${ASK_ORDER}` };
  if (orderNumberIsNew) {
    return {
      text: `Thank you! I've noted order ${orderNumber}. I can't see its status myself, so I'd ask the team to check. ${ASK_PERSON}`,
    };
  }
  const again = `I don't have news on order ${orderNumber} yet; a colleague has to check it. ${ASK_PERSON}`;
  return saidBefore([orderNote(orderNumber)]) > 0 ? { text: again } : { text: orderNote(orderNumber) };
}

function orderNote(orderNumber: string): string {
  return `This is about order ${orderNumber}, right? I can't see where it is myself, but the team can. ${ASK_PERSON}`;
}

function asked(lastReply: string | null, question: string): boolean {
  return lastReply?.trimEnd().endsWith(question) ?? false;
}

/** The words alone: lower case, no punctuation, no emoji, single spaces. */
function bare(text: string): string {
  return text
    .toLowerCase()
    .replace(/[’‘]/g, "'")
    .replace(/[^\p{L}\p{N}' ]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
