import { extractText, getDocumentProxy } from 'unpdf';

/** What can be read of a PDF. */
export interface ReadPdf {
  /** The text of each page, without any white space: where lines break says nothing. */
  readonly pages: readonly string[];
  readonly text: string;
  readonly title: unknown;
  readonly language: unknown;
  /** Is it tagged for those who have it read out? */
  readonly isTagged: boolean;
  /** Types of the elements of its structure, page by page, in reading order. */
  readonly structure: readonly string[];
  /** What is said of its figures. */
  readonly figures: readonly string[];
}

/** Browsers write some characters as the radical that looks the same. */
const radicals = /[\u2f00-\u2fd5]/g;

export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const document = await getDocumentProxy(new Uint8Array(bytes));
  const { text } = await extractText(document, { mergePages: false });
  const pages = text.map((page) => page.replace(/\s/g, '').replace(radicals, (radical) => radical.normalize('NFKC')));
  const { info } = await document.getMetadata();
  const described = new Map(Object.entries(info));
  const marks = await document.getMarkInfo();
  const nodes: Tag[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    nodes.push(...tagsIn(await (await document.getPage(number)).getStructTree()));
  }
  return {
    pages,
    text: pages.join(''),
    title: described.get('Title'),
    language: described.get('Language'),
    isTagged: marks?.Marked === true,
    structure: nodes.map(({ role }) => role),
    figures: nodes.flatMap(({ alt }) => (alt === undefined ? [] : [alt])),
  };
}

interface Tag {
  readonly role: string;
  readonly alt: string | undefined;
}

function tagsIn(node: unknown): readonly Tag[] {
  if (typeof node !== 'object' || node === null) return [];
  const { role, alt, children }: { readonly role?: unknown; readonly alt?: unknown; readonly children?: unknown } =
    node;
  const own =
    typeof role === 'string' && role !== 'Root' ? [{ role, alt: typeof alt === 'string' ? alt : undefined }] : [];
  return [...own, ...(Array.isArray(children) ? children.flatMap(tagsIn) : [])];
}
