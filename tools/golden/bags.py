"""Golden values for src-main/semantics/bags, made with scikit-learn.

Run from the repository root in an environment that has it:
    python tools/golden/bags.py
Writes src-main/semantics/bags/golden/bags.json. The product does not need Python; the tests read the file only.
"""

import json
from pathlib import Path

import sklearn
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

OUT = Path("src-main/semantics/bags/golden/bags.json")

TEXTS = [
    "He sat on the bank of the river, and the river rose.",
    "The BANK's lending rate rose; a bank-loan costs 3.5 % more in 2026.",
    "Dog bites man.",
    "Man bites dog!",
    "Über die Brücke: naïve café, x_1 und ﬁn, Straße İstanbul.",
    "我喜欢 银行 e\u0301tude 𝒳𝒴 ٣٤ a b c",
    "? . !",
    "the the the river river bank",
]
# No two words at the edge are equally frequent: which of them stay is not said.
MAX_FEATURES = [None, 1, 3]


def case(max_features):
    count = CountVectorizer(max_features=max_features)
    tfidf = TfidfVectorizer(max_features=max_features, smooth_idf=True, norm="l2")
    counts, weights = count.fit_transform(TEXTS), tfidf.fit_transform(TEXTS)
    return {
        "maxFeatures": max_features, "vocabulary": count.get_feature_names_out().tolist(), "counts": counts.toarray().ravel().tolist(),
        "idf": tfidf.idf_.tolist(), "tfidf": weights.toarray().ravel().tolist(),
    }


OUT.parent.mkdir(parents=True, exist_ok=True)
OUT.write_text(json.dumps({"madeBy": "tools/golden/bags.py", "scikitLearn": sklearn.__version__, "texts": TEXTS, "cases": [case(n) for n in MAX_FEATURES]}, ensure_ascii=False) + "\n", encoding="utf-8")
