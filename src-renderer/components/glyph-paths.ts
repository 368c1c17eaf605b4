/** The mark of each category, in an 11 × 11 box: circle, square, triangle, diamond, triangle down, pentagon, plus, star. */
export const GLYPH_PATHS: readonly string[] = [
  '',
  'M5.5 1a4.5 4.5 0 1 0 .001 0z',
  'M1.6 1.6h7.8v7.8H1.6z',
  'M5.5.7 10.4 9.6H.6z',
  'M5.5.3 10.7 5.5 5.5 10.7.3 5.5z',
  'M5.5 10.3.6 1.4h9.8z',
  'M5.5.5 10.5 4.2 8.6 10H2.4L.5 4.2z',
  'M3.9.8h3.2v3.1h3.1v3.2H7.1v3.1H3.9V7.1H.8V3.9h3.1z',
  'M5.5.4 7 4l3.8.3-2.9 2.5.9 3.8-3.3-2-3.3 2 .9-3.8L.2 4.3 4 4z',
];
