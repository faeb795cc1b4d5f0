import type { Page } from 'playwright-core'

const RUN = 'window.ran=1'
const FETCH = '/canary.png'

/** What runs, or fetches, where it is taken for markup. */
const ELEMENTS = [
  `<img src=${FETCH} onerror="${RUN}">`,
  `<svg onload=${RUN}>`,
  `<script>${RUN}</script>`,
  `<iframe srcdoc="<script>parent.ran=1</script>"></iframe>`,
  `<a href="javascript:${RUN}">x</a>`,
  `<details open ontoggle=${RUN}>x</details>`,
  `<video><source onerror=${RUN}></video>`,
  `<input autofocus onfocus=${RUN}>`,
  `<math><mtext><style><img src=${FETCH} onerror=${RUN}>`,
  `<style>@import '${FETCH}';</style>`,
  `<object data="javascript:${RUN}"></object>`,
  `<link rel=stylesheet href=${FETCH}>`,
  `<base href=${FETCH}>`,
  `<meta http-equiv=refresh content="0;url=javascript:${RUN}">`,
  `<form><button formaction="javascript:${RUN}">x</button></form>`,
  `<marquee onstart=${RUN}>x</marquee>`,
  `<body onpageshow=${RUN}>`,
]

/** What stands before it, so that it gets out of an attribute, a comment, a script, a template or a format of charts. */
const WAYS_OUT = [
  ...['', '">', "'>", '-->', '</title>', '</script>', '</textarea>', ']]>', '`${', '{{', '{a}{b}{c}'],
  ...['\u202e\u200b', '\\u003c', `";${RUN}//`],
]

/** Also such as are no markup: templates, addresses, entities. */
const OTHERS = [
  `{{constructor.constructor('${RUN}')()}}`,
  `javascript:${RUN}`,
  `&lt;img src=${FETCH} onerror=${RUN}&gt;`,
  `&#60;svg onload=${RUN}&#62;`,
  `url(${FETCH})`,
  `%3Csvg%20onload=${RUN}%3E`,
]

export const PAYLOADS: readonly string[] = [
  ...OTHERS,
  ...WAYS_OUT.flatMap(out => ELEMENTS.map(element => out + element)),
]

/** Gives each Chinese word the next of the payloads, and the same again wherever it comes: keys and values go on fitting. */
function createTurning(): (text: string) => string {
  const turned = new Map<string, string>()
  const next = (word: string) => {
    const payload = turned.get(word) ?? (PAYLOADS[turned.size % PAYLOADS.length] as string) + turned.size
    turned.set(word, payload)
    return payload
  }
  return text => text.replace(/[\u4e00-\u9fff]+/g, next)
}

function turnAll(value: unknown, turn: (text: string) => string): unknown {
  if (typeof value === 'string') return turn(value)
  if (Array.isArray(value)) return value.map(each => turnAll(each, turn))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [turn(key), turnAll(each, turn)]))
}

/**
 * From now on every Chinese word that the server tells this page is a text that means harm: documents, areas, departments, rows and
 * explanations, over the socket and over HTTP.
 */
export async function turnHostile(page: Page): Promise<void> {
  const turn = createTurning()
  await page.routeWebSocket(/socket\.io/, socket => {
    const server = socket.connectToServer()
    socket.onMessage(message => server.send(message))
    server.onMessage(message => {
      const [, head, body] = /^(\d+)(\[.*)$/s.exec(String(message)) ?? []
      if (head === undefined || body === undefined) return socket.send(message)
      socket.send(head + JSON.stringify(turnAll(JSON.parse(body), turn)))
    })
  })
  await page.route('**/api/**', async route => {
    const response = await route.fetch()
    const json: unknown = await response.json()
    await route.fulfill({ response, json: turnAll(json, turn) })
  })
}

/** How many of the payloads stand in the page as the text they are. */
export const payloadsIn = (page: Page): Promise<number> =>
  page.evaluate(all => {
    const text = document.body.textContent
    return all.filter(each => text.includes(each)).length
  }, PAYLOADS)
