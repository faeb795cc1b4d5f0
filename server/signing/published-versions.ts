import type { Published } from '../../shared/city/city.ts'
import { canonical, digest } from '../../shared/model/digest.ts'
import type { Fields } from '../../shared/model/value.ts'
import type { ToldVersion } from '../../shared/sync/publications.ts'
import { isPublishedName, publishedOf, type PublishedDocument } from '../engine/published.ts'
import type { SigningKey } from './signing-key.ts'

/** Which document, and of it which version, to the letter: no version stands in the place of another one's. */
const textOf = (family: string, id: string, of: ToldVersion): string =>
  `liaowang published ${canonical([family, id, of.version, of.at, of.document, of.retired, of.note])}`

/** What the console puts in force is signed before it is journaled. */
export function signedVersion(key: SigningKey, published: PublishedDocument): PublishedDocument {
  const { family, id } = published
  return { ...published, signature: key.sign(textOf(family, id, published)) }
}

function isGenuine(key: SigningKey, family: string, id: string, version: ToldVersion): boolean {
  const { signature } = version
  return signature !== undefined && key.isSigned(textOf(family, id, version), signature)
}

/** As it was signed: the newest version that was, with those before it that were. null: none of them was. */
function genuineOf(key: SigningKey, published: PublishedDocument): PublishedDocument | null {
  const { family, id, basis, earlier, ...newest } = published
  const [first, ...rest] = [newest, ...earlier].filter(version => isGenuine(key, family, id, version))
  if (first === undefined) return null
  return first === newest && rest.length === earlier.length
    ? published
    : { ...first, ...{ family, id, basis }, earlier: rest }
}

/** Signs what was published before there was a key, with the versions before it: what it was until then nobody can tell. */
export function adopted(key: SigningKey, published: PublishedDocument): PublishedDocument {
  const { family, id } = published
  const earlier = published.earlier.map(version => ({
    ...version,
    signature: key.sign(textOf(family, id, version)),
  }))
  return signedVersion(key, { ...published, earlier })
}

type Known = ReadonlyMap<string, Published>

export interface PublishedVersions {
  /** As it was signed; null: in no version. The same object where nothing of it was changed. */
  genuine(document: Published): Published | null
  /** What the journal has, and of what was published only what was signed. */
  among(known: Known): Known
}

/** `key` null: nothing can be told from anything else, and nothing of it stands. */
export function createPublishedVersions(key: SigningKey | null): PublishedVersions {
  /** Asked for with every page of the console; a signature is verified once. */
  const judged = new WeakMap<Published, Published | null>()
  /** Where one of them has a signature, those without are not from before there were any. */
  let mayAdopt: boolean | null = null
  const judge = (document: Published): Published | null => {
    const { body } = document
    if (body === null || key === null) return null
    const published = publishedOf(body)
    // What stood there before there was a key is taken for ours, once.
    const found =
      mayAdopt === true && key.isNew && !hasSignature(published)
        ? adopted(key, published)
        : genuineOf(key, published)
    return found === published ? document : asKnown(found)
  }
  const genuine = (document: Published): Published | null => {
    let found = judged.get(document)
    if (found === undefined) {
      judged.set(document, (found = judge(document)))
      if (found !== null) judged.set(found, found)
    }
    return found
  }
  return {
    genuine,
    among(known) {
      mayAdopt ??= key?.isNew === true && !isAnySigned(known)
      const kept = new Map<string, Published>()
      for (const [name, document] of known) {
        const found = isPublishedName(name) ? genuine(document) : document
        if (found !== null) kept.set(name, found)
      }
      return kept
    },
  }
}

const isAnySigned = (known: Known): boolean =>
  [...known].some(
    ([name, { body }]) => body !== null && isPublishedName(name) && hasSignature(publishedOf(body)),
  )

const hasSignature = ({ signature, earlier }: PublishedDocument): boolean =>
  [{ signature }, ...earlier].some(version => version.signature !== undefined)

function asKnown(published: PublishedDocument | null): Published | null {
  if (published === null) return null
  const body = published as unknown as Fields
  return { digest: digest(canonical(body)), body }
}
