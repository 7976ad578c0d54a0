/** Where somebody wanted to go, if it is an address of this very registry; else the home page. */
export function localAddress(asked: string): string {
  const base = 'http://registry.invalid';
  if (!asked.startsWith('/') || !URL.canParse(asked, base)) return '/';
  const { origin, pathname, search } = new URL(asked, base);
  return origin === base ? `${pathname}${search}`.replace(/^\/{2,}/, '/') : '/';
}
