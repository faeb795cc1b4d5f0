import { expect, test } from 'vitest'
import type { Fields } from '../../../shared/model/value.ts'
import type { DocumentFile, ToldDraft, ToldVersion } from '../../../shared/sync/publications.ts'
import { copyOf, startOf, whyNot, type Situation } from './publishing.ts'

const old: Fields = { id: 'm', scale: 1 }
const mine: Fields = { id: 'm', scale: 2 }
const fileOf = (over: Partial<DocumentFile> = {}): DocumentFile => ({
  ...{ family: 'metric', id: 'm', owner: 'folder', isFixed: false, inForce: old, digest: 'd', folder: old },
  ...{ isFolderChanged: false, draft: null, versions: [], uses: { scenes: [], metrics: [] } },
  ...over,
})
const situation = (over: Partial<Situation> = {}): Situation => ({
  ...{ intent: { act: 'publish', document: mine }, file: fileOf(), needsSecond: false, isCounting: false },
  ...{ isBroken: false, isTaken: false, check: 'fine', note: 'why' },
  ...over,
})
const draftOf = (over: Partial<ToldDraft> = {}): ToldDraft => ({
  ...{ act: 'publish', document: mine, note: '', at: 1, basis: 'd', isMine: false },
  ...over,
})

test('[EDT7] what is in order, new and has a reason can be published', () => {
  expect(whyNot(situation())).toBeNull()
  expect(whyNot(situation({ file: null, intent: { act: 'publish', document: { id: 'new' } } }))).toBeNull()
})

test.each<[string, Partial<Situation>]>([
  ['broken', { isBroken: true }],
  ['moved', { intent: { act: 'publish', document: { ...mine, id: 'other' } } }],
  ['taken', { isTaken: true, file: null }],
  ['checking', { check: 'checking' }],
  ['unchecked', { check: 'unknown' }],
  ['faulty', { check: 'faulty' }],
  ['nothing', { intent: { act: 'publish', document: { scale: 1, id: 'm' } } }],
  ['nothing', { intent: { act: 'retire', document: null }, file: fileOf({ inForce: null }) }],
  ['nothing', { intent: { act: 'folder', document: null } }],
  [
    'nothing',
    { intent: { act: 'folder', document: null }, file: fileOf({ owner: 'console', folder: null }) },
  ],
  ['counting', { isCounting: true }],
  ['second', { needsSecond: true }],
  ['note', { note: ' \n' }],
])('[EDT7] it says why not: %s', (reason, over) => {
  expect(whyNot(situation(over))).toBe(reason)
})

test('[EDT7] to go back or to retire needs no document in order', () => {
  const ill = { check: 'faulty', isBroken: true } as const
  const ours = fileOf({ owner: 'console' })
  expect(whyNot(situation({ ...ill, intent: { act: 'folder', document: null }, file: ours }))).toBeNull()
  expect(whyNot(situation({ ...ill, intent: { act: 'retire', document: null } }))).toBeNull()
})

test('[EDT8] where four eyes are asked for only what somebody else drafted is published, and just as it was', () => {
  const by = (draft: ToldDraft, over: Partial<Situation> = {}) =>
    whyNot(situation({ needsSecond: true, file: fileOf({ draft, owner: 'console' }), ...over }))
  expect(by(draftOf())).toBeNull()
  expect(by(draftOf({ isMine: true }))).toBe('second')
  expect(by(draftOf({ document: { id: 'm', scale: 3 } }))).toBe('second')
  expect(by(draftOf({ act: 'retire', document: null }))).toBe('second')
  const retire = { intent: { act: 'retire', document: null } } as const
  expect(by(draftOf({ act: 'retire', document: null }), retire)).toBeNull()
  expect(by(draftOf(), retire)).toBe('second')
})

test('[EDT9] somebody goes on with the draft, else with what is in force, else with what was', () => {
  const version = (document: Fields | null): ToldVersion => ({
    ...{ version: 1, at: 1, document, retired: document === null, note: '' },
  })
  expect(startOf(fileOf({ draft: draftOf() }))).toBe(mine)
  expect(startOf(fileOf({ draft: draftOf({ act: 'retire', document: null }) }))).toBe(old)
  const retired = fileOf({ inForce: null, folder: null, versions: [version(null), version(mine)] })
  expect(startOf(retired)).toBe(mine)
  expect(startOf(fileOf({ inForce: null }))).toBe(old)
  expect(startOf(fileOf({ inForce: null, folder: null }))).toEqual({ id: 'm' })
  expect(copyOf(fileOf())).toEqual({ id: '', scale: 1 })
})
