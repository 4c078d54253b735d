/** How people write on a phone, and what they mean. Folded, without apostrophes. English, where it is most common. */
export const SLANG: ReadonlyMap<string, readonly string[]> = new Map(
  (
    'u=you ya=you ur=your r=are y=why n=and k=ok pls=please plz=please plss=please thx=thanks ty=thanks tmrw=tomorrow tmr=tomorrow tmw=tomorrow 2moro=tomorrow ' +
    '2day=today 2nite=tonight tonite=tonight wat=what wut=what wen=when hw=how bc=because cuz=because coz=because abt=about b4=before gr8=great l8r=later l8=late ' +
    'msg=message nr=number num=number no.=number hrs=hours hr=hour mins=minutes min=minutes wk=week wks=weeks appt=appointment appts=appointments appointmnt=appointment ' +
    'del=delivery deliv=delivery addy=address addr=address asap=urgent info=information acct=account pw=password pwd=password rcpt=receipt pkg=package ' +
    'wanna=want_to gonna=going_to gotta=have_to gimme=give_me lemme=let_me dunno=dont_know doin=doing havent=have_not whats=what_is wheres=where_is whens=when_is hows=how_is ' +
    'whos=who_is thats=that_is its=it_is im=i_am ive=i_have id=i_would ill=i_will theres=there_is youre=you_are theyre=they_are isnt=is_not arent=are_not ' +
    'thru=through tho=though bday=birthday prob=probably probs=probably def=definitely sm1=someone any1=anyone ppl=people rn=now xmas=christmas veggie=vegetarian ' +
    'sat=saturday sun=sunday mon=monday tues=tuesday wed=wednesday thurs=thursday fri=friday insta=instagram fb=facebook docs=doctors dr=doctor ' +
    'yall=you_all yr=year yrs=years mth=month mths=months atm=now idk=dont_know smth=something sth=something ofc=sure deets=details resched=reschedule pic=photo pics=photos bucks=dollars'
  )
    .split(' ')
    .map((pair) => pair.split('='))
    .map(([from = '', to = '']) => [from, to.split('_')] as const),
);
