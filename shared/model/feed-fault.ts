/** Why a feed's upstream could not be asked, as far as whoever watches the city can do something about it. */
export const FEED_FAULTS = [
  /** Nobody answers there. */
  'unreachable',
  /** Not the whole answer in time. */
  'slow',
  /** It does not let us in. */
  'denied',
  /** It is not who it was, or who its document says: another host key. */
  'identity',
  /** There is nothing at this address. */
  'moved',
  /** It asks us to come less often. */
  'busy',
  /** It is out of order, and says so. */
  'down',
  'database',
  /** More than would be taken from anybody. */
  'tooLarge',
  /** What came is not what its document says. */
  'unreadable',
  /** The folder, or a file in it, cannot be opened. */
  'folder',
  /** Its document or a secret of it is at fault. */
  'setup',
  /** This machine lacks a program that is needed to ask. */
  'program',
  /** Nobody has allowed feeds to connect there. */
  'zone',
  /** It is reached, and has sent nothing since. */
  'silent',
  'other',
] as const

export type FeedFault = (typeof FEED_FAULTS)[number]

export interface ToldFault {
  readonly fault: FeedFault
  /** In the words of the system that failed: for whoever mends it. */
  readonly detail: string
}

/** As it is journaled: the fault first, so that each screen can say it in its language. */
export const faultText = ({ fault, detail }: ToldFault): string => `${fault}: ${detail}`

/** What was journaled before faults had names has none. */
export function readFault(text: string): ToldFault {
  const end = text.indexOf(': ')
  const fault = FEED_FAULTS.find(each => each === text.slice(0, end))
  return fault === undefined ? { fault: 'other', detail: text } : { fault, detail: text.slice(end + 2) }
}
