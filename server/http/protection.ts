import type { NextFunction, Request, Response } from 'express'
import { REPORTS_PATH } from './csp-reports.ts'

/** The picture of a draft, which the console shows beside its form. */
const PREVIEW_PATH = '/preview'

/**
 * The pages load files of this server and nothing else, and nobody may frame them (T-XSS-02), but for the preview, which only our own
 * pages may. Only style attributes are free: charts and positions are set by them.
 */
const policyFor = (framedBy: "'none'" | "'self'"): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "style-src-attr 'unsafe-inline'",
    "font-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${framedBy}`,
    // What every browser down to the oldest of ours knows; `report-to` would make newer ones ignore it and asks for https.
    `report-uri ${REPORTS_PATH}`,
  ].join('; ')
const POLICY = policyFor("'none'")
const PREVIEW_POLICY = policyFor("'self'")

/** Pages fill a screen and keep it awake, and need nothing else of a machine. Only what Chromium 90 knows: it complains of the rest. */
const PERMISSIONS = [
  ...['fullscreen=(self)', 'screen-wake-lock=(self)'],
  ...['camera', 'microphone', 'geolocation', 'usb', 'serial', 'hid', 'midi', 'payment'].map(
    name => `${name}=()`,
  ),
].join(', ')

/** What a browser needs to be told so that it does not run, guess or pass on what it gets. */
export function protect(request: Request, response: Response, next: NextFunction): void {
  response.set({
    'content-security-policy': request.path === PREVIEW_PATH ? PREVIEW_POLICY : POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': PERMISSIONS,
  })
  next()
}
