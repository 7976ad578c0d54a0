import { readFileSync } from 'node:fs';
import { create, type Font } from 'fontkit';
import subsetFont from 'subset-font';

const folder = new URL('../fonts/', import.meta.resolve('@embedpdf/fonts-sc'));

/** The faces as they are embedded: no more of them than a text needs. */
export interface Subset {
  readonly regular: Buffer;
  readonly bold: Buffer;
}

/** 字体: Noto Sans Hans in two weights, read once; each paper embeds the part that it uses. */
export class Typefaces {
  readonly #regular = readFileSync(new URL('NotoSansHans-Regular.otf', folder));
  readonly #bold = readFileSync(new URL('NotoSansHans-Bold.otf', folder));
  readonly #font: Font;
  /** Characters met before, and how they are set. */
  readonly #known = new Map<string, string>();

  constructor() {
    const font = create(this.#regular);
    if (!('hasGlyphForCodePoint' in font)) throw new Error('a collection is no face');
    this.#font = font;
  }

  /**
   * The text with every character spelt out that no glyph shows, or that would turn the direction of the text around:
   * `𠮷` becomes `[U+20BB7]`.
   */
  spell(text: string): string {
    return [...text.normalize('NFC').replace(/\s+/g, ' ')].map((character) => this.#shown(character)).join('');
  }

  /** The faces with the characters of a text. The same text always gives the same bytes. */
  async subset(text: string): Promise<Subset> {
    const options = { targetFormat: 'sfnt', noHinting: true, dropTables: [...unused] } as const;
    const regular = await subsetFont(this.#regular, text, options);
    return { regular, bold: await subsetFont(this.#bold, text, options) };
  }

  #shown(character: string): string {
    const known = this.#known.get(character);
    if (known !== undefined) return known;
    const shown = this.#spelt(character);
    this.#known.set(character, shown);
    return shown;
  }

  #spelt(character: string): string {
    const codePoint = character.codePointAt(0) ?? 0;
    if (!turning.test(character) && this.#font.hasGlyphForCodePoint(codePoint)) return character;
    return `[U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}]`;
  }
}

/** Chinese needs no kerning and no ligatures, codes must have none, and nothing is set from top to bottom. */
const unused = ['GSUB', 'GPOS', 'GDEF', 'BASE', 'VORG', 'vhea', 'vmtx'];

const turning = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
