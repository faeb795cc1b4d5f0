import { reactive } from 'vue'
import { START_LOCATION, type Router } from 'vue-router'
import { isComplete, watchVersion } from '../frame/version.ts'

/** What the pages of people say of themselves. */
export interface PageNews {
  /** The server has another version by now. */
  isAnother: boolean
  /** The address of a page whose code could not be had; null: none. */
  missing: string | null
}

interface Parts {
  /** All of the page at an address can be had. */
  readonly isThere: (address: string) => Promise<boolean>
  readonly load: (address: string) => void
}

const BROWSER: Parts = { isThere: isComplete, load: address => location.assign(address) }

/**
 * A page whose code could not be had, as after another version was installed, is loaded anew by its address where all of it is there. One
 * that was only just loaded so is not loaded again and again.
 */
export function hearOfPages(router: Router, { isThere, load }: Parts = BROWSER): PageNews {
  const news = reactive<PageNews>({ isAnother: false, missing: null })

  router.onError(async (error, to, from) => {
    console.warn(`the page ${to.path} could not be fetched`, error)
    const isThereNow = from !== START_LOCATION && (await isThere(to.fullPath).catch(() => false))
    if (isThereNow) load(to.fullPath)
    else news.missing = to.fullPath
  })
  router.afterEach((_to, _from, failure) => {
    if (failure === undefined) news.missing = null
  })
  const stop = watchVersion(
    () => true,
    () => {
      news.isAnother = true
      stop()
    },
  )
  return news
}
