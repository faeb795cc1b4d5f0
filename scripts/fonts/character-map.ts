/** Which glyph draws a code point. */
export type CharacterMap = ReadonlyMap<number, number>

const readSegments = (cmap: Buffer, at: number, into: Map<number, number>) => {
  const size = cmap.readUInt16BE(at + 6)
  const [ends, starts] = [at + 14, at + 16 + size]
  const [deltas, ranges] = [starts + size, starts + 2 * size]
  for (let s = 0; s < size; s += 2) {
    const delta = cmap.readUInt16BE(deltas + s)
    const range = cmap.readUInt16BE(ranges + s)
    const first = cmap.readUInt16BE(starts + s)
    const last = Math.min(cmap.readUInt16BE(ends + s), 0xfffe)
    for (let code = first; code <= last; code++) {
      const direct = range === 0 ? code : cmap.readUInt16BE(ranges + s + range + 2 * (code - first))
      if (direct !== 0) into.set(code, (direct + delta) & 0xffff)
    }
  }
}

const readGroups = (cmap: Buffer, at: number, into: Map<number, number>) => {
  for (let group = 0; group < cmap.readUInt32BE(at + 12); group++) {
    const entry = at + 16 + 12 * group
    const first = cmap.readUInt32BE(entry)
    for (let code = first; code <= cmap.readUInt32BE(entry + 4); code++) {
      into.set(code, cmap.readUInt32BE(entry + 8) + code - first)
    }
  }
}

const READERS = new Map([
  [4, readSegments],
  [12, readGroups],
])

/** Reads the two forms in which Unicode fonts keep their map; others (Macintosh, variants) say nothing new. */
export const readCharacterMap = (cmap: Buffer): CharacterMap => {
  const map = new Map<number, number>()
  for (let i = 0; i < cmap.readUInt16BE(2); i++) {
    const at = cmap.readUInt32BE(8 + 8 * i)
    READERS.get(cmap.readUInt16BE(at))?.(cmap, at, map)
  }
  return map
}

interface Run {
  readonly first: number
  readonly gid: number
  last: number
}

/** Neighbouring code points whose glyphs are neighbours too. */
const runsOf = (map: CharacterMap): Run[] => {
  const runs: Run[] = []
  for (const [code, gid] of [...map].sort(([a], [b]) => a - b)) {
    const run = runs.at(-1)
    if (run !== undefined && code === run.last + 1 && gid === run.gid + code - run.first) run.last = code
    else runs.push({ first: code, last: code, gid })
  }
  return runs
}

const segments = (runs: readonly Run[]): Buffer => {
  const all = [...runs, { first: 0xffff, last: 0xffff, gid: 0 }]
  const power = Math.floor(Math.log2(all.length))
  const table = Buffer.alloc(16 + 8 * all.length)
  table.writeUInt16BE(4, 0)
  table.writeUInt16BE(table.length, 2)
  table.writeUInt16BE(2 * all.length, 6)
  table.writeUInt16BE(2 * 2 ** power, 8)
  table.writeUInt16BE(power, 10)
  table.writeUInt16BE(2 * (all.length - 2 ** power), 12)
  for (const [index, { first, last, gid }] of all.entries()) {
    table.writeUInt16BE(last, 14 + 2 * index)
    table.writeUInt16BE(first, 16 + 2 * (all.length + index))
    table.writeUInt16BE((gid - first) & 0xffff, 16 + 2 * (2 * all.length + index))
  }
  return table
}

const groups = (runs: readonly Run[]): Buffer => {
  const table = Buffer.alloc(16 + 12 * runs.length)
  table.writeUInt16BE(12, 0)
  table.writeUInt32BE(table.length, 4)
  table.writeUInt32BE(runs.length, 12)
  for (const [index, { first, last, gid }] of runs.entries()) {
    table.writeUInt32BE(first, 16 + 12 * index)
    table.writeUInt32BE(last, 20 + 12 * index)
    table.writeUInt32BE(gid, 24 + 12 * index)
  }
  return table
}

/** `cmap` with both forms: the short one for the basic plane, the long one for everything. */
export const writeCharacterMap = (map: CharacterMap): Buffer => {
  const runs = runsOf(map)
  const short = segments(runs.filter(({ last }) => last < 0xffff))
  const header = Buffer.alloc(20)
  header.writeUInt16BE(2, 2)
  for (const [index, [encoding, offset]] of [
    [1, header.length],
    [10, header.length + short.length],
  ].entries()) {
    header.writeUInt16BE(3, 4 + 8 * index)
    header.writeUInt16BE(encoding ?? 0, 6 + 8 * index)
    header.writeUInt32BE(offset ?? 0, 8 + 8 * index)
  }
  return Buffer.concat([header, short, groups(runs)])
}
