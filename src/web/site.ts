/** A key that the sign-in page offers at a click; only the demo has some. */
export interface OfferedRole {
  readonly name: string;
  readonly key: string;
}

/** What the pages are told when they are set up. */
export interface Site {
  /** The name of the registry 登记系统名称, on every page. */
  readonly name: string;
  readonly roles: readonly OfferedRole[];
  /** The address at which the public reaches the registry, without a slash at its end; by default that of the request. */
  readonly address?: string | undefined;
}
