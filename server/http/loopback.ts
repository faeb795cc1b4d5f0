import type { IncomingHttpHeaders } from 'node:http'

const NAMES = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/

/** By one of the names that lead to this machine and nowhere else. */
export const isLoopbackHost = (host: string | undefined): boolean => NAMES.test(host ?? '')

export const isLoopback = (address: string): boolean =>
  address === '::1' || /^(::ffff:)?127(\.\d{1,3}){3}$/.test(address)

/** A proxy tells of the other side; then it is not this machine that asks. */
const PROXIED = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'] as const

export const isProxied = (headers: IncomingHttpHeaders): boolean =>
  PROXIED.some(name => headers[name] !== undefined)
