import {
  CONSOLE_FAMILIES,
  type ConsoleFamily,
  type DocumentFile,
  type DocumentsStanding,
  type ToldDocument,
} from '../../shared/sync/publications.ts'
import type { Caller } from '../access/caller.ts'
import { compareText } from '../../shared/model/text-order.ts'
import type { Edited } from '../documents/laid-over.ts'
import { toldDraft, toldVersion } from './desk.ts'
import type { Draft } from './drafts.ts'
import { digestOf, isFixed, isFolderChanged, kindsIn, ownerOf, plain, titleOf, type Known } from './known.ts'
import { usesOf } from './uses.ts'

/** Every document with who decides it, and the drafts of what is not there yet. */
export function familiesOf(all: readonly Known[], drafts: readonly Draft[]): DocumentsStanding['families'] {
  const of = (family: ConsoleFamily) => {
    const known = all.filter(each => each.family === family)
    const drafted = new Map(drafts.filter(each => each.family === family).map(each => [each.id, each]))
    const there = new Set(known.map(({ id }) => id))
    const begun = [...drafted.values()].filter(({ id }) => !there.has(id))
    return [...known.map(each => toldKnown(each, drafted.has(each.id))), ...begun.map(toldBegun)].sort(
      (a, b) => compareText(a.id, b.id),
    )
  }
  return Object.fromEntries(
    CONSOLE_FAMILIES.map(family => [family, of(family)]),
  ) as unknown as DocumentsStanding['families']
}

function toldKnown(known: Known, hasDraft: boolean): ToldDocument {
  const { id, inForce, folder, published } = known
  const shown = inForce ?? folder ?? published?.document ?? null
  return {
    ...{ id, title: titleOf(shown, id), kinds: kindsIn(shown) },
    owner: ownerOf(known),
    version: published?.version ?? null,
    at: published?.at ?? null,
    isRetired: inForce === null,
    isFolderChanged: isFolderChanged(known),
    ...{ hasDraft, isFixed: isFixed(known) },
  }
}

const toldBegun = ({ id, document }: Draft): ToldDocument => ({
  ...{ id, title: titleOf(document, id), kinds: kindsIn(document) },
  ...{ owner: 'console', version: null, at: null },
  ...{ isRetired: false, isFolderChanged: false, hasDraft: true, isFixed: false },
})

/** Of one that is known, or of which there is a draft. */
export function fileOf(known: Known, draft: Draft | null, documents: Edited, caller: Caller): DocumentFile {
  const { family, id, inForce, folder, published } = known
  return {
    ...{ family, id, owner: ownerOf(known), isFixed: isFixed(known) },
    inForce: inForce === null ? null : plain(inForce),
    digest: digestOf(inForce),
    folder: folder === null ? null : plain(folder),
    isFolderChanged: isFolderChanged(known),
    draft: draft === null ? null : toldDraft(draft, caller),
    versions: published === null ? [] : [published, ...published.earlier].map(toldVersion),
    uses: inForce === null ? { scenes: [], metrics: [] } : usesOf(family, inForce, documents),
  }
}
