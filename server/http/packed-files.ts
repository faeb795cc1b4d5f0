import express, { type Request, type RequestHandler } from 'express'
import { globSync } from 'node:fs'
import { extname } from 'node:path'

const YEAR_S = 31_536_000

/** As browsers call it, and what such a file ends in; the smaller first. */
const PACKINGS = [
  { encoding: 'br', ending: '.br' },
  { encoding: 'gzip', ending: '.gz' },
] as const

/**
 * Built files, whose names say their content: they are kept for a year. What the build packed goes out packed to whoever takes it so (HTTP11):
 * on a slow network that is a third of the way to the first number. Nothing is packed here, for each screen anew.
 */
export function packedFiles(folder: string): RequestHandler[] {
  const packed = new Set(globSync('**/*.{br,gz}', { cwd: folder }).map(name => `/${name}`))
  const packingsOf = (path: string) => PACKINGS.filter(({ ending }) => packed.has(path + ending))
  const takes = (request: Request, encoding: string) => request.acceptsEncodings(encoding) === encoding
  return [
    (request, response, next) => {
      const { path } = request
      const packings = packingsOf(path)
      if (packings.length > 0) response.vary('Accept-Encoding')
      const packing = packings.find(({ encoding }) => takes(request, encoding))
      if (packing !== undefined) {
        response.type(extname(path)).set('content-encoding', packing.encoding)
        request.url = path + packing.ending
      }
      next()
    },
    express.static(folder, { immutable: true, maxAge: YEAR_S * 1000 }),
  ]
}
