import type { JSX } from 'preact';
import { useSay } from '../frame.js';
import { withQuery } from '../query.js';
import { frameWords } from '../words/frame.js';

interface ExportLinksProps {
  /** Address of the API that answers the same lines. */
  readonly path: string;
  readonly fields: Readonly<Record<string, string | undefined>>;
}

/** 导出: what the page shows, whole, as a file. */
export function ExportLinks({ path, fields }: ExportLinksProps): JSX.Element {
  const say = useSay();
  return (
    <>
      {(['xlsx', 'csv'] as const).map((format) => (
        <a key={format} class="button" href={withQuery(path, { ...fields, format })}>
          {say(frameWords.export)} {format.toUpperCase()}
        </a>
      ))}
    </>
  );
}
