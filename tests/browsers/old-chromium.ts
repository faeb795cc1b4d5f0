import { execFileSync } from 'node:child_process'
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress } from 'node:zlib'
import { chromium, type Browser } from 'playwright-core'
import { ROOT } from '../../scripts/command.ts'

const packages = createRequire(import.meta.url)

/** Each package carries one real headless browser, packed. */
const CARRIERS = {
  90: () => packages.resolve('chrome-aws-lambda/package.json'),
  83: () => packages.resolve('chromium-83/package.json'),
} as const

export type OldVersion = keyof typeof CARRIERS

// It paints without a graphics card, as the one of today does (tests/chromium.ts).
const ARGUMENTS = ['--no-sandbox', '--no-zygote', '--disable-gpu']

/** The real browser of those years, from the packages. */
export async function launchOldChromium(version: OldVersion): Promise<Browser> {
  const folder = await unpacked(version)
  return chromium.launch({
    executablePath: join(folder, 'chromium'),
    args: ARGUMENTS,
    env: { ...process.env, LD_LIBRARY_PATH: join(folder, 'lib') },
    headless: true,
  })
}

/** Unpacked once for all runs. Whoever comes at the same time unpacks beside it, and the first one's stays. */
async function unpacked(version: OldVersion): Promise<string> {
  const cache = join(ROOT, 'node_modules/.cache')
  const folder = join(cache, `chromium-${version}`)
  if (existsSync(folder)) return folder
  mkdirSync(cache, { recursive: true })
  const fresh = mkdtempSync(`${folder}.`)
  const packed = join(dirname(CARRIERS[version]()), 'bin')
  const program = createWriteStream(join(fresh, 'chromium'), { mode: 0o755 })
  await pipeline(createReadStream(join(packed, 'chromium.br')), createBrotliDecompress(), program)
  await untar(join(packed, 'aws.tar.br'), fresh)
  try {
    renameSync(fresh, folder)
  } catch (error) {
    rmSync(fresh, { recursive: true })
    if (!existsSync(folder)) throw error
  }
  return folder
}

/** By way of a file: a tar that has read what it needs closes its pipe before the rest is written. */
async function untar(packed: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const archive = join(folder, basename(packed, '.br'))
  await pipeline(createReadStream(packed), createBrotliDecompress(), createWriteStream(archive))
  execFileSync('tar', ['-x', '--no-same-owner', '-f', archive, '-C', folder], { stdio: 'inherit' })
  rmSync(archive)
}

/** They are for 64-bit Intel and Linux. */
export const isOldChromiumHere = process.platform === 'linux' && process.arch === 'x64'
