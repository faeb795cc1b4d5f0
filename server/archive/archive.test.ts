import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ArchiveError } from './archive-error.ts'
import { readArchive, writeArchive, type Part } from './archive.ts'
import { keyIdOf } from './sealing.ts'

const KEY = Buffer.alloc(32, 7)
let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'liaowang-archive-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const at = (name: string) => join(folder, name)
/** Bytes that cannot be compressed, the same each time. */
function noise(length: number): Buffer {
  const bytes = Buffer.alloc(length)
  for (let i = 0, x = 1; i < length; i++) {
    x = (Math.imul(x, 1_103_515_245) + 12_345) >>> 0
    bytes[i] = x >>> 16
  }
  return bytes
}

/** Sizes around the pieces of seals and blocks of tars. */
const SIZES = [0, 1, 511, 512, 513, 65_536, 200_000]

function parts(): Part[] {
  const files = SIZES.map((size, i): Part => {
    writeFileSync(at(`in-${size}`), noise(size))
    return {
      name: `${'deep/'.repeat(i * 5)}in-${size}`,
      from: at(`in-${size}`),
      ...(i === 2 ? { mode: 0o755 } : {}),
    }
  })
  return [...files, { name: 'last.json', text: packed => JSON.stringify(packed.map(({ size }) => size)) }]
}

async function contents(file: string, key: Buffer | null) {
  const found: (readonly [string, number, string])[] = []
  const packed = await readArchive(file, key, async ({ name, mode, bytes }) => {
    found.push([name, mode, (await buffer(bytes)).toString('base64')])
  })
  return { found, packed }
}

test('[ARC1] what was packed is unpacked, and the same files make the same bytes', async () => {
  for (const key of [null, KEY]) {
    const file = at(key === null ? 'plain' : 'sealed')
    const packed = await writeArchive(file, parts(), key)
    const { found, packed: again } = await contents(file, key)
    expect(again).toEqual(packed)
    expect(found.slice(0, -1).map(([, , bytes]) => bytes)).toEqual(
      SIZES.map(size => noise(size).toString('base64')),
    )
    expect(found.map(([name]) => name)).toEqual(packed.map(({ name }) => name))
    expect(found.map(([, mode]) => mode)).toEqual([0o600, 0o600, 0o755, 0o600, 0o600, 0o600, 0o600, 0o600])
    expect(Buffer.from(found.at(-1)?.[2] ?? '', 'base64').toString()).toBe(JSON.stringify(SIZES))
  }
  await writeArchive(at('again'), parts(), null)
  expect(readFileSync(at('again'))).toEqual(readFileSync(at('plain')))
  const listed = execFileSync('tar', ['-tzf', at('plain')], { encoding: 'utf8' })
    .trim()
    .split('\n')
  expect(listed.length).toBe(SIZES.length + 1)
  expect(listed[6]).toBe(`${'deep/'.repeat(30)}in-200000`)
})

test('[ARC2] one byte anywhere, a piece less or more, or another key: refused', async () => {
  const file = at('sealed')
  await writeArchive(file, [{ name: 'a', text: () => noise(100_000).toString('base64') }], KEY)
  const whole = readFileSync(file)
  const refusal = async (key: Buffer | null = KEY) =>
    readArchive(file, key, async ({ bytes }) => void (await buffer(bytes))).then(() => null, (error: unknown) => error) // oxfmt-ignore
  expect(await refusal()).toBeNull()
  const step = Math.floor(whole.length / 30)
  for (let place = 0; place < whole.length; place += place < 100 ? 5 : step) {
    const forged = Buffer.from(whole)
    forged[place] = (forged[place] ?? 0) ^ 1
    writeFileSync(file, forged)
    expect([place, await refusal()]).toEqual([place, expect.any(ArchiveError)])
  }
  for (const length of [0, 5, 60, 1_000, 65_700, whole.length - 17, whole.length - 1]) {
    writeFileSync(file, whole.subarray(0, length))
    expect([length, await refusal()]).toEqual([length, expect.any(Error)])
  }
  writeFileSync(file, Buffer.concat([whole, Buffer.from('x')]))
  expect(await refusal()).toEqual(expect.any(ArchiveError))
  writeFileSync(file, whole)
  expect(String(await refusal(null))).toContain(`encrypted (key ${keyIdOf(KEY).toString('hex')})`)
  expect(String(await refusal(Buffer.alloc(32, 8)))).toContain('encrypted with another key')
})

test('[ARC3] a plain file that was damaged is refused with a sentence', async () => {
  const file = at('plain')
  await writeArchive(file, [{ name: 'a', text: () => noise(50_000).toString('base64') }], null)
  const whole = readFileSync(file)
  const read = () => readArchive(file, null, async ({ bytes }) => void (await buffer(bytes)))
  for (const place of [0, 1, 20, 1_000, whole.length - 6]) {
    const damaged = Buffer.from(whole)
    damaged[place] = (damaged[place] ?? 0) ^ 0xff
    writeFileSync(file, damaged)
    await expect(read()).rejects.toThrow(ArchiveError)
  }
  writeFileSync(file, whole)
  truncateSync(file, whole.length - 100)
  await expect(read()).rejects.toThrow(ArchiveError)
  writeFileSync(file, 'no archive at all')
  await expect(read()).rejects.toThrow(/is broken/)
})
