import { stemmer } from '@orama/stemmers/english';

/** English words that say a little, but that hardly any question is about. */
export const LIGHT_WORDS: readonly string[] = (
  'shop store place website site page online new thing stuff work works working find found happen happens happened think thought believe understand mean means meant wonder wondering curious heard seen read ' +
  'rather instead around back down away soon later since ago till week weeks month months year years day days hour minute night weekend next last first second third another few little lot lots bit big small ' +
  'large great nice fine bad best better worse whole half part kind type sort pair set number people person man woman customer customers name old young yesterday wait waiting waited leave left stay start started ' +
  'able possible impossible allowed enough else exactly really quite pretty super probably definitely hopefully honestly basically currently usually normally often always never sometimes once twice times ' +
  'send sent sending call called write wrote text texted message ask asked asking answer reply help helping show shows tell told talk speak hear offer receive received ' +
  'bought item items product products policy option options info question problem issue issues chance case reason situation ' +
  'son daughter grandma grandpa parents kid family neighbour neighbor boyfriend girlfriend partner boss colleague ' +
  'live living town area near nearby here outside inside front side okay cool awesome perfect amazing love hate hope hoping wish plan planning decide decided ' +
  'buying selling wearing wear turn turned seem seems bring brought feel felt hold held run runs running type typed click clicked press open opened pick picked drop try trying going anymore either both full empty far near nearest closest closer under over between quite around middle top note notice careful soon sooner lately recent recently current straight whatever wherever whoever whether unless except without within towards ' +
  'achieve advise affect aim appear appreciate approve arrange assist assume attach attempt avoid become begin began beginning belong calculate carry ' +
  'cause compare confirm confused connect consider contain continue control count create deal depend describe determine discuss double enable ensure ' +
  'enter exist expect expected expecting explain face fill finalize follow force function gain guess handle imagine include included including increase ' +
  'inform involve keep lead learn list load manage mark matter mention missed notice obtain occur perform point prefer prepare prevent process proceed ' +
  'provide reach realise realize recommend record refer regard relate remain remind request require required resolve respond result reveal rush search ' +
  'searching select serve set settle solve spell stand state submit succeed suggest suit support suppose supposed treat trust verify view actual ' +
  'additional aware busy certain clear clearly complete convenient crazy current easy easier entire exact extra fair final general glad happy hard huge ' +
  'important interested local lucky main normal obvious original particular personal polite poor proper regular related reasonable serious short similar ' +
  'simple single slow special specific standard strange strict stuck sudden terrible tiny total true typical upset usual various weird wonderful ' +
  'afterwards ahead almost although altogether apparently aside beforehand besides briefly certainly completely directly easily especially eventually ' +
  'everywhere finally forever forward fully further generally hardly however immediately indeed instantly mainly mostly nearly nowadays obviously ' +
  'occasionally originally otherwise overall perhaps personally properly quickly rarely regularly seriously simply slightly somehow somewhat straightaway ' +
  'suddenly surely therefore together totally truly unfortunately whenever january february march april may june july august september october november ' +
  'december summer winter autumn spring moment date noon midnight evenings mornings birthday one two three four five six seven eight nine ten dozen half ' +
  'couple aunt uncle cousin roommate grandparents granny nan teacher nurse walked went gone ran got gotten made took taken given gave did done saw looked ' +
  'used needed wanted asked told said thought knew known came ' +
  'accident according across act activate actively addition advantage agreed alot already alternative annoyed annoying anybody anyhow anytime ' +
  'apart apologies appears approx approximately arranged awful badly beautiful bigger biggest blame bother bothered brand bringing building ' +
  'buyer calling cares caught changed cheers choose choosing chose chosen circumstances closely comfortable compared complicated concern ' +
  'concerned concerning confident confusing considering constantly corner correctly counter county crap damn deadline dealing decent decision ' +
  'desk despite detail detailed difference difficult disappointed disappointing district door doubt downtown dropping due during early earlier ' +
  'earliest eldest elaborate ended enquire enquiry enquiries entirely essentially everybody everyday exception excited excuse expensively ' +
  'experience explained explanation extremely fairly familiar fancy fashion favor favour feeling fell fellow figure figured finding folks ' +
  'following former fortunate frequently frustrated frustrating funny gets giving goodness grabbed grateful guidance guys handy happening haven ' +
  'hassle head heads hence hesitate highly honest hoped hopeful horrible hows hurry idea ideally immediate inconvenience indicate initially ' +
  'inquire inquiry inquiring instance instruct intend intending investigate involved joined kept kindly kinda knowing lack lacking largely ' +
  'latest leaving lend likely limited line literally longer loads loved lower mad maam major managed many maximum meanwhile meantime meet mess ' +
  'messed messing mistaken momentarily mood moreover mums necessary necessarily newly nope nothing noticed noticing nobody odd offering older ' +
  'oops opinion opportunity opposite ordinary ought ours outdoors owned owning panic particularly partly passed patience patient perfectly ' +
  'period permanent permit physically picking places planned plans pleased pleasure plenty plus points possibility possibly potentially ' +
  'practically preferably preferred presumably previously prior processed promised proposal puzzled query queries quicker quietly realised ' +
  'realized reasonably reckon recommended recommendation reference regarding regards regret relatively relevant reliable remembered reminder ' +
  'replied requesting requirement requirements requires respectively response responsible rough roughly sadly satisfied saying scared seconds ' +
  'secondly section seeing seeking seemed separate separately several shame shared sharing shortly shown significant simplest sincerely sit ' +
  'sitting smaller smallest smooth somebody someplace somewhere sorts sound sounds specifically specify spoke spoken starting starts stopped ' +
  'stopping straightforward stressed stressful struggling stupid suggestion suitable suited surprised swear sweet talking technically telling ' +
  'tend thanking theres thinking thoroughly though throughout tired tomorrow tonight travel travelling traveling trip tried trouble typically ' +
  'ugh umm unable unclear understanding understood unfortunate unhappy unsure unusual upcoming upon useful vacation version via visited ' +
  'visiting visitor walking warm wasted weekday willing wished woke wondered worked worried worry worrying worst writing wrongly yep yeah yet ' +
  'yours zero app web webpage homepage screen computer tablet browser link button tap chat bot whatsapp sms facebook instagram google yelp ' +
  'review reviews advert ad tv commute commuting flight plane airport hotel tourist visitors wedding party graduation anniversary mothers ' +
  'fathers honeymoon valentines lunch dinner breakfast break school office apartment flat kitchen garden road block mile miles km kilometres ' +
  'hrs mins secs granddad grandad gran stepson stepdaughter husband wife spouse fiance fiancee hubby missus coworker coworkers roommates ' +
  'flatmate mate buddy pal bro dude mother father adults adult lady gentleman persons someone everyone myself himself herself themselves itself ' +
  'each every most least key basic sure very much less too also as well anyways btw fyi imo tbh idk omg wtf smh ngl afaik lmk pls plz please ' +
  'thanks sorry hi hello hey dear sir madam'
).split(' ');

