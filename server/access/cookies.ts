const TOKEN = /^[A-Za-z0-9_-]{43}$/

/** `__Host-` binds a cookie to this very host and to TLS; browsers refuse it without, so plain loopback has another name. */
export const cookieName = (base: string, isSecure: boolean): string => (isSecure ? `__Host-${base}` : base)

/** The token of that name; null where there is none that could be ours. Of two with one name neither is trusted. */
export function tokenIn(header: string | undefined, name: string): string | null {
  const values = (header ?? '')
    .split(';')
    .map(pair => pair.trim())
    .filter(pair => pair.startsWith(`${name}=`))
    .map(pair => pair.slice(name.length + 1))
  const [value] = values
  return values.length === 1 && value !== undefined && TOKEN.test(value) ? value : null
}

/**
 * SameSite=Strict: no page of another site gets it sent, neither with a form nor with a socket (T-CSRF-01). Without an age it lasts as
 * long as the browser is open.
 */
export const setCookie = (name: string, token: string, isSecure: boolean, ageSeconds?: number): string =>
  [
    `${name}=${token}`,
    'Path=/',
    'HttpOnly',
    'SameSite=Strict',
    ...(isSecure ? ['Secure'] : []),
    ...(ageSeconds === undefined ? [] : [`Max-Age=${ageSeconds}`]),
  ].join('; ')
