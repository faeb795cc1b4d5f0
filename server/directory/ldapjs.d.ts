/** What the tests use of the package, which brings no types. */
declare module 'ldapjs' {
  interface Asked {
    readonly dn: { toString(): string }
    readonly credentials: string
    readonly scope: string
    readonly filter: { matches(attributes: object): boolean; toString(): string }
  }
  interface Answering {
    /** Which were asked for; none: all. */
    readonly attributes: string[]
    send(entry: { readonly dn: string; readonly attributes: object }): void
    end(): void
  }
  type Next = (error?: Error) => void
  interface LdapServer {
    bind(base: string, handle: (asked: Asked, answering: Answering, next: Next) => void): void
    search(base: string, handle: (asked: Asked, answering: Answering, next: Next) => void): void
    listen(port: number, host: string, ready: () => void): void
    close(done: () => void): void
    address(): { readonly port: number }
  }
  export class InvalidCredentialsError extends Error {}
  export class InsufficientAccessRightsError extends Error {}
  const ldapjs: {
    createServer(options?: { readonly certificate?: string; readonly key?: string }): LdapServer
    InvalidCredentialsError: typeof InvalidCredentialsError
    InsufficientAccessRightsError: typeof InsufficientAccessRightsError
  }
  export default ldapjs
}
