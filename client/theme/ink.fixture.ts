import type { Tokens } from './tokens.ts'

/** Colours that can be told apart, for tests of what is drawn in which. */
export const ink: Tokens = {
  bg: '#000001',
  s1: '#000002',
  s2: '#000003',
  s3: '#000004',
  line: '#000005',
  line2: '#000006',
  t1: '#000007',
  t2: '#000008',
  t3: '#000009',
  d1: '#000010',
  d2: '#000011',
  d3: '#000012',
  d4: '#000013',
  d5: '#000014',
  d6: '#000015',
  ok: '#000016',
  warn: '#000017',
  bad: '#000018',
  replay: '#000019',
  sans: 'sans',
  num: 'num',
}
