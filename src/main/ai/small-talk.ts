import { foldText } from './knowledge/split-words';

/** What people say besides their questions. */
export type SmallTalk = 'greeting' | 'thanks' | 'goodbye';

/** Greetings, thanks and goodbyes in the languages people are answered in, folded. English ones are rules of their own. */
const PHRASES: Readonly<Record<SmallTalk, string>> = {
  greeting:
    'hi|hey|hello|hola|buenas|buenos dias|buen dia|buenas tardes|buenas noches|hallo|guten tag|guten morgen|guten abend|moin|servus|gruss gott|bonjour|bonsoir|salut|coucou|' +
    'ciao|salve|buongiorno|buonasera|ola|oi|bom dia|boa tarde|boa noite|goedemorgen|goedemiddag|goedendag|goedenavond|hoi|dag|dzien dobry|czesc|hej|witam|dobry wieczor|' +
    'merhaba|selam|selamlar|gunaydin|iyi gunler|iyi aksamlar|good morning|good afternoon|good evening|こんにちは|おはようございます|привет|здравствуйте|你好',
  thanks:
    'thanks|thank you|gracias|muchas gracias|mil gracias|danke|danke schon|vielen dank|besten dank|danke sehr|dankeschon|merci|merci beaucoup|merci bien|grazie|grazie mille|' +
    'obrigado|obrigada|muito obrigado|muito obrigada|dank je|dank je wel|dank u|dank u wel|bedankt|dankjewel|dziekuje|dziekuje bardzo|dzieki|tesekkurler|tesekkur ederim|cok tesekkurler|sagol|sag olun|' +
    'ありがとう|ありがとうございます|спасибо|谢谢',
  goodbye:
    'bye|goodbye|adios|hasta luego|hasta manana|tschuss|tschuess|auf wiedersehen|bis dann|bis bald|schonen tag noch|au revoir|bonne journee|a bientot|arrivederci|buona giornata|' +
    'tchau|ate logo|tot ziens|doei|do widzenia|pa pa|hosca kalin|gorusuruz|iyi gunler dilerim',
};

/** What may stand beside them. */
const BESIDES =
  'a todos|de nuevo|ihnen|zusammen|nochmal|und|y|et|e|en|i|ve|por todo|fur alles|pour tout|per tutto|por tudo|voor alles|team|there|monsieur|madame|very much|so much';

const PATTERNS = (['greeting', 'thanks', 'goodbye'] as const).map(
  (kind) => [kind, new RegExp(`^(?:(?:${PHRASES[kind]}|${BESIDES})(?: |$))+$`, 'u')] as const,
);

/** How people ask for a person, folded. */
const PERSON =
  /\b(?:hablar|comunicar(?:me|se)?|pasame|paseme|ponme|atienda|atender) (?:\w+ ){0,3}(?:persona|agente|humano|alguien|encargad[oa]|operador\w*|asesor\w*)\b|\b(?:persona real|agente humano)\b|\b(?:mit (?:einem|einer|jemand\w*)|einen?) (?:echten |richtigen )?(?:menschen|mitarbeiter\w*|person|kollegen|berater\w*|jemandem)\b|\bjemande[mn]? (?:sprechen|reden|anrufen)\b|\bmit jemande[mn] (?:sprechen|reden)\b|\b(?:parler|discuter) (?:a|avec) (?:\w+ ){0,2}(?:personne|humain|conseiller\w*|quelqu ?un|agent|responsable)\b|\b(?:parlare|comunicare) con (?:\w+ ){0,2}(?:persona|operatore|qualcuno|umano|responsabile)\b|\bfalar com (?:\w+ ){0,2}(?:pessoa|atendente|alguem|humano|responsavel)\b|\b(?:iemand|medewerker|mens|persoon) (?:spreken|aan de lijn)\b|\b(?:spreken|praten) met (?:\w+ ){0,2}(?:iemand|medewerker|mens|persoon)\b|\b(?:rozmawiac|porozmawiac|pogadac) z (?:\w+ ){0,2}(?:kims|czlowiekiem|konsultantem|pracownikiem|osoba)\b|\b(?:konsultant\w*|czlowiekiem) (?:prosze|poprosze)\b|\b(?:insan\w*|temsilci\w*|yetkili\w*|biri(?:siyle|yle)?|calisan\w*) (?:ile )?(?:\w+ )?(?:gorus\w*|konus\w*|baglan\w*)\b/u;

/** Tells what a text is that says nothing else; null where it says more. */
export function smallTalkIn(text: string): SmallTalk | null {
  const words = foldText(text)
    .replace(/[^\p{L}\p{N} ]+/gu, ' ')
    .replace(/ +/g, ' ')
    .trim();
  if (words === '' || words.length > 80) return null;
  return PATTERNS.find(([, pattern]) => pattern.test(words))?.[0] ?? null;
}

/** Whether a customer asks for a person in another language than English. */
export function asksForPerson(text: string): boolean {
  return PERSON.test(foldText(text).replace(/[^\p{L}\p{N} ]+/gu, ' '));
}
