import { existsSync } from 'node:fs'
import bundled from '@sparticuz/chromium'
import { chromium, type Browser } from 'playwright-core'

const INSTALLED = ['/usr/bin/google-chrome', '/usr/bin/chromium', '/usr/bin/chromium-browser']

/**
 * Not the package's own list: it runs everything in one process and turns off the web's security, which tests rely on. Machines of tests
 * have no graphics card, and one that is computed takes a whole core for what the browser paints by itself with a fifth of one. Where
 * the same picture must be the same to the byte it is wanted all the same: by itself the browser paints a canvas now one way, now another.
 */
const ARGUMENTS = {
  itself: ['--no-sandbox', '--disable-gpu'],
  card: ['--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
} as const

/**
 * A real browser: the one that CHROMIUM names, else the one from the packages, so that `npm ci` is all a machine needs.
 * The package has one for 64-bit Intel and Linux only; elsewhere an installed Chrome or Chromium is used.
 */
export const launchChromium = async (painter: keyof typeof ARGUMENTS = 'itself'): Promise<Browser> => {
  const named = process.env.CHROMIUM
  const packaged = process.platform === 'linux' && process.arch === 'x64'
  const path = named ?? (packaged ? await bundled.executablePath() : INSTALLED.find(each => existsSync(each)))
  if (path === undefined) throw new Error('no browser: set CHROMIUM to the path of a Chrome or Chromium')
  return chromium.launch({ executablePath: path, args: [...ARGUMENTS[painter]], headless: true })
}
