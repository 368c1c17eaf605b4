"""The tokens that fastai makes of 1,000 sentences: its default rules, then spaCy's English tokenizer.

Takes every sentence of the background sample and of the presets in turn, by the SHA-256 of its text the first 950, and 50 written for the rules.
Writes src-main/tokenizers/golden/fastai-tokens.json: `[text, tokens joined by spaces]` of each (a token holds no space: `replace_space`).

Needs: fastai, spacy. Run from the root of the repository: python tools/golden/fastai_tokens.py
"""

import hashlib
import json
import pathlib

from fastai.text.core import SpacyTokenizer, TokenizeWithRules

ROOT = pathlib.Path(__file__).resolve().parents[2]
RULES = [
    "The BANK raised its rate!!! Soooo very very very good...", "I'm sure they're not what you'd've wanted; it's John's, isn't it?", "He can't, won't and cannot: gonna, gotta, let's go.",
    "A well-known state-of-the-art thing - really.", "Prices rose 3.5% to $1,000.50 (or 12km) in 2019.", "“Curly quotes”, ‘single’ ones and the company’s.", "He said &quot;no&quot; &amp; left&#39;s", "one<br />two <unk> three",
    "either/or, #hashtag and C:\\path", "U.S. and U.K. firms, e.g. Acme Inc., i.e. Mr. Smith's", "ÉTÉ à l'École: ÜBER Straße", "İstanbul and ΣΊΣΥΦΟΣ.", "a\nb", "tabs\tand  two   spaces", "A I X", "iPhone and eBay, MiXeD Case", "I", "no no no no", "The the the.",
    "yes yes yes!", "wait ... what?", "wait...what", "-- dashes --- here—there–and", "(parentheses) [brackets] {braces}", "'quoted' words and rock 'n' roll", "y'all shouldn't've", "O'Clock at 5pm and 10 a.m.", "x=1, y<2; z>3", "a,b,c and 1,2,3", "end.Start",
    "a_b *c* ~d~ `e`", "50°C. and 20%.", "He's the one who'll say who's there.", "It's its own.", "Don't! DON'T! Don'T.", "WORD-WORD and Word-Word", "the dog's and the dogs' bowls", "mid-1990s, 1990's, '90s", "AT&T, R&D and B2B", "1st 2nd 3rd 4th",
    "12:30 10:00am 3x", "££5 €10 5€ ¥3", "…and so on…", "😀 emoji 👍🏽 here", "日本語 の 文", "naïve café", "e-mail me at home", "What?! No!!", "I've I'd I'll we're you've", "this is a \"test\"",
]


def sentences():
    found = [line for line in (ROOT / "assets/background.txt").read_text(encoding="utf-8").split("\n") if line.strip()]
    for path in sorted((ROOT / "assets/presets").glob("*.jsonl")):
        found += [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
    return sorted(set(found), key=lambda text: hashlib.sha256(text.encode()).hexdigest())


def main():
    assert len(RULES) == 50, len(RULES)
    texts = [*sentences()[:950], *RULES]
    tokens = TokenizeWithRules(SpacyTokenizer("en"))(texts)
    cases = [[text, " ".join(of[1:])] for text, of in zip(texts, map(list, tokens))]
    assert len(cases) == 1000
    out = ROOT / "src-main/tokenizers/golden/fastai-tokens.json"
    out.write_text("[\n" + ",\n".join(json.dumps(case, ensure_ascii=False) for case in cases) + "\n]\n", encoding="utf-8")
    print(out.stat().st_size)


main()
