import { expect, test } from 'vitest'
import { announcedIn } from './pretend-city.ts'

test.each([
  ['hotline   http://127.0.0.1:4101/orders  12345 热线', '127.0.0.1:4101'],
  ['iot       mqtt://127.0.0.1:4110  物联网', '127.0.0.1:4110'],
  ['gps       mqtt://[::1]:4110', '[::1]:4110'],
  ['stat      /data/upstreams/stat  统计', null],
  ['evil      https://127.0.0.1:22/x  http://127.0.0.1:22/', null],
])('[ZON6] what the pretend city announces by "%s" is reached', (line, place) => {
  expect(announcedIn(line)).toBe(place)
})
