import { cookieName, setCookie } from '../access/cookies.ts'

export interface CookieNames {
  readonly session: string
  readonly device: string
  readonly secure: boolean
}

export const cookieNames = (secure: boolean): CookieNames => ({
  session: cookieName('liaowang', secure),
  device: cookieName('liaowang-device', secure),
  secure,
})

export const dropCookie = (name: string, secure: boolean): string => setCookie(name, '', secure, 0)
