import { workbookParts, type Book } from '../../shared/export/workbook.ts'

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** A workbook as a file; what packs it is fetched when somebody wants one. */
export async function workbookFile(book: Book): Promise<Blob> {
  const { strToU8, zipSync } = await import('fflate')
  const parts = Object.entries(workbookParts(book)).map(([path, text]) => [path, strToU8(text)] as const)
  return new Blob([new Uint8Array(zipSync(Object.fromEntries(parts)))], { type: WORKBOOK })
}
