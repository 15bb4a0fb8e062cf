// Passwords and phrases that everybody has read: in comics, advice about passwords, films and nursery rhymes. No list of leaks ranks them as whole phrases.

/** Letters alone, in lower case. */
const phrases: readonly string[] = `
  correcthorsebatterystaple correcthorsebattery correcthorse batterystaple horsebatterystaple troubadour troubador
  thisisapassword thisismypassword thisisasecret mypasswordissecure mysecretpassword passwordpassword changemenow
  letmeinplease opensesame abracadabra supercalifragilisticexpialidocious antidisestablishmentarianism
  thequickbrownfoxjumpsoverthelazydog thequickbrownfox jumpsoverthelazydog loremipsumdolorsitamet loremipsum
  maytheforcebewithyou iamyourfather luketheforce allyourbasearebelongtous thecakeisalie winteriscoming
  onetoringtorulethemall oneringtorulethemall speakfriendandenter youshallnotpass livelongandprosper
  houstonwehaveaproblem toinfinityandbeyond nevergonnagiveyouup allworkandnoplaymakesjackadullboy
  tobeornottobethatisthequestion tobeornottobe thatisthequestion romeoromeowhereforeartthouromeo callmeishmael
  itwasthebestoftimes itwastheworstoftimes onceuponatime fourscoreandsevenyearsago wethepeople inthebeginning
  ourfatherwhoartinheaven forgodsolovedtheworld thelordismyshepherd twinkletwinklelittlestar maryhadalittlelamb
  happybirthdaytoyou happybirthday merrychristmas humptydumptysatonawall rowrowrowyourboat hickorydickorydock
  iloveyouforever iloveyousomuch ilovemymother ilovemyfamily helloworld theanswerisfortytwo dontpanic
  answertolifetheuniverseandeverything
`
  .trim()
  .split(/\s+/);
const longestFirst = [...phrases].sort((a, b) => b.length - a.length);

/** As people write letters in passwords. */
const letters: Readonly<Record<string, string>> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "@": "a",
  $: "s",
  "!": "i",
  "|": "l",
};

/** How many letters or figures of a password are left without the phrases in it; undefined where it holds none. */
export function leftWithoutPhrases(folded: string): number | undefined {
  const spelled = [...folded].map((character) => letters[character] ?? character).join("");
  const lefts = [folded.replace(/[^\p{L}\p{N}]/gu, ""), spelled.replace(/[^\p{L}]/gu, "")].flatMap((text) => {
    const left = longestFirst.reduce((rest, phrase) => rest.replaceAll(phrase, ""), text);
    return left === text ? [] : [left.length];
  });
  return lefts.length === 0 ? undefined : Math.min(...lefts);
}
