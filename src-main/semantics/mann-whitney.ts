/**
 * How many of all pairs of one value of `high` and one of `low` have the greater value in `high`; equal ones count half (the U statistic of Mann & Whitney 1947; divided by the
 * number of pairs it is the area under the ROC curve, Hanley & McNeil 1982).
 */
export function pairsWon(low: readonly number[], high: readonly number[]): number {
  const all = [...low.map((value) => ({ value, isHigh: false })), ...high.map((value) => ({ value, isHigh: true }))].sort((a, b) => a.value - b.value);
  let won = 0;
  let nLowBelow = 0;
  for (let from = 0; from < all.length;) {
    const value = all[from]?.value;
    let [nLow, nHigh] = [0, 0];
    for (; from < all.length && all[from]?.value === value; from++) if (all[from]?.isHigh === true) nHigh++; else nLow++;
    won += nHigh * (nLowBelow + nLow / 2);
    nLowBelow += nLow;
  }
  return won;
}
