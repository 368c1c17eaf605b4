"""Difficult strings for tokenizers: hand-picked ones, and random ones from many scripts."""
import random

HAND_PICKED = [
    "", " ", "\t\n\r ", "\u00a0", "\u2028\u2029", "a", "A", "7", "0 1 2 3 42 007 3.14 1,000,000", "How are you doing?", "You should've done this",
    "[CLS] [SEP] [MASK] [PAD] [UNK]", "a[MASK]b", "<S> </S>", "unaffable", "Unbelievable, incomprehensibilities!", "antidisestablishmentarianism",
    "Café", "cafe\u0301", "e\u0301e\u0301 a\u0301b", "\u0301", "\u0301a", "a\u0301\u0323b", "a\u0323\u0301b", "naïve résumé Ångström Übergröße", "ﬁne oﬀer ﬃ ﬅ",
    "a\u200bb", "\u200bab", "ab\u200b", "a\u00adb co\u00adop", "\u00a0ab", "a\ufeffb", "\ufeffab", "a\u000bb\u000cc", "a\u0085b", "a\u0000b", "a\ufffdb", "\ufffd",
    "\ue000a\ue001", "a\uf8ffb", "\U000f0000a\U0010fffdb", "a\u0378b", "\U0001f1e9\U0001f1ea flag", "I’ll don't can't o'clock ‘quoted’ “double” «guillemets»",
    "Σ ΑΣ ΟΔΟΣ οδός ς", "İstanbul ISTANBUL ıI", "ǅ ǆ Ǆ ß ẞ STRASSE", "Ω Ω K Å \u2126 \u212a \u212b", "東京 東京都", "a東b京c", "漢字かな交じり文 カタカナ ひらがな", "한국어 한글 테스트 각",
    "\u1100\u1161\u11a8", "ภาษาไทย ก็ น้ำ", "اللغة العربية مُحَمَّد ١٢٣", "עברית שָׁלוֹם", "\u200fאבג\u200e abc", "\u202aabc\u202c", "हिन्दी क्षेत्र की", "தமிழ் மொழி", "မြန်မာ", "ខ្មែរ",
    "😀 ab", "a😀b", "👩‍👩‍👧‍👦", "👍🏽 ok", "❤️", "🏴‍☠️", "1️⃣2️⃣", "🤣🥰🫠", "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 𝓉ℯ𝓍𝓉", "𐐀𐐨 𐍈", "\U00020000\U0002a6d6", "a\U0002b830b", "a\U0002b930b", "\U0002f800a", "豈 更", "㐀䶵",
    "$5 €5 £5 ¥5 ₿ ₹", "a$b a€b a_b a+b a=b a~b a^b a`b a|b a<b>c", "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", "¡¿§¶†‡•…‰′″‹›", "—–‒―−‐‑ --", "a—b a–b", "...…. . .",
    "、。「」『』【】〜", "،؛؟۔", "॥।", "፡።", "x" * 100, "x" * 101, "x" * 99 + "é", "x" * 100 + "\u0301", "é" * 101, "a" * 50 + "😀" * 50, "a" * 50 + "😀" * 51, "東" * 120,
    "word " * 60, "\u3000全角\u3000スペース", "Ｆｕｌｌｗｉｄｔｈ １２３！", "½ ² ³ ① Ⅳ ℡ ㎏", "\u0344 \u0340\u0341", "\u1fef\u037e\u0387", "\u00b4\u00a8\u02c6`", "\u0e33\u0eb3",
    "http://www.example.org/a_b?c=d&e=f#g user@example.com", "C++ C# .NET Node.js", "3rd 21st B2B H2O CO₂ x²", "\u0640 كـتـاب", "\u1d165\u1d16e", "\U0001d15e \U0001d160", "\u302e\u302f",
    "\u0600\u06dd\u070f\u180e", "\u061d \u2e43 \u2e52 \U00011660", "\u08ca\u1ac0 \u1df6", "\u2060a\u2064b", "\U000e0001a\U000e0041", "\u206aa", "\ufff9a\ufffab", "\ufe0fa", "a\u20dd b\u20e3",
    "Zalgo: h\u0335\u0321e\u0348\u0301l\u032f\u0311l\u0324o\u0317\u0307", "The bank of the river was steep.", "She deposited money in the BANK.", "\r\n\r\nnew\rline\n", "tab\tseparated\tvalues",
]

POOLS = [
    (0x20, 0x7E, 12), (0x20, 0x7E, 12), (0xA0, 0xFF, 4), (0x100, 0x24F, 4), (0x300, 0x36F, 4), (0x370, 0x3FF, 3), (0x400, 0x52F, 3), (0x590, 0x5F4, 2), (0x600, 0x6FF, 3),
    (0x900, 0x97F, 2), (0xE00, 0xE7F, 2), (0x1100, 0x11FF, 2), (0x1E00, 0x1EFF, 3), (0x1F00, 0x1FFF, 2), (0x2000, 0x206F, 5), (0x20A0, 0x20FF, 2), (0x2100, 0x214F, 1), (0x2190, 0x22FF, 1),
    (0x3000, 0x30FF, 2), (0x4E00, 0x9FFF, 3), (0xAC00, 0xD7A3, 2), (0xE000, 0xE010, 1), (0xF900, 0xFAFF, 1), (0xFB00, 0xFB4F, 1), (0xFE00, 0xFE6F, 1), (0xFF00, 0xFFEF, 1),
    (0x1D400, 0x1D7FF, 1), (0x1F300, 0x1F6FF, 3), (0x1F900, 0x1F9FF, 2), (0x20000, 0x20020, 1), (0x2B740, 0x2B9FF, 1), (0x0, 0x1F, 1), (0x80, 0x9F, 1),
]
WORDS = "the bank river money Deposit RUN running unbelievable tokenization it's don't e.g. U.S. 3.5 1,000 naïve Müller".split()


def random_strings(count, seed):
    source = random.Random(seed)
    weights = [weight for _, _, weight in POOLS]
    for _ in range(count):
        parts = []
        for _ in range(source.randint(1, 30)):
            if source.random() < 0.25:
                parts.append(source.choice(WORDS) + source.choice(["", " ", " "]))
            else:
                low, high, _ = source.choices(POOLS, weights)[0]
                parts.append(chr(source.randint(low, high)))
                if source.random() < 0.15:
                    parts.append(" ")
        yield "".join(parts)


def utf16_offsets(text, spans):
    """Code-point spans as a flat list of UTF-16 offsets."""
    units = [0]
    for character in text:
        units.append(units[-1] + (2 if ord(character) > 0xFFFF else 1))
    return [units[position] for span in spans for position in span]
