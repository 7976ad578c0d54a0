/** What fills a row's source when the row does not say itself. */
export interface ImportSource {
  readonly department: string;
  readonly receivedOn: string;
}
