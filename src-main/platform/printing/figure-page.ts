/** A figure to be printed: an SVG, what it is called, and its size on paper. */
export interface PrintedFigure {
  readonly svg: string;
  readonly title: string;
  readonly widthMm: number;
  readonly heightMm: number;
}

/** What the page of a figure may do: show itself with our fonts and the images within. No script, no host, no frame. */
export const FIGURE_POLICY = ["default-src 'none'", "style-src 'self' 'unsafe-inline'", "font-src 'self'", 'img-src data:', "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"].join('; ');

/** The page that is printed: the figure alone, as large as the paper. */
export function figurePage({ svg, title, widthMm, heightMm }: PrintedFigure): string {
  const size = `width:${widthMm}mm;height:${heightMm}mm`;
  const style = `@page{size:${widthMm}mm ${heightMm}mm;margin:0}html,body{margin:0;${size};overflow:hidden}text{font-variant-ligatures:none}svg{display:block;${size}}`;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escaped(title)}</title><link rel="stylesheet" href="/assets/figure.css"><style>${style}</style></head><body>${svg.replace(/^<\?xml[^>]*\?>\s*/u, '')}</body></html>`;
}

const escaped = (text: string): string => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** The fonts that a style sheet brings, and nothing else of it. Text waits for them: what is printed is printed once. */
export function fontFaces(css: string): string {
  return (css.match(/@font-face\s*\{[^}]*\}/g) ?? []).join('\n').replace(/font-display:\s*\w+/g, 'font-display:block');
}
