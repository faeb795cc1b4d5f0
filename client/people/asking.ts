import type { RecoveryCodes, Signed, Who } from '../../shared/people/wire.ts'

/** What the server answered in place of what was asked for; `code` is one of its stable words, `offline` that it did not answer. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: string
  /** All it said: how a thing stands that was acted on too late. */
  readonly told: { readonly [name: string]: unknown }

  constructor(code: string, message: string, told: { readonly [name: string]: unknown } = {}) {
    super(message)
    this.code = code
    this.told = told
  }
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

async function asked<T>(method: Method, path: string, body?: unknown): Promise<T> {
  return objectIn(await (await answered(method, path, body)).text()) as T
}

/** What a file is sent as, it says itself. */
const sentAs = (body: unknown): RequestInit =>
  body instanceof Blob
    ? { headers: { 'content-type': body.type }, body }
    : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }

/** The answer, if the server did what was asked for. */
async function answered(method: Method, path: string, body?: unknown): Promise<Response> {
  const answer = await fetch(path, {
    method,
    cache: 'no-store',
    ...(body === undefined ? {} : sentAs(body)),
  }).catch(() => {
    throw new Refusal('offline', 'the server does not answer')
  })
  if (answer.ok) return answer
  const told = objectIn(await answer.text())
  const { code, error } = told
  throw new Refusal(
    typeof code === 'string' ? code : 'failed',
    typeof error === 'string' ? error : `${path}: ${answer.status}`,
    told,
  )
}

/** A proxy between us and the server may answer with a page of its own. */
function objectIn(text: string): { readonly [name: string]: unknown } {
  try {
    return text === '' ? {} : (JSON.parse(text) as { readonly [name: string]: unknown })
  } catch {
    return {}
  }
}

export const get = <T>(path: string): Promise<T> => asked('GET', path)
export const post = <T = Signed>(path: string, body: unknown = {}): Promise<T> => asked('POST', path, body)
export const send = <T>(path: string, file: Blob): Promise<T> => asked('POST', path, file)
/** What it answers is saved as a file, by the name that the server gives it. */
export async function save(path: string, body: unknown): Promise<void> {
  const answer = await answered('POST', path, body)
  const [, name = 'export'] =
    /filename="([\w.-]+)"/.exec(answer.headers.get('content-disposition') ?? '') ?? []
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await answer.blob())
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}

export const put = (path: string, body: unknown): Promise<unknown> => asked('PUT', path, body)
export const remove = (path: string): Promise<unknown> => asked('DELETE', path)

export const askWho = (): Promise<Who> => get('/api/who')

/** What the provider of the house is called; null: there is none. */
export const askProvider = async (): Promise<string | null> =>
  (await asked<{ readonly name: string | null }>('GET', '/api/oidc')).name

export const confirmSecondFactor = (code: string): Promise<RecoveryCodes> =>
  post('/api/account/second-factor/confirm', { code })

/** Only a path of this server leads back: an address that somebody sent along leads nowhere (T-HTTP-02). */
export function backFrom(search: string): string {
  const back = new URLSearchParams(search).get('back') ?? ''
  return /^\/(?:desk|work|console|account|admin)(?:[/?][\w/?=&.,%-]*)?$/.test(back) ? back : '/desk'
}
