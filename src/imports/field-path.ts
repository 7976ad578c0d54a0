/**
 * A path such as `authority.name` or `penalties.0.kind`: names of fields, and indexes of lists up to 99. Nothing that
 * an object has by birth is a path, so a header never reaches a prototype.
 */
export function isFieldPath(path: string): boolean {
  return /^[a-z][A-Za-z]*(\.(\d{1,2}|[a-z][A-Za-z]*))*$/.test(path) && !path.split('.').some((step) => step in {});
}
