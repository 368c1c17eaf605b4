/** What XML 1.0 does not allow in a document: control characters, halves of surrogate pairs, and two more. */
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as it may stand in an element or a quoted attribute. What XML cannot hold becomes U+FFFD, so that its place is seen. */
export function xmlText(text: string): string {
  return text.replace(FORBIDDEN, '\ufffd').replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}

/** A number of px with two digits after the point at most. @throws Error for what is no number: no drawing is better than a wrong one */
export function px(value: number): string {
  if (!Number.isFinite(value)) throw new Error(`A picture cannot hold the length ${value}.`);
  return String(Math.round(value * 100) / 100 || 0);
}

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** `<name a="…">content</name>`; attributes that are undefined are left out, `content` is markup. */
export function element(name: string, attributes: Attributes, content = ''): string {
  const written = Object.entries(attributes).map(([key, value]) => (value === undefined ? '' : ` ${key}="${typeof value === 'number' ? px(value) : xmlText(value)}"`)).join('');
  return content === '' ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
}

/** Gradients and the like, each once. */
export class Definitions {
  private readonly byMarkup = new Map<string, string>();
  private readonly parts: string[] = [];

  /** `url(#…)` of what `make` writes for an id; the same for the same `key`. */
  url(key: string, make: (id: string) => string): string {
    let id = this.byMarkup.get(key);
    if (id === undefined) {
      id = `d${this.byMarkup.size}`;
      this.byMarkup.set(key, id);
      this.parts.push(make(id));
    }
    return `url(#${id})`;
  }

  markup(): string {
    return this.parts.join('\n');
  }
}
