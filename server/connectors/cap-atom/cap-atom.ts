import { settingsOf, type Connector, type FeedError, type Unreadable } from '../connector.ts'
import { refuseUserInfo } from '../http-answer.ts'
import { httpGet } from '../http-get.ts'
import { keepAsking } from '../pace.ts'
import { positionAs } from '../position.ts'
import { scheduleOf } from '../schedule.ts'
import type { Entry } from './atom.ts'
import { belongingOf, type Belonging } from './belonging.ts'
import type { CapMessage } from './cap.ts'
import { digestOf, knownIn, Position, positionOf, type Seen } from './position.ts'
import { askFeed, readEntry, type AskingFeed, type Read } from './reading.ts'
import { CapAtomSettings } from './settings.ts'

/** Messages that are fetched before what came is taken: an interruption asks for these again. */
const AT_ONCE = 25

/** Asks an Atom feed of CAP 1.2 messages again and again, and takes each message once. */
export const capAtom: Connector = {
  id: 'cap-atom',
  settings: CapAtomSettings,
  secrets: ['token'],
  start(given) {
    const settings = settingsOf(CapAtomSettings, given.settings)
    refuseUserInfo(settings)
    const access = { ...given, get: httpGet(given.reach) }
    // Kept nowhere: after a start the feed is read once as a whole, and what is known is not fetched again.
    let etag: string | null = null
    const asking = keepAsking(access, {
      schedule: scheduleOf(settings),
      turn: async signal => {
        etag = await readFeed(access, settings, etag, signal)
      },
    })
    return {
      async stop() {
        await asking.stop()
        access.get.close()
      },
    }
  },
}

/** One turn; answers the tag of a feed of which everything is in. */
async function readFeed(
  access: AskingFeed,
  settings: CapAtomSettings,
  etag: string | null,
  stop: AbortSignal,
): Promise<string | null> {
  const feed = await askFeed(access, settings, etag, stop)
  if (feed.type === 'unchanged') {
    await access.take({ records: [] })
    return etag
  }
  const seen = positionAs(Position, access)?.seen ?? []
  const fault = await takeNew({ access, settings, stop }, feed.entries, seen)
  if (fault !== null) throw fault
  return feed.etag
}

interface Turn {
  readonly access: AskingFeed
  readonly settings: CapAtomSettings
  readonly stop: AbortSignal
}

/** Takes what is not in yet; answers a fault of something that may be there next time. */
async function takeNew(
  turn: Turn,
  entries: readonly Entry[],
  before: readonly Seen[],
): Promise<FeedError | null> {
  const listed = new Map(entries.map(entry => [digestOf(entry), entry]))
  const isIn = new Set(before.map(({ entry }) => entry))
  // What the feed still lists is remembered last, and so longest.
  let seen = before.toSorted((a, b) => Number(listed.has(a.entry)) - Number(listed.has(b.entry)))
  const fresh = [...listed].filter(([digest]) => !isIn.has(digest))
  if (fresh.length === 0) await turn.access.take({ records: [] })
  let fault: FeedError | null = null
  for (let from = 0; from < fresh.length && !isFutile(fault); from += AT_ONCE) {
    const read = await readEntries(turn, fresh.slice(from, from + AT_ONCE))
    fault = read.find(({ read: each }) => each.type === 'failed')?.fault ?? fault
    seen = await takeRead(turn.access, read, seen)
  }
  return fault
}

/** One message that its system cannot give just now keeps no other out; one that cannot be reached has no other. */
const isFutile = (fault: FeedError | null): boolean => fault !== null && fault.fault !== 'down'

interface ReadEntry {
  readonly digest: string
  readonly read: Read
  readonly fault: FeedError | null
}

async function readEntries(
  { access, settings, stop }: Turn,
  entries: readonly (readonly [digest: string, entry: Entry])[],
): Promise<readonly ReadEntry[]> {
  const all: ReadEntry[] = []
  for (const [digest, entry] of entries) {
    const read = await readEntry(access, settings, entry, stop)
    const fault = read.type === 'failed' ? read.fault : null
    all.push({ digest, read, fault })
    if (isFutile(fault)) break
  }
  return all
}

/** Answers what is in then. */
async function takeRead(
  access: AskingFeed,
  entries: readonly ReadEntry[],
  before: readonly Seen[],
): Promise<Seen[]> {
  const seen = [...before]
  const known = new Map(knownIn(before))
  const unreadable: Unreadable[] = []
  const records: object[] = []
  const messages: { digest: string; message: CapMessage }[] = []
  for (const { digest, read } of entries) {
    if (read.type === 'message') messages.push({ digest, message: read.message })
    if (read.type !== 'unreadable') continue
    unreadable.push(read.unreadable)
    seen.push({ entry: digest })
  }
  // The earliest first: so each finds the one that it names.
  for (const { digest, message } of messages.sort((a, b) => a.message.sentAt - b.message.sentAt)) {
    const belonging = belongingOf(message, known)
    known.set(message.key, belonging)
    seen.push({ entry: digest, message: message.key, ...belonging })
    if (isOfWarning(message)) records.push(recordOf(message, belonging))
  }
  if (entries.some(({ fault }) => fault === null))
    await access.take({ records, unreadable, position: positionOf(seen) })
  return seen
}

/** Acknowledgements and complaints are between systems, and say nothing of what is warned of. */
const isOfWarning = ({ msgType }: CapMessage): boolean => msgType !== 'Ack' && msgType !== 'Error'

function recordOf({ key, sentAt: _, references, ...message }: CapMessage, belonging: Belonging): object {
  return { ...message, ...belonging, message: key, references: references.map(reference => reference.key) }
}
