import { redacted } from '../secrets/redact.ts'

/** Names of variables whose value is a secret. */
const SECRET_NAME = /SECRET|HMAC|PASS|TOKEN|CREDENTIAL|API_KEY/
/** They name a file. */
const FILE_NAME = /_FILE$/

/** A password in an address, what a header of authorisation carries, and what a query gives by such a name. */
const IN_ADDRESS = /(\/\/[^\s/@:]*:)[^\s/@]+@/g
const IN_HEADER = /\b(Bearer|Basic|Digest)\s+[\w+/=.~-]{6,}/gi
const IN_QUERY = /([?&][\w-]*(?:token|secret|password|passwd|pwd|sign|signature|api_?key)=)[^&\s"']+/gi

/** The secrets that this process has had in its hands. Nothing that it says may hold one of them (T-SEC-02). */
export interface KnownSecrets {
  note(value: string | undefined): void
  hide(text: string): string
}

/** `environment`: those of its values that are secrets are known from the start. */
export function createKnownSecrets(
  environment: { readonly [name: string]: string | undefined } = {},
): KnownSecrets {
  const values = new Set<string>()
  const note = (value: string | undefined) => {
    if (value !== undefined && value !== '') values.add(value)
  }
  for (const [name, value] of Object.entries(environment))
    if (SECRET_NAME.test(name) && !FILE_NAME.test(name)) note(value)
  return {
    note,
    hide: text =>
      redacted(text, [...values])
        .replaceAll(IN_ADDRESS, '$1…@')
        .replaceAll(IN_HEADER, '$1 …')
        .replaceAll(IN_QUERY, '$1…'),
  }
}
