/**
 * Words that hold a sentence together and say little of what it is about, by language. They also tell which language a
 * text is in. Without accents, as texts are compared.
 */
export const STOP_WORDS: Readonly<Record<string, string>> = {
  en: `a about above after again all also am an and any anyone anybody anything are as at be because been before being but by can cant could couldnt did didnt
do does doesnt dont done for from get gets getting go going got had has hasnt have havent having he hello hey hi her here hers hiya him his how i id if ill im in into is isnt it its ive just
know let lets like may maybe me might mine more most much must my myself need needs no not now of off oh ok okay on once one only or our ours out over own please possible really
said same she should shouldnt so some somebody someone something still such sure tell than thank thanks that thats the their them then there theres these they theyre thing things think this those to today
tomorrow tonight too try tried trying u under until up ur us use using very want wanted wants was wasnt way we well were werent what whats which while who whos whom why will with wont would wouldnt
yes yeah yet you your youre yours yourself guys guy quick question btw way been ever even hope anyways anyway actually already lol sorry dear sir madam everyone team folks hi morning afternoon evening good
say says give give see look looking come came coming does put keep make made take
goes gives given wanting needing needs having puts putting looks seems tells gotta gonna wanna ways its hows whats wheres heya yo kindly thx ty pls plz please cheers greetings regards simply just also cud shud wud wld shld cld id im ive youve weve theyve dont doesnt didnt aint wasnt ones mom mum mother father dad wife husband friend brother sister`,
  es: `podria podrian podrias gustaria quisieramos queria querria deseo saber decirme dime digame pregunta amigo amigos senor senora vosotros podeis teneis haceis quiere queremos podemos debo tendria seria sera van va voy vamos ir esos esas estos estas aquel ahora entonces oye oigan disculpe disculpa perdon a al algo ahi antes aqui aun bien buenas buenos como con cual cuales cuando cuanto cuantos de del desde dia dias dice donde el ella ellos en entre era eres es esa ese eso esta estan estar este esto estoy favor gracias ha hace
hacen hacer hago hasta hay hola hoy la las le les lo los manana mas me mi mis muy necesito no nos o para pero por porfa porque puede puedo q que quiero quisiera se si ser sin sobre son soy su sus tambien te tengo tiene tienen todo tu
tus un una unas unos usted ustedes ya yo x tarde tardes noches saben algun alguna ustedes`,
  de: `lauft laufen geht gehen gehts funktioniert klappt wurde wurden wurdet gerne brauche brauch sollte soll habs hatte hattet diesen diesem jemand kannst du dazu davon dafur vielleicht leute lieber liebe sagen sagt wissen frage hallihallo grusse ab aber alle als also am an ach auch auf aus bei beim bin bis bitte da damit danke dann das dass dein dem den denn der des die dies diese dieser dir doch du ein eine einem einen einer eines er es etwas euch euer eure fur gern gerne
gibt gibts guten tag morgen moin haben habe hab hast hat habt hallo heute hier hi ich ihm ihn ihnen ihr ihre ihren im in ist ja jetzt kann kannst konnen konnt konnte man mein meine meinen meiner mich mir mit mochte moglich nach nicht noch
nur ob oder ohne schon sehr sein seid sie sind so uber um und uns unser unsere vom von vor war was wegen wer wie will wir wird wo wann wurde zu zum zur welche welcher welches ungefahr mal eigentlich machen macht muss`,
  fr: `pourriez pourrais pourrait aimerais aimerait souhaite souhaiterais voudrait faut savoir dire dites question besoin cher chere madame monsieur bonne journee afin quoi celle celui ceux celles encore deja bien sil ete a ai alors as au aussi aux avec avez avoir bonjour bonsoir c ca ce ces cet cette chez comment d dans de des donc du elle elles en encore est et etes etre eu fait faire il ils j je jusqu jusqua l la le les leur lui ma mais me merci mes moi
mon n ne nos notre nous on ont ou par pas peut peux plus plait pour pouvez pouvoir puis qu que quel quelle quelles quels qui quoi s sa salut sans se ses si sont suis sur svp t ta te tes toi ton tous tout tres tu un une va veux voudrais vos
votre vous y demain soir jour possible avoir`,
  it: `a arrivederci al alla anche avete buongiorno c che chi ci ciao come con cosa da dal del della di e ed fare gli grazie ha hai ho i il in io l la le lo ma mi mia mio nel non o per perche piu posso puo quale quali quando questo sei si siete sono su
sulla tu un una uno vi voi vorrei dov favore`,
  pt: `a ao aos as boa bom com como da das de dia do dos e ela ele em eu favor ha isso ja la mais mas me meu minha muito na nao nas no nos o obrigado obrigada ola onde os ou para pela por porque posso pra qual quais quando que quero se sem ser
seu sua tem tenho um uma voce voces`,
  nl: `aan al als bedankt dankjewel bij ben bent dag dan dank dat de deze die dit doe doen door een en er even geen goed graag had heb hebben hebt heeft hallo het hier hoe hoi ik in is ja jij je jullie kan kunnen kun maar me meer met mij mijn moet na naar niet
nog nu of om ons onze ook op over te tot u uit uw van voor waar waren wanneer wat we wel welke wie wij wil worden zijn zo`,
  tr: `edebilirim edebilir edebiliriz ederim ederiz edeyim etmek etsem edecegim yapmak yapabilirim yapabilir yaparim yapilir yapiyorsunuz yapiyor alabilir alabilirim istiyoruz isterim lazim gerek gerekiyor bana bende bilgi rica ediyor ediyorsunuz eder edilir misin mudur mi musun simdi hemen acaba ama ben beni benim bir biz bu bugun bunu cok da daha de degil diye en evet gibi hangi hayir icin ile istiyorum iyi kadar ki kim lutfen merhaba mi midir misiniz mu mudur musunuz nasil ne neden nedir nicin o olan olarak olur oldu
selam siz sizin su tamam tesekkurler tesekkur ederim var ve veya ya yok yapilir miyim musun`,
  pl: `mam moglbym moglabym mozecie mozna chcialbym chcialabym wasz wasza wasze waszego waszym panstwo panstwa pan pani prosze powiedziec wiedziec informacje pytanie jakas jakis jakies jestescie macie robicie zrobic halo hej jakim jaka jakimi jako by bym hejka siema dajcie znac a ale am bardzo bo byc byl byla by chce chcialbym chcialabym co czy dla do dzien dobry dziekuje dzieki gdy go i ich ile ja jak jaka jaki jakie jakich jego jej jest jestem juz kto ktora ktore ktory lub ma macie mam mi mnie moge mozna moj moja
moje na nad nie niz o od on ona po pod prosze przez przy sa sie sobie ta tak tam te tego ten to tu tylko u w was wiec witam wy z za ze czesc`,
  ja: `って てい いる ます まし た お ん だ な へ この その さん ください お願い いたし は の か です ます を に で が から まで ください 教え て も と や ね よ し する ます か です か ある あり たい でしょう 下さい すか い ん でき`,
  zh: `的 了 吗 是 在 我 你 们 你们 请 有 呢 吧 和 也`,
};
