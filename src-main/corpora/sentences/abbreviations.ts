// What the platform's segmenter has no list of. Case counts: "no." ends a sentence, "No. 5" does not. English, German, French and Spanish.

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/u));

/** A name follows, always. */
export const TITLES = words(`
  Mr Mrs Ms Mx Messrs Dr Drs Prof Rev Fr Hon Gen Col Maj Capt Cpt Cmdr Lt Sgt Cpl Pvt Adm Sen Rep Gov Pres Supt Insp Mme Mlle Mgr Dipl Ing Hr Frl Sra Srta Dra Dña
`);

/** Written in the midst of a sentence as a rule; after them a sentence begins only with a word that begins many ({@link STARTERS}). */
export const ABBREVIATIONS = words(`
  St Mt Ft Jr Sr Inc Ltd Co Corp Bros Ave Av Blvd Rd Univ Dept Fig Figs Eq Eqs Ref Refs Vol Vols Ch Sect
  e.g eg i.e ie cf Cf viz vs v al approx ca c resp esp incl ibid ed eds trans vol ch fig chap chapt Chap
  bzw usw evtl ggf vgl Vgl Abb Bd Nr Hrsg Tel Str inkl zzgl sog geb gest etw
  p.ex ex env éd Ud Uds pág
`);

/** Names and words too; no sentence ends there where a number follows. */
export const BEFORE_NUMBERS = words(`
  No Nos no nos Nr Art art p pp l ll n nn S Z Sec sec Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Okt Dez Abs Kap Par para Op op Pl cap núm
`);

/** A single small letter before the point, as in "z. B." and "p. ex."; units such as "8 h." end sentences. */
export const LETTERS = words('a b c d e i n o p s u v z');

/** Words that begin many sentences and stand for no name. */
export const STARTERS = words(`
  A An The This That These Those I He She It We You They His Her Its Our My Your Their One There Here Then Now And But Or So Yet If When While As At In On By For From After Before With Without
  What Who Why How Where Not No Yes Nobody Everyone Nothing Some Many Most All Both Few Later Since Although However
  Er Sie Es Wir Ich Ihr Der Die Das Den Dem Ein Eine Und Aber Dann Danach Doch Nach Im Am Wer Was Wo Wie Warum Niemand
  Il Elle Ils Elles Le La Les Un Une Mais Puis Ce Cette Nous Vous Je On El Los Las Una Pero Luego Yo Ella Ellos Es Era
`);

/** Before a German ordinal: "am 3. Oktober". */
export const ORDINAL_LEADS = words('der Der die Die das Das dem Dem den Den des Des am Am vom Vom zum Zum zur Zur im Im beim Beim ab Ab bis Bis seit Seit');
