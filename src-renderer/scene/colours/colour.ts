/** Red, green, blue in 0…1, sRGB as written (the scene blends in sRGB, as the page does), and opacity 0…1. */
export type Rgba = readonly [r: number, g: number, b: number, a: number];

/** Reads `#rgb`, `#rrggbb`, both with or without opacity, `rgb(r g b / a)` and `rgba(r, g, b, a)`. @throws Error for anything else: tokens are the app's own. */
export function parseColour(text: string): Rgba {
  const hex = /^#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i.exec(text.trim())?.[1];
  if (hex) {
    const digits = hex.length <= 4 ? Array.from(hex, (digit) => digit + digit) : (hex.match(/../g) ?? []);
    const [r, g, b, a = 1] = digits.map((pair) => parseInt(pair, 16) / 255);
    return [r!, g!, b!, a];
  }
  const parts = /^rgba?\(([^)]*)\)$/i.exec(text.trim())?.[1]?.split(/[\s,/]+/).filter(Boolean).map(Number);
  if (!parts || parts.length < 3 || parts.some((part) => !Number.isFinite(part))) throw new Error(`Not a colour: ${text}`);
  return [(parts[0] as number) / 255, (parts[1] as number) / 255, (parts[2] as number) / 255, parts[3] ?? 1];
}

/** A CSS colour with its opacity multiplied by `alpha`. */
export function withAlpha(colour: string, alpha: number): string {
  const [r, g, b, a] = parseColour(colour);
  return `rgba(${Math.round(r * 255)}, ${Math.round(g * 255)}, ${Math.round(b * 255)}, ${+(a * alpha).toFixed(4)})`;
}
