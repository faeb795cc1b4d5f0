import { CHANNEL_FORMS, type ChannelForm } from '../../../../shared/alerts/document.ts'
import type { Fields } from '../../../../shared/model/value.ts'
import { withMember, wordAt } from '../members.ts'

/** Members that the form has a place for; others are left as they are and named. */
const KNOWN = ['id', 'title', 'form', 'address', 'sign']
export const unknownMembers = (document: Fields): readonly string[] =>
  Object.keys(document).filter(name => !KNOWN.includes(name))

export const newChannel = (): Fields => ({ id: '', title: { zh: '', en: '' }, form: 'wecom', address: '' })

export const formOf = (document: Fields): ChannelForm | null =>
  CHANNEL_FORMS.find(form => form === document['form']) ?? null

/** A robot of 企业微信 signs nothing. */
export const maySign = (document: Fields): boolean => formOf(document) !== 'wecom'

export const withForm = (document: Fields, form: string): Fields => {
  const after = { ...document, form }
  return maySign(after) ? after : withMember(after, 'sign', undefined)
}

/** What the secrets of a channel are called, or begin with: so whoever sets them sees whom they are for. */
export const ownName = (id: string): string =>
  id === '' ? '' : `ALERT_${id.replace(/[.-]/g, '_').toUpperCase()}`

/** A new one and its secret are called alike, as long as nobody called that otherwise than it was `given`. */
export const withOwnAddress = (document: Fields, given: string): Fields =>
  wordAt(document, 'address') === given ? { ...document, address: ownName(wordAt(document, 'id')) } : document

/** A name of a secret as it is typed; undefined where it is emptied. */
export const secretNamed = (text: string): string | undefined => text.trim().toUpperCase() || undefined
