/** Sides of a figure on paper, in mm: from a thumbnail to a poster. */
export const FIGURE_MM = { least: 10, most: 2_000 } as const;
/** Pixels per inch of a picture whose size is given in mm. */
export const PRINT_DPI = 300;
export const MM_PER_INCH = 25.4;
/** A picture has so many pixels a px of the scene at most. */
export const MOST_SCALE = 8;
/** With more points than this those in an SVG are an image: other programs would be slow to open it. */
export const VECTOR_LIMIT = 5_000;
