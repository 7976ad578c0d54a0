import { type Element, ink, type Sheet, type Style } from './sheet.js';

const padding = { x: 5, y: 4 };

/** What stands in a cell: a text, and a smaller one below it. */
export interface Cell {
  readonly text: string;
  readonly below?: string;
}

export const body: Style = { font: 'regular', size: 9, color: ink.text };
export const small: Style = { font: 'regular', size: 8, color: ink.faint };
const head: Style = { font: 'bold', size: 9, color: ink.text };

interface Columns {
  readonly titles: readonly string[];
  /** In points; together the width of the sheet. */
  readonly widths: readonly number[];
}

/** 表格 that goes on over pages, its head repeated on each. */
export class Table {
  readonly #sheet: Sheet;
  readonly #columns: Columns;
  readonly #element: Element;

  constructor(sheet: Sheet, columns: Columns) {
    this.#sheet = sheet;
    this.#columns = columns;
    this.#element = sheet.open('Table');
  }

  /** The room that the head and a first row need, so that neither stands alone at the foot of a page. */
  static roomFor(sheet: Sheet, columns: Columns, first: readonly Cell[]): number {
    const heads = columns.titles.map((text) => ({ text }));
    return heightOf(sheet, columns, heads, head) + heightOf(sheet, columns, first, body);
  }

  begin(): void {
    const { titles } = this.#columns;
    const cells = titles.map((text) => ({ text }));
    const height = heightOf(this.#sheet, this.#columns, cells, head);
    this.#sheet.makeRoom(height);
    this.#frame(height, ink.ground);
    this.#cells(cells, head, 'TH');
    this.#sheet.y += height;
  }

  row(cells: readonly Cell[]): void {
    for (const part of partsOf(cells)) this.#row(part);
  }

  end(): void {
    this.#element.end();
    this.#sheet.y += 8;
  }

  #row(cells: readonly Cell[]): void {
    const height = heightOf(this.#sheet, this.#columns, cells, body);
    if (this.#sheet.makeRoom(height)) this.#repeatHead();
    this.#frame(height);
    this.#cells(cells, body, 'TD');
    this.#sheet.y += height;
  }

  #repeatHead(): void {
    const sheet = this.#sheet;
    const cells = this.#columns.titles.map((text) => ({ text }));
    const height = heightOf(sheet, this.#columns, cells, head);
    this.#frame(height, ink.ground);
    sheet.artifact(() => this.#each((index, x, width) => this.#write(cells[index], x, width, head)));
    sheet.y += height;
  }

  #cells(cells: readonly Cell[], style: Style, type: 'TH' | 'TD'): void {
    const row = this.#sheet.open('TR', this.#element);
    this.#each((index, x, width) => {
      const options = type === 'TH' ? { under: row, scope: 'Column' as const } : { under: row };
      this.#sheet.tagged(type, () => this.#write(cells[index], x, width, style), options);
    });
    row.end();
  }

  #write(cell: Cell | undefined, x: number, width: number, style: Style): void {
    const sheet = this.#sheet;
    const { text = '', below = '' } = cell ?? {};
    const place = { x: x + padding.x, y: sheet.y + padding.y, width: width - 2 * padding.x };
    sheet.write(text, place, style);
    sheet.write(below, { ...place, y: place.y + sheet.heightOf(text, place.width, style) }, small);
  }

  #frame(height: number, ground?: string): void {
    const sheet = this.#sheet;
    sheet.artifact(() => {
      this.#each((_index, x, width) => {
        if (ground !== undefined) sheet.doc.rect(x, sheet.y, width, height).fill(ground);
        sheet.doc.lineWidth(0.5).rect(x, sheet.y, width, height).stroke(ink.line);
      });
    });
  }

  #each(visit: (index: number, x: number, width: number) => void): void {
    let x = this.#sheet.left;
    for (const [index, width] of this.#columns.widths.entries()) {
      visit(index, x, width);
      x += width;
    }
  }
}

function heightOf(sheet: Sheet, { widths }: Columns, cells: readonly Cell[], style: Style): number {
  const heights = cells.map(({ text, below = '' }, index) => {
    const width = (widths[index] ?? 0) - 2 * padding.x;
    return sheet.heightOf(text, width, style) + sheet.heightOf(below, width, small);
  });
  return Math.max(...heights) + 2 * padding.y;
}

/** Characters of a cell that surely stand on one page. */
const atOnce = 400;

/** A row that might be longer than a page, as rows that are not: each goes on where the one before ended. */
function partsOf(cells: readonly Cell[]): readonly (readonly Cell[])[] {
  const pieces = cells.map(({ text, below = '' }) => [cut(text), cut(below)] as const);
  const most = Math.max(1, ...pieces.flat().map(({ length }) => length));
  return Array.from({ length: most }, (_, part) =>
    pieces.map(([text, below]) => ({ text: text[part] ?? '', below: below[part] ?? '' })),
  );
}

function cut(text: string): readonly string[] {
  const characters = [...text];
  return Array.from({ length: Math.ceil(characters.length / atOnce) }, (_, index) =>
    characters.slice(index * atOnce, (index + 1) * atOnce).join(''),
  );
}