/** Ideas, and words that matter more or less than those, with how much they can decide. */
const MEASURED =
  'i:where=.5 i:when=.5 i:time=.4 i:have=.4 i:sell=.5 i:other=.5 i:own=.5 i:change=.7 i:make=.3 i:bring=.7 i:accompany=.6 i:car=.6 i:book=.7 i:arrive=.7 i:weekday=.5 i:forgot=.7 ' +
  'i:allowed=.5 i:used=.5 w:send=.5 w:sent=.5 w:call=.6 w:week=.5 w:day=.5 w:number=.5 w:old=.5 w:receive=.5 w:received=.5 w:offer=.5 w:policy=.4 w:item=.4 i:available=.5 i:item=.5 i:staff=.4 w:open=.9 w:opened=.9';

/** How much a light word can decide, from 0 to 1. */
const LITTLE = 0.3;

/** How much features can decide at most, from 0 to 1; those that are not named here, all. */
export const FORCE: ReadonlyMap<string, number> = new Map([
  ...LIGHT_WORDS.flatMap((word) => [`w:${word}`, `s:${stemmer(word)}`]).map((feature) => [feature, LITTLE] as const),
  ...MEASURED.split(' ')
    .map((pair) => pair.split('='))
    .map(([feature = '', force = '1']) => [feature, Number(force)] as const),
]);
