import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { callTo } from './call.ts'

test('[WRKC8] a telephone is a number to call, whatever a department wrote there', () => {
  expect(callTo('0419-0000000')).toBe('tel:0419-0000000')
  expect(callTo('')).toBe('')
  expect(callTo('0419-0000000;x=javascript:alert(1)?a#b')).toBe(
    'tel:0419-0000000%3Bx%3Djavascript%3Aalert(1)%3Fa%23b',
  )
  expect(callTo('"><img src=x>\ud800')).toBe('tel:%22%3E%3Cimg%20src%3Dx%3E')
})

test.each(['supervision/ItemHead.vue', 'investor/InvestorPage.vue'])(
  '[WRKC8] %s has no way to call but this one',
  file => {
    const source = readFileSync(new URL(`../${file}`, import.meta.url), 'utf8')
    expect(source).not.toContain('tel:')
    expect(/callTo\(|\.call"/.test(source)).toBe(true)
  },
)
