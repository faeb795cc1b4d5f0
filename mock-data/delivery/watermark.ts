import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'

/** Up to where everything was taken by the receiver: all that the hotline must remember over a restart. */
export interface Watermark {
  /** Null before the first note. */
  read(): number | null
  write(at: number): void
}

export function watermarkIn(folder: string): Watermark {
  const file = `${folder}/sent.json`
  return {
    read: () => {
      if (!existsSync(file)) return null
      const kept: unknown = JSON.parse(readFileSync(file, 'utf8'))
      return typeof kept === 'number' ? kept : null
    },
    write: at => {
      mkdirSync(folder, { recursive: true })
      writeFileSync(`${file}.new`, JSON.stringify(at))
      renameSync(`${file}.new`, file)
    },
  }
}
