/** What is said to a customer besides the team's own answers. */
export interface PoliteLines {
  /** Nothing is known about what was asked, so a person goes on. */
  readonly unknown: string;
  /** Part of it was answered before, and a person goes on with the rest. */
  readonly rest: string;
  /** The customer asked for a person. */
  readonly person: string;
  readonly greeting: string;
  readonly thanks: string;
  readonly goodbye: string;
}

/** By ISO 639-1 code. */
const LINES = {
  en: {
    unknown:
      "I'm sorry, I don't know the answer to that. I'm passing it on to a colleague, who will get back to you here.",
    rest: "I'm passing the rest on to a colleague, who will get back to you here.",
    person: "Of course. I'm passing you on to a colleague, who will get back to you here as soon as possible.",
    greeting: 'Hi there! 👋 How can I help you today?',
    thanks: "You're welcome! 😊 Is there anything else I can help you with?",
    goodbye: 'Goodbye, and have a lovely day!',
  },
  es: {
    unknown: 'Lo siento, no sé la respuesta. Se lo paso a un compañero, que le contestará por aquí.',
    rest: 'El resto se lo paso a un compañero, que le contestará por aquí.',
    person: 'Por supuesto. Le paso con un compañero, que le contestará por aquí lo antes posible.',
    greeting: '¡Hola! 👋 ¿En qué puedo ayudarle?',
    thanks: '¡De nada! 😊 ¿Puedo ayudarle en algo más?',
    goodbye: '¡Hasta luego, que tenga un buen día!',
  },
  de: {
    unknown:
      'Das weiß ich leider nicht. Ich gebe es an eine Kollegin oder einen Kollegen weiter, die Antwort kommt hier.',
    rest: 'Den Rest gebe ich an eine Kollegin oder einen Kollegen weiter, die Antwort kommt hier.',
    person: 'Gerne. Ich gebe an eine Kollegin oder einen Kollegen weiter, die Antwort kommt hier so bald wie möglich.',
    greeting: 'Hallo! 👋 Wie kann ich Ihnen helfen?',
    thanks: 'Gern geschehen! 😊 Kann ich noch etwas für Sie tun?',
    goodbye: 'Auf Wiedersehen und einen schönen Tag!',
  },
  fr: {
    unknown: 'Désolé, je ne connais pas la réponse. Je transmets à un collègue, qui vous répondra ici.',
    rest: 'Je transmets le reste à un collègue, qui vous répondra ici.',
    person: 'Bien sûr. Je transmets à un collègue, qui vous répondra ici dès que possible.',
    greeting: 'Bonjour ! 👋 Comment puis-je vous aider ?',
    thanks: 'Avec plaisir ! 😊 Puis-je vous aider pour autre chose ?',
    goodbye: 'Au revoir et bonne journée !',
  },
  it: {
    unknown: 'Mi dispiace, non conosco la risposta. Passo la domanda a un collega, che le risponderà qui.',
    rest: 'Passo il resto a un collega, che le risponderà qui.',
    person: 'Certo. La passo a un collega, che le risponderà qui al più presto.',
    greeting: 'Salve! 👋 Come posso aiutarla?',
    thanks: 'Prego! 😊 Posso aiutarla con altro?',
    goodbye: 'Arrivederci e buona giornata!',
  },
  pt: {
    unknown: 'Lamento, não sei a resposta. Vou passar a um colega, que responderá por aqui.',
    rest: 'O resto vou passar a um colega, que responderá por aqui.',
    person: 'Claro. Vou passar a um colega, que responderá por aqui assim que possível.',
    greeting: 'Olá! 👋 Como posso ajudar?',
    thanks: 'De nada! 😊 Posso ajudar em mais alguma coisa?',
    goodbye: 'Até logo e tenha um bom dia!',
  },
  nl: {
    unknown: 'Sorry, dat weet ik niet. Ik geef het door aan een collega, die hier antwoordt.',
    rest: 'De rest geef ik door aan een collega, die hier antwoordt.',
    person: 'Natuurlijk. Ik geef het door aan een collega, die hier zo snel mogelijk antwoordt.',
    greeting: 'Hallo! 👋 Waarmee kan ik u helpen?',
    thanks: 'Graag gedaan! 😊 Kan ik nog iets voor u doen?',
    goodbye: 'Tot ziens en een fijne dag!',
  },
  pl: {
    unknown: 'Przepraszam, nie znam odpowiedzi. Przekazuję pytanie osobie z zespołu, która odpisze tutaj.',
    rest: 'Resztę przekazuję osobie z zespołu, która odpisze tutaj.',
    person: 'Oczywiście. Przekazuję rozmowę osobie z zespołu, która odpisze tutaj jak najszybciej.',
    greeting: 'Dzień dobry! 👋 W czym mogę pomóc?',
    thanks: 'Proszę bardzo! 😊 Czy mogę jeszcze w czymś pomóc?',
    goodbye: 'Do widzenia i miłego dnia!',
  },
  tr: {
    unknown: 'Üzgünüm, bunun cevabını bilmiyorum. Bir çalışma arkadaşıma iletiyorum, size buradan yazacak.',
    rest: 'Kalanını bir çalışma arkadaşıma iletiyorum, size buradan yazacak.',
    person: 'Elbette. Sizi bir çalışma arkadaşıma aktarıyorum, en kısa sürede buradan yazacak.',
    greeting: 'Merhaba! 👋 Size nasıl yardımcı olabilirim?',
    thanks: 'Rica ederim! 😊 Başka bir konuda yardımcı olabilir miyim?',
    goodbye: 'Hoşça kalın, iyi günler!',
  },
} as const satisfies Readonly<Record<string, PoliteLines>>;

/** The lines in the first of these languages that there are lines for; English where there is none. */
export function politeLines(languages: readonly string[]): PoliteLines {
  const code = languages.find((one): one is keyof typeof LINES => Object.hasOwn(LINES, one));
  return LINES[code ?? 'en'];
}

/** Whether there are lines in a language. */
export function hasPoliteLines(language: string): boolean {
  return Object.hasOwn(LINES, language);
}
