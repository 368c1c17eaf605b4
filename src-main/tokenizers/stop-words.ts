/**
 * Function words of English, which are no useful targets to suggest. Contractions are listed as the pieces they fall into at
 * the apostrophe. Words that are also interesting content words (`like`, `back`, `well`, `right`, `second`) are not here.
 */
export const STOP_WORDS: ReadonlySet<string> = new Set(`
  a an the this that these those such some any each every either neither both all no none
  i me my mine myself we us our ours ourselves you your yours yourself yourselves
  he him his himself she her hers herself it its itself they them their theirs themselves one
  who whom whose which what when where why how whatever whoever whenever wherever
  someone something anyone anything everyone everything nobody nothing
  am is are was were be been being isn aren wasn weren ain
  have has had having haven hasn hadn do does did doing done don doesn didn
  will would shall should can could may might must ought wouldn shouldn couldn won mightn mustn needn
  ll ve re
  and or but nor so yet if then else because while although though unless until since whereas whether than as
  of in on at by for to from with without within into onto upon about above below over under between among through during
  before after against along across around behind beneath beside besides beyond near off out up down toward towards via per
  not never only just also too very more most much many few less least several other another own same
  here there now again once ever always often still already even quite rather almost perhaps
`.trim().split(/\s+/u));
