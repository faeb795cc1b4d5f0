import { mask } from '../../shared/mapping/masking/mask.ts'
import type { Fields } from '../../shared/model/value.ts'
import type {
  ConsoleFamily,
  DocumentNamed,
  DocumentSent,
  DraftSent,
  PublicationSent,
  ToldDraft,
  ToldVersion,
} from '../../shared/sync/publications.ts'
import type { DocumentCheck } from '../../shared/sync/trial.ts'
import { Refused, type Caller } from '../access/caller.ts'
import type { Audit } from '../audit/audit.ts'
import { doAudited, orFull } from '../deeds/filing.ts'
import { createTurns } from '../deeds/turns.ts'
import type { Edited } from '../documents/laid-over.ts'
import type { Documents } from '../documents/load.ts'
import { triedRule } from '../alerts/tried-rule.ts'
import { ownDraft } from '../engine/engine.ts'
import { publishedFact, publishedIn, type PublishedDocument } from '../engine/published.ts'
import type { Draft, Drafts } from './drafts.ts'
import { brokenBy, judged, type JudgingGround } from './faults.ts'
import { allKnown, digestOf, isFixed, ofFamily, ownerOf, type AnyDocument, type Known } from './known.ts'
import { triedCells, type TryingParts } from './tried.ts'
import { usesOf } from './uses.ts'

export interface PublicationDeskParts extends TryingParts, Omit<JudgingGround, 'beside' | 'mask'> {
  readonly audit: Audit
  readonly drafts: Drafts
  /** What is in force once all that is published is. */
  readonly wanted: () => Documents
  /** A draft is published by somebody else than whoever wrote it. */
  readonly needsSecond: () => boolean
  /** Signs what is put in force; refuses where the city cannot. */
  readonly signed: (published: PublishedDocument) => PublishedDocument
  /** City time. */
  readonly now: () => number
  readonly worldNow: () => number
  /** For the log. */
  readonly note: (message: string) => void
}

/** Beyond these a document is a mistake, and the journal keeps every version. */
const LONGEST_DOCUMENT = 200_000
/** So many versions before this one, and no more text than that: they ride along with each publication. */
const MOST_EARLIER = 10
const LONGEST_EARLIER = 600_000

/** Where documents are put in force, one publication after the other, each judged beside what the one before it left. */
export class PublicationDesk {
  readonly #parts: PublicationDeskParts
  readonly #turn = createTurns()

  constructor(parts: PublicationDeskParts) {
    this.#parts = parts
  }

  /** What is wrong with it, and who would lean on it; nothing is kept. */
  async check({ family, document: sent }: DocumentSent): Promise<DocumentCheck> {
    const found = this.#judged(family, sent as Fields)
    if (!found.ok) return found
    const { document } = found
    const known = this.known(family, document.id)
    const wanted = this.#parts.wanted()
    const faults = this.#broken(family, document.id, document)
    if (faults.length > 0) return { ok: false, faults }
    return {
      ...{ ok: true, id: document.id },
      isNew: digestOf(known?.inForce ?? null) !== digestOf(document),
      uses: usesOf(family, document, wanted),
      tried: family === 'metric' ? await this.#tried(document) : [],
      rule: family === 'alert' ? await this.#triedRule(document) : null,
    }
  }

  /** null: there never was such a document. */
  known(family: ConsoleFamily, id: string): Known | null {
    return this.all().find(each => each.family === family && each.id === id) ?? null
  }

  all(): readonly Known[] {
    return allKnown(this.#parts.wanted(), publishedIn(this.#parts.engine.city.documents))
  }

  saveDraft(sent: DraftSent, caller: Caller): ToldDraft {
    const { drafts, worldNow } = this.#parts
    const { family, id, act, basis } = sent
    const document = act === 'publish' ? this.#sized(sent.document, id) : null
    const person = caller.person().id
    const draft = { ...{ family, id, act, document, basis, person }, note: mask(sent.note), at: worldNow() }
    orFull(() => drafts.save(draft))
    return toldDraft(draft, caller)
  }

  discardDraft({ family, id }: DocumentNamed): void {
    orFull(() => this.#parts.drafts.discard(family, id))
  }

  /** In force in the journal once this resolves; on the screens as soon as its numbers are counted. */
  publish(sent: PublicationSent, caller: Caller): Promise<ToldVersion> {
    return this.#turn(async () => {
      this.#refuseWhileCounting()
      const known = this.#openTo(sent)
      const document = this.#toPublish(sent, known)
      if (this.#parts.needsSecond()) this.#refuseOwnDraft(sent, document, caller)
      const version = this.#parts.signed(this.#versionOf(known, sent, document))
      const { engine, audit, now } = this.#parts
      const { family, id, act } = sent
      const details: Fields = { act, version: version.version, digest: digestOf(document) }
      await doAudited(
        audit,
        caller,
        { action: 'documents.publish', object: `${family}/${id}`, details },
        () => engine.submit(ownDraft(now(), [publishedFact(version)])),
      )
      this.#settleDraft(sent, document)
      return toldVersion(version)
    })
  }

  /** What somebody drafts of it otherwise stays his. That it is in force is true, whatever becomes of the draft. */
  #settleDraft({ family, id, act }: PublicationSent, document: Fields | null): void {
    const { drafts, note } = this.#parts
    try {
      const draft = drafts.of(family, id)
      if (draft?.act === act && digestOf(draft.document) === digestOf(document)) drafts.discard(family, id)
    } catch (error) {
      note(`the draft of ${family} ${id} could not be put away: ${String(error)}`)
    }
  }

