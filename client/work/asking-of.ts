import { get, post } from '../people/asking.ts'

interface Told {
  readonly all: unknown
  readonly one: unknown
  readonly acted: unknown
  readonly name: string
  readonly step: object
}

/** How the server is asked for matters of one sort, and told what is done with one; all of them are asked in the same way. */
export function askingOf<Of extends Told>(root: string) {
  const at = (id: string) => `${root}/${encodeURIComponent(id)}`
  return {
    askAll: (): Promise<Of['all']> => get(root),
    askOne: (id: string): Promise<Of['one']> => get(at(id)),
    step: (id: string, name: Of['name'], body: Of['step']): Promise<Of['acted']> =>
      post(`${at(id)}/${name}`, body),
  }
}
