import { describe, expect, it } from 'vitest';
import { figurePage, fontFaces } from './figure-page';

describe('the page of a figure', () => {
  it('is as large as the paper, holds the figure and no declaration, and escapes its title', () => {
    const page = figurePage({ svg: '<?xml version="1.0" encoding="UTF-8"?>\n<svg id="a"></svg>', title: '</title><script>&', widthMm: 170, heightMm: 127.5 });
    expect(page).toContain('@page{size:170mm 127.5mm;margin:0}');
    expect(page).toContain('<body><svg id="a"></svg></body>');
    expect(page).toContain('<title>&#60;/title&#62;&#60;script&#62;&#38;</title>');
    expect(page).not.toContain('<?xml');
  });

  it('takes fonts alone out of a style sheet', () => {
    const css = "a{color:red}\n@font-face {\n  font-family: 'A';\n  font-display: swap;\n  src: url(./a.woff2);\n}\nsvg text { fill: red }@font-face{font-family:B;src:url(b.woff2)}";
    expect(fontFaces(css)).toBe("@font-face {\n  font-family: 'A';\n  font-display:block;\n  src: url(./a.woff2);\n}\n@font-face{font-family:B;src:url(b.woff2)}");
    expect(fontFaces('a{}')).toBe('');
  });
});
