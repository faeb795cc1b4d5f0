import { expect, test } from 'vitest'
import { listAsked } from './use-asking.ts'

test('[EXV9] (T-PII-03) records go out of a number whose records are listed, not while one of them is open alone', () => {
  expect(listAsked({ cell: 'm/1/', record: null })).toBe('m/1/')
  expect(listAsked({ cell: 'm/1/', record: 'case/1' })).toBeNull()
  expect(listAsked(null)).toBeNull()
})
