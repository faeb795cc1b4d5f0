import { isAbsolute } from 'node:path'
import type { ChannelDocument } from '../../shared/alerts/document.ts'
import type { FeedDocument } from '../../shared/model/documents.ts'
import type { SetFor } from '../secrets/secrets.ts'
import { placeOf, type ReachedFeed } from './reached.ts'

export interface ReachGround {
  /** In force. */
  readonly feeds: readonly FeedDocument[]
  /** As they came with the folder, whose owner has this machine. */
  readonly folder: readonly FeedDocument[]
  /** Whether a secret of this name has a value, here or in the environment. */
  readonly isSet: (secret: string) => boolean
  /** The draft and the address that whoever set it had before him; null: it was set for none. */
  readonly setFor: (secret: string) => SetFor | null
}

/**
 * A secret goes to the address that it was set for (T-SEC-02). A document may name one that it named before, to the same address; one that was
 * set for its draft, to the address of then; or a new one, called after its feed and not set yet: whoever sets it then sees whom it is for. Else
 * an operator could have any secret of the house sent to a host of an allowed zone.
 */
export function secretNameFaults(feed: ReachedFeed, ground: ReachGround): string[] {
  const before = standing(feed, ground)
  const own = ownName('FEED', feed.id)
  return Object.entries(feed.secrets ?? {}).flatMap(([setting, name]) => {
    const isKept = before.some(({ secrets }) => secrets?.[setting] === name)
    const isNew = isCalled(name, own) && !ground.isSet(name)
    const setFor = ground.setFor(name)
    if (isKept || isNew || isFor(setFor, feed)) return []
    return [
      `/secrets/${setting}: ${isWaiting(name, feed.id, ground) ? setAgain(name, setFor) : other(name, own)}`,
    ]
  })
}

const isFor = (setFor: SetFor | null, feed: ReachedFeed): boolean =>
  setFor !== null && setFor.feed === feed.id && setFor.place === placeOf(feed)

const setAgain = (name: string, setFor: SetFor | null): string =>
  setFor === null || setFor.to === ''
    ? `"${name}" was not set for this address; save the draft and have it set again`
    : `"${name}" was set for ${setFor.to}, not for this address; save the draft and have it set again`
const other = (name: string, own: string): string =>
  `"${name}" was not set for this address; name one that begins with ${own} and is not set yet`

/** It may be set for the draft of this feed: it is called after it, and nothing else would have it sent elsewhere. */
export const isWaiting = (
  name: string,
  feed: string,
  { feeds, folder }: Pick<ReachGround, 'feeds' | 'folder'>,
): boolean =>
  isCalled(name, ownName('FEED', feed)) &&
  ![...feeds, ...folder].some(({ secrets }) => Object.values(secrets ?? {}).includes(name))

/** What a secret of a document is called, and begins with where there are several. */
const ownName = (family: 'FEED' | 'ALERT', id: string): string =>
  `${family}_${id.replace(/[.-]/g, '_').toUpperCase()}`
const isCalled = (name: string, own: string): boolean => name === own || name.startsWith(`${own}_`)

/** The address of a channel is a secret itself, so it keeps what it named before, or names what nobody has set. */
export function channelNameFaults(
  { id, address, sign }: ChannelDocument,
  channels: readonly ChannelDocument[],
  isSet: ReachGround['isSet'],
): string[] {
  const before = channels.filter(channel => channel.id === id)
  const own = ownName('ALERT', id)
  const named = Object.entries({ address, ...(sign === undefined ? {} : { sign }) })
  return named.flatMap(([member, name]) => {
    const isKept = before.some(channel => channel[member as 'address' | 'sign'] === name)
    return isKept || (isCalled(name, own) && !isSet(name))
      ? []
      : [`/${member}: "${name}" is not of this channel; name one that begins with ${own} and is not set yet`]
  })
}

/** The documents of the same feed that reach the same place. */
const standing = (feed: ReachedFeed, { feeds, folder }: ReachGround): readonly FeedDocument[] =>
  [...feeds, ...folder].filter(each => each.id === feed.id && placeOf(each) === placeOf(feed))

const PATHS = ['file', 'folder'] as const

/** What is read lies in the folder of upstreams, or where the folder's own feeds read: never among our own files. */
export function pathFaults({ settings }: ReachedFeed, { folder }: ReachGround): string[] {
  return PATHS.flatMap(name => {
    const path = settings[name]
    if (typeof path !== 'string' || isWithin(path)) return []
    return folder.some(feed => feed.settings[name] === path)
      ? []
      : [`/settings/${name}: it must lie in the folder of upstreams, without a way out of it`]
  })
}

const isWithin = (path: string): boolean =>
  !isAbsolute(path) && !path.split(/[/\\]/).includes('..') && !path.includes('\0')
