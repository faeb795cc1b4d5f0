/** The tables of a TrueType font by tag. */
export type Tables = Map<string, Buffer>

const ENTRY = 16
const HEADER = 12

export const readTables = (font: Buffer): Tables => {
  const tables: Tables = new Map()
  for (let i = 0; i < font.readUInt16BE(4); i++) {
    const entry = HEADER + ENTRY * i
    const start = font.readUInt32BE(entry + 8)
    tables.set(
      font.toString('latin1', entry, entry + 4),
      font.subarray(start, start + font.readUInt32BE(entry + 12)),
    )
  }
  return tables
}

export const tableOf = (tables: Tables, tag: string): Buffer => {
  const table = tables.get(tag)
  if (table === undefined) throw new Error(`the font has no ${tag} table`)
  return table
}

export const padded = (bytes: Buffer): Buffer =>
  bytes.length % 4 === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(4 - (bytes.length % 4))])

const checksum = (bytes: Buffer): number => {
  let sum = 0
  for (let i = 0; i < bytes.length; i += 4) sum = (sum + bytes.readUInt32BE(i)) >>> 0
  return sum
}

const directoryHeader = (count: number): Buffer => {
  const power = Math.floor(Math.log2(count))
  const header = Buffer.alloc(HEADER)
  header.writeUInt32BE(0x00010000, 0)
  header.writeUInt16BE(count, 4)
  header.writeUInt16BE(ENTRY * 2 ** power, 6)
  header.writeUInt16BE(power, 8)
  header.writeUInt16BE(ENTRY * (count - 2 ** power), 10)
  return header
}

/** Puts a font together. `head` gets the checksum of the whole file, which browsers check. */
export const writeFont = (tables: Tables): Buffer => {
  const head = Buffer.from(tableOf(tables, 'head'))
  head.writeUInt32BE(0, 8)
  const sorted = [...tables].map(([tag, bytes]) => [tag, tag === 'head' ? head : bytes] as const)
  sorted.sort(([a], [b]) => (a < b ? -1 : 1))
  let offset = HEADER + ENTRY * sorted.length
  let headStart = 0
  const entries = sorted.map(([tag, bytes]) => {
    const entry = Buffer.alloc(ENTRY)
    entry.write(tag, 'latin1')
    entry.writeUInt32BE(checksum(padded(bytes)), 4)
    entry.writeUInt32BE(offset, 8)
    entry.writeUInt32BE(bytes.length, 12)
    if (tag === 'head') headStart = offset
    offset += padded(bytes).length
    return entry
  })
  const font = Buffer.concat([
    directoryHeader(sorted.length),
    ...entries,
    ...sorted.map(([, bytes]) => padded(bytes)),
  ])
  font.writeUInt32BE((0xb1b0afba - checksum(font)) >>> 0, headStart + 8)
  return font
}
