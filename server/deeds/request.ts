import type { Request } from 'express'

export const idIn = (request: Request): string => {
  const id = request.params['id']
  return typeof id === 'string' ? id : ''
}

/** A parameter that came twice is none. */
export function textOf(request: Request, name: string): string {
  const value = request.query[name]
  return typeof value === 'string' ? value : ''
}
