import type { FeedFault } from '../../../shared/model/feed-fault.ts'
import type { FaultOf } from '../connector.ts'
import type { Reply } from './wire.ts'

type Status = Extract<Reply, { type: 'status' }>

const END = 1
const NOT_THERE = 2
const DENIED = 3

const is =
  (code: number) =>
  (reply: Reply): boolean =>
    reply.type === 'status' && reply.code === code
/** Nothing follows, of a folder or of a file. */
export const isEnd = is(END)
export const isNotThere = is(NOT_THERE)

/** What they say to whoever mends it. */
const WORDS: { readonly [code: number]: string } = {
  2: 'it is not there',
  3: 'permission denied',
  4: 'failure',
  5: 'bad message',
  8: 'not supported',
}

export const wordsOf = ({ code, words }: Status): string => {
  const own = WORDS[code] ?? `status ${code}`
  return words === '' || words.toLowerCase() === own ? own : `${own} (${words})`
}

/** Whose affair it is: what is not there or closed to us is settled with whoever gave us the account. */
export function refusalOf({ code }: Status): FaultOf {
  const fault: FeedFault = code === NOT_THERE ? 'moved' : code === DENIED ? 'denied' : 'other'
  return { blame: fault === 'other' ? 'upstream' : 'config', retry: true, fault }
}
