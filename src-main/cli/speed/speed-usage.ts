export const SPEED_USAGE = `usage: contexture speed --model ID [options]

Measures what products in 8 bits (embed --precision int8) gain and cost for a transformer on this computer's CPU: words a second of both, three rounds of 128 fresh sentences in turn,
medians; of every layer the cosine between the exact and the 8-bit vector of each occurrence (worst, median), how often the nearest occurrence has the same sense (leave-one-out, macro) with
either, and for how many occurrences that sense is the same with both; at the last layer for how many the verdict of place is the same, each judged without its fifth of the set.
Nothing else changes: 8 bits are used only where they are asked for. Random pairs, ghosts and other baselines stay those of the exact model.

  --set FILE|NAME  bank (default), another bundled set, as probe names them, or a file as embed reads it, with a column “sense”
  --word W         the word, for lines of the file that name none
  --json           one JSON object, with every round
`;
