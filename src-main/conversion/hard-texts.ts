/** Runs, mixtures and long words on which a tokenizer's patterns may backtrack; what is wrong with one shows at import. */
export const HARD_TEXTS: readonly string[] = [
  '', ' ', 'a'.repeat(2_000), `${'a'.repeat(60)}!`, ' '.repeat(2_000), `${' '.repeat(60)}x`, '1'.repeat(60), `${'1'.repeat(60)}x`, '.'.repeat(60), `${'.'.repeat(60)}x`, `${'ab'.repeat(40)}1`, `${'a '.repeat(60)}!`,
  `${'A'.repeat(60)}1`, `${'Ab'.repeat(40)}.`, '\n'.repeat(60), `${'\r\n\t '.repeat(30)}x`, "it's they'll 'S '' don’t", 'e\u0301'.repeat(60), '東京タワー한국어ภาษาไทย', 'ﬁ½™ⅷ①Å\u00ad\u200b\ufeff\ufffd', '😀👩\u200d👩\u200d👧🇩🇪',
  `${'é'.repeat(60)}?`, 'Здравствуй, мир! مرحبا שלום नमस्ते', 'http://a.b/c?d=e&f=g#h', '<s></s><pad><unk><mask>[CLS][SEP][MASK][UNK]', '\u0000\u0001\u007f\u0085\u2028', '\u{10ffff}\u{e000}',
];