  /** What is published is what was looked at. */
  #openTo({ family, id, seen }: PublicationSent): Known {
    const none = { ...{ family, id }, inForce: null, folder: null, published: null }
    const known = this.known(family, id) ?? none
    if (isFixed(known)) throw new Refused(400, 'fixedDocument', 'it comes with the folder alone')
    if (digestOf(known.inForce) !== seen)
      throw new Refused(409, 'stale', 'something else is in force than what was looked at')
    return known
  }

  /** null: nothing of the console's from now on. */
  #toPublish(
    { family, id, act, document: sent }: PublicationSent,
    known: Known,
  ): (Fields & AnyDocument) | null {
    const document = act === 'publish' ? this.#whole(family, id, sent) : null
    const after = act === 'folder' ? known.folder : document
    const isSame =
      act === 'folder' ? ownerOf(known) === 'folder' : digestOf(after) === digestOf(known.inForce)
    if (isSame) throw new Refused(409, 'nothingNew', 'this is in force already')
    refuseFaults(this.#broken(family, id, after))
    return document
  }

  #whole(family: ConsoleFamily, id: string, sent: unknown): Fields & AnyDocument {
    const document = this.#sized(sent, id)
    const found = this.#judged(family, document)
    if (!found.ok) refuseFaults(found.faults)
    return document
  }

  #sized(sent: unknown, id: string): Fields & AnyDocument {
    const document = (sent ?? {}) as Fields & AnyDocument
    if (document.id !== id) throw new Refused(400, 'malformed', 'the id of the document is another one')
    if (JSON.stringify(document).length > LONGEST_DOCUMENT)
      throw new Refused(413, 'tooLarge', `a document has at most ${LONGEST_DOCUMENT} characters`)
    return document
  }

  #judged(family: ConsoleFamily, document: Fields) {
    return judged(family, document, { ...this.#parts, mask, beside: this.#parts.wanted() })
  }

  /** What others would not find any more. */
  #broken(family: ConsoleFamily, id: string, after: AnyDocument | null): readonly string[] {
    const wanted = this.#parts.wanted()
    const faults = brokenBy(wanted, changed(wanted, family, id, after), this.#parts.areas)
    const isLast = family === 'scene' && after === null && wanted.scenes.every(scene => scene.id === id)
    return isLast ? [...faults, 'it is the last scene: screens would have nothing to show'] : faults
  }

  async #tried(document: AnyDocument) {
    if (this.#parts.engine.recounting !== null) return null
    const metric = this.#parts.parsers.metric(document)
    return metric.ok ? await triedCells(this.#parts, metric.document) : null
  }

  async #triedRule(document: AnyDocument) {
    const { engine, parsers, wanted } = this.#parts
    if (engine.recounting !== null || engine.lastPicture !== null) return null
    const rule = parsers.alert(document)
    return rule.ok ? await triedRule({ ...this.#parts, documents: wanted() }, rule.document) : null
  }

  #refuseOwnDraft({ family, id, act }: PublicationSent, document: Fields | null, caller: Caller): void {
    const draft = this.#parts.drafts.of(family, id)
    if (draft === null || draft.act !== act || digestOf(draft.document) !== digestOf(document))
      throw new Refused(409, 'needsDraft', 'it is published from a draft that somebody else has written')
    if (draft.person === caller.person().id)
      throw new Refused(409, 'needsSecond', 'somebody else than whoever wrote the draft publishes it')
  }

  #versionOf(
    known: Known,
    { family, id, act, note }: PublicationSent,
    document: Fields | null,
  ): PublishedDocument {
    const { published, folder } = known
    return {
      ...{ family, id, document, retired: act === 'retire', note: mask(note.trim()) },
      version: (published?.version ?? 0) + 1,
      at: this.#parts.now(),
      basis: digestOf(folder),
      earlier: published === null ? [] : earlierOf(published),
    }
  }

  /** Then nobody knows what a publication would come on top of. */
  #refuseWhileCounting(): void {
    if (this.#parts.engine.recounting !== null)
      throw new Refused(503, 'counting', 'the numbers are being counted anew; ask again')
  }
}

export const toldVersion = ({ version, at, document, retired, note }: ToldVersion): ToldVersion => ({
  ...{ version, at, document, retired, note },
})

const keptVersion = (version: ToldVersion): ToldVersion => {
  const { signature } = version
  return { ...toldVersion(version), ...(signature === undefined ? {} : { signature }) }
}

export const toldDraft = ({ act, document, note, at, basis, person }: Draft, caller: Caller): ToldDraft => ({
  ...{ act, document, note, at, basis },
  isMine: person === caller.person().id,
})

function refuseFaults(faults: readonly string[]): void {
  if (faults.length > 0) throw new Refused(400, 'faultyDocument', faults.slice(0, FAULTS_TOLD).join('\n'))
}

const FAULTS_TOLD = 5

/** The documents with one of them in another form, or without it. */
function changed(documents: Edited, family: ConsoleFamily, id: string, after: AnyDocument | null): Edited {
  const rest = ofFamily(family, documents).filter(each => each.id !== id)
  const all = after === null ? rest : [...rest, after]
  const { feeds, metrics, scenes, alerts, channels, namings } = documents
  return { feeds, metrics, scenes, alerts, channels, namings, ...{ [`${family}s`]: all } }
}

function earlierOf(published: PublishedDocument): readonly ToldVersion[] {
  const kept: ToldVersion[] = []
  let room = LONGEST_EARLIER
  for (const version of [published, ...published.earlier].slice(0, MOST_EARLIER)) {
    room -= JSON.stringify(version.document).length
    if (room < 0) break
    kept.push(keptVersion(version))
  }
  return kept
}
