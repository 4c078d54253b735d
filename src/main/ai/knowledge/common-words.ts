/** Common English words that are no slip of the pen of another one, however like it they look. */
export const COMMON_WORDS: ReadonlySet<string> = new Set(
  (
    'able add adult advice afraid age agree air allow alone angry answer apple area arm art ask baby ball band bank base bath beach bean bear beat bed beer bell belt best bike bird birth bite blood board boat body book boot born bottle ' +
    'bottom bowl boy brain brand bread break bridge bright brush build burn bush busy cake camp candle cap care carpet case catch cause cell center chain chair chance charge chat cheese chicken choice choose church circle city class clear ' +
    'clever climb clock cloth cloud coach coast coat coffee coin cold comb comfort common contact cook cool corner costume cotton count couple course cream cross crowd cry culture cup curtain cut dance danger dark date dead deaf deal dear death ' +
    'deep dentist desk diet dinner dirty dish doll door doubt down dream dress drink drop drug drum dry duck dust duty early earn earth east easy eat edge egg empty end energy engine enjoy enter equal event exact excuse face fact fall false ' +
    'family famous far farm fast fat fear feel feet female fence few field fight fill film fine finger fire fish flag flash flat flight float floor flour flower fold food foot football force forest fork form fresh front fruit full fun funny game ' +
    'garden gas gate girl glad glass goal goat gold grass great green ground group grow guess guest guide gun hair half hall hand hang happen happy hard hat hate head health hear hearing heart heat heavy height help hill history hit hole horse ' +
    'hospital hot hotel human hungry hurry hurt ice idea ill image inch island jacket join joke juice jump key kick kill kind king kiss kitchen knee knife lady lake lamp land laptop large laser laugh law lead leaf learn left leg lemon lesson level ' +
    'library life light line lion lip list listen live lock lonely lose lot loud love low luck lunch machine main male man map mark market marry mass matter meal meat medicine meet metal middle milk mind mine mirror model money mood moon mountain ' +
    'mouth movie music nail name narrow nature near neck needle nest night noise north nose note nurse oil orange organ page pain paint pair pan paper parent part party pass past path peace pen pencil piano pick picture piece pig pilot pipe plane ' +
    'plant plate play player please plug pocket point poison police pool poor post pot potato pound power print prison prize problem pull push quarter queen quiet quite race radio rain raise reach read real reason record rest rice rich ride right ' +
    'ring rise river road robot rock roll roof room rope round rule run sad safe sail salt sand save scam school science score sea search second secret seed self send sense sent serious serve seven shadow shake shape share sharp sheep sheet shelf ' +
    'shine ship shirt shoe shop shot shout show shower sick side sign silver sing sink sister sit skin skirt sky sleep slow smart smell smile smoke snake snow soap sock soft song sort soul sound soup south space speak special speed spell spend ' +
    'spoon sport spot spring square stamp stand star start stay steal steam steel step stick stone story straight strange stream street string strong stupid sugar suit summer sweet swim tail talk tall taste tea teach tear tell ten tennis tent ' +
    'thank thick thin throat tie tiger tight tired title toe tomato tongue tool tooth top touch towel tower town toy trade tree trip trouble true trust truth turn twice umbrella uncle useful useless video view village visit voice walk wall war ' +
    'warm waste watch water weak weather wedding weight west wet wheel white wide wild wind window wine wing winter wise wish woman wonder wood word world worry worst write yard year yellow young zero zoo sue saw see rude idiot brain date poem joke'
  ).split(/\s+/),
);
