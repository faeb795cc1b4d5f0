import { expect, test } from 'vitest'
import { FEED_FAULTS, faultText, readFault } from './feed-fault.ts'

test('[FFL1] a fault goes through the journal with its words as they were', () => {
  for (const fault of FEED_FAULTS)
    for (const detail of ['', 'HTTP 503', 'busy: connect ECONNREFUSED', ' : '])
      expect(readFault(faultText({ fault, detail }))).toEqual({ fault, detail })
})

test('[FFL1] what names no fault is one of no name, with all that was said', () => {
  for (const text of ['', 'HTTP 503', 'constructor: x', 'no answer: slow: x', 'slow', 'slow:x'])
    expect(readFault(text)).toEqual({ fault: 'other', detail: text })
})
