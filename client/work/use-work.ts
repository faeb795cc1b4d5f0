import { computed, provide, type ComputedRef, type Ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { useCityLink, type CityLink, type Watched } from './city-link.ts'
import type { Matter } from './matter.ts'
import { SURROUNDINGS, type Surroundings } from './surroundings.ts'
import { useLists, type Asking, type Lists } from './use-lists.ts'
import { useOffer, type Offer } from './use-offer.ts'
import { useSeen, type Count, type SeenLists } from './use-seen.ts'

/** In place of a number: one is being begun. */
const NEW = 'new'

/** What every list tells beside what is in it. */
export interface Told {
  readonly now: number
  /** There are more than these. */
  readonly more: boolean
}

/** In what pages of work differ. */
export interface WorkPage<
  All extends Told,
  Listed extends Matter,
  One,
  Options extends object,
  Name extends string,
> extends SeenLists<All, Listed, Name> {
  /** `/work/visits`; one of them lies under it by its number. */
  readonly path: string
  readonly watched: Watched
  readonly asking: Asking<All, One>
  /** What forms offer to him; a page that has this begins new ones as well, at `<path>/new`. */
  readonly options?: () => Promise<Options>
}

export interface Work<
  All extends Told,
  Listed extends Matter,
  One,
  Options extends object,
  Name extends string,
> extends Lists<All, One> {
  readonly path: string
  readonly link: CityLink
  readonly around: Surroundings
  /** By the address: a number, or that one is being begun; null: neither. */
  readonly named: ComputedRef<string | null>
  readonly isNew: ComputedRef<boolean>
  readonly chosen: ComputedRef<string | null>
  readonly isWaiting: ComputedRef<boolean>
  readonly offer: Offer<Options | null>
  readonly tab: ComputedRef<Name>
  readonly counts: ComputedRef<readonly Count<Name>[]>
  readonly rows: ComputedRef<readonly Listed[]>
  see(list: Name): void
  choose(id: string): void
  begin(): void
  leave(): void
  /** One was begun: it is on show, among what is open. */
  begun(after: One & { readonly id: string }): void
}

/** The set-up of a page of work: its lists, the one that is chosen beside them, the word of the socket, and what forms offer. */
export function useWork<
  All extends Told,
  Listed extends Matter,
  One extends Matter,
  Options extends object,
  Name extends string,
>(page: WorkPage<All, Listed, One, Options, Name>): Work<All, Listed, One, Options, Name> {
  const router = useRouter()
  const link = useCityLink(page.watched)
  const naming = useNamed(page.options !== undefined)
  const { named, isNew, chosen } = naming
  const lists = useLists(page.asking, chosen, link.news)
  const { all, one, oneFault } = lists
  const around = surroundingsOf(link, all)
  provide(SURROUNDINGS, around)
  const offer = useOffer<Options | null>(
    page.options ?? (() => Promise.resolve(null)),
    () => page.options !== undefined && (isNew.value || (one.value?.can.length ?? 0) > 0),
  )
  const pathOf = (id: string) => `${page.path}/${encodeURIComponent(id)}`
  const { list, ...seen } = useSeen(page, all, first => {
    // Beside the list there is room for one; on a phone it would hide the list.
    if (named.value === null && document.documentElement.dataset['layout'] === 'desk')
      void router.replace(pathOf(first))
  })
  return {
    ...{ path: page.path, link, around, ...naming, ...lists, offer, ...seen },
    isWaiting: computed(() => named.value !== null && (isNew.value ? offer.fault : oneFault).value === null),
    see: name => (list.value = name),
    choose: id => void router.push(pathOf(id)),
    begin: () => void router.push(pathOf(NEW)),
    leave: () => void router.replace(page.path),
    begun(after) {
      list.value = page.lists.firstList([])
      void router.replace(pathOf(after.id)).then(() => lists.changed(after))
    },
  }
}

function useNamed(begins: boolean) {
  const route = useRoute()
  const named = computed(() => (typeof route.params['id'] === 'string' && route.params['id']) || null)
  const isNew = computed(() => begins && named.value === NEW)
  return { named, isNew, chosen: computed(() => (isNew.value ? null : named.value)) }
}

function surroundingsOf(link: CityLink, all: Readonly<Ref<Told | null>>): Surroundings {
  return {
    now: () => link.minute.value || (all.value?.now ?? 0),
    placeName: code => link.areas.value?.byId(code)?.name ?? code,
  }
}
