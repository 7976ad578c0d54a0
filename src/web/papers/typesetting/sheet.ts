import PDFDocument from 'pdfkit';
import type { Paper } from '../paper.js';
import type { Typefaces } from './typefaces.js';

/** How a text is set; sizes in points. */
export interface Style {
  readonly font: 'regular' | 'bold';
  readonly size: number;
  readonly color: string;
  readonly align?: 'left' | 'center' | 'right';
  readonly spacing?: number;
}

export const ink = { text: '#1f1f1f', faint: '#595959', line: '#bfbfbf', ground: '#f5f5f5', red: '#c8161d' } as const;

/** An element of the structure, to which others are added. */
export type Element = PDFKit.PDFStructureElement;

export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

interface SheetOptions {
  readonly paper: Paper;
  readonly typefaces: Typefaces;
  readonly layout: 'portrait' | 'landscape';
  /** What the whole document can say, so that the faces need be cut but once. */
  readonly text: string;
}

/** How a text fills a box. */
export interface Filling {
  readonly style: Style;
  readonly width: number;
  readonly height: number;
}

const smallest = 8;
const edge = 56;
const foot = 52;

/**
 * 版面: an A4 document that is set from top to bottom, tagged for those who have it read out. Nothing in it depends on a
 * clock or on chance: the same paper gives the same bytes.
 */
export class Sheet {
  readonly doc: PDFKit.PDFDocument;
  /** Where the next thing stands. */
  y = 48;
  /** Was a character spelt out? */
  hasSpelt = false;
  readonly root: Element;
  readonly #typefaces: Typefaces;
  readonly #bytes: Promise<Buffer>;

  private constructor(doc: PDFKit.PDFDocument, typefaces: Typefaces) {
    this.doc = doc;
    this.#typefaces = typefaces;
    this.#bytes = collect(doc);
    this.root = doc.struct('Document');
    doc.addStructure(this.root);
  }

  static async of({ paper, typefaces, layout, text }: SheetOptions): Promise<Sheet> {
    const { regular, bold } = await typefaces.subset(typefaces.spell(text));
    const doc = new PDFDocument({
      size: 'A4',
      layout,
      margin: 0,
      pdfVersion: '1.7',
      tagged: true,
      lang: paper.language === 'zh' ? 'zh-CN' : 'en',
      displayTitle: true,
      bufferPages: true,
      info: {
        Title: `${paper.title} ${paper.number}`,
        Author: paper.registry,
        Creator: 'quality-credit-registry',
        CreationDate: new Date(`${paper.day}T00:00:00+08:00`),
      },
    });
    doc.registerFont('regular', regular).registerFont('bold', bold);
    return new Sheet(doc, typefaces);
  }

  get left(): number {
    return edge;
  }

  get width(): number {
    return this.doc.page.width - 2 * edge;
  }

  /** Begins a new page unless so much still stands on this one. True for a new page. */
  makeRoom(height: number): boolean {
    if (this.y + height <= this.doc.page.height - foot) return false;
    this.doc.addPage();
    this.y = edge;
    return true;
  }

  /** Points that a text takes in a width. */
  heightOf(text: string, width: number, style: Style): number {
    if (text === '') return 0;
    return this.#set(style).heightOfString(this.#say(text), { width, ...spacing(style) });
  }

  /** The style in the largest size, up to its own, in which a text stands on one line. */
  fitting(text: string, width: number, style: Style): Style {
    const taken = this.#set(style).widthOfString(this.#say(text), spacing(style));
    return taken <= width ? style : scaled(style, Math.floor((style.size * width) / taken));
  }

  /** The style in the largest size in which a text stands in a box, and the least width in which it is not higher. */
  filling(text: string, { width, height }: { readonly width: number; readonly height: number }, style: Style): Filling {
    let fitted = style;
    while (fitted.size > smallest && this.heightOf(text, width, fitted) > height)
      fitted = scaled(style, fitted.size - 1);
    const taken = this.heightOf(text, width, fitted);
    let least = width;
    while (least > 100 && this.heightOf(text, least - 10, fitted) <= taken) least -= 10;
    return { style: fitted, width: least, height: taken };
  }

  /** Sets a text, which must have room. */
  write(text: string, { x, y, width }: Place, style: Style): void {
    if (text === '') return;
    const { align = 'left' } = style;
    this.#set(style).text(this.#say(text), x, y, { width, align, ...spacing(style) });
  }

  /** Something to be read, as a child of an element. */
  tagged(type: string, draw: () => void, { under = this.root, ...options }: Tagging = {}): void {
    under.add(this.doc.struct(type, options, draw));
  }

  /** An element that others are added to; whoever opened it ends it. */
  open(type: string, under: Element = this.root): Element {
    const element = this.doc.struct(type);
    under.add(element);
    return element;
  }

  /** Something that is only looked at: lines, grounds, repeated heads. */
  artifact(draw: () => void): void {
    this.doc.markContent('Artifact', { type: 'Layout' });
    draw();
    this.doc.endMarkedContent();
  }

  /** Puts something on every page once all are there. */
  onEveryPage(draw: (page: number, pages: number) => void): void {
    const { count } = this.doc.bufferedPageRange();
    for (let page = 0; page < count; page += 1) {
      this.doc.switchToPage(page);
      this.artifact(() => draw(page + 1, count));
    }
  }

  finish(): Promise<Buffer> {
    this.root.end();
    this.doc.end();
    return this.#bytes;
  }

  #say(text: string): string {
    const said = this.#typefaces.spell(text);
    this.hasSpelt ||= said.includes('[U+') && !text.includes('[U+');
    return said;
  }

  #set({ font, size, color }: Style): PDFKit.PDFDocument {
    return this.doc.font(font).fontSize(size).fillColor(color);
  }
}

interface Tagging {
  readonly under?: Element;
  readonly alt?: string;
  readonly scope?: 'Column' | 'Row';
}

/** The style in another size, the space between characters with it. */
function scaled(style: Style, size: number): Style {
  const { spacing } = style;
  return { ...style, size, ...(spacing === undefined ? {} : { spacing: (spacing * size) / style.size }) };
}

function spacing({ spacing }: Style) {
  return spacing === undefined ? {} : { characterSpacing: spacing };
}

function collect(doc: PDFKit.PDFDocument): Promise<Buffer> {
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
  });
}
