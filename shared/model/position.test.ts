import { expect, test } from 'vitest'
import { backlogOf } from './position.ts'

test('[POS1] a position says under one name how much of the past is missing', () => {
  expect(backlogOf('{"since":"x","backlog":{"left":3,"of":35}}')).toEqual({ left: 3, of: 35 })
  expect(backlogOf('{"backlog":{"left":35,"of":35,"more":1}}')).toEqual({ left: 35, of: 35 })
})

test('[POS2] nothing missing, or nothing that can be read, is none', () => {
  for (const position of [
    '',
    'p9',
    '{"since":"x"}',
    '[["backlog","digest"]]',
    '"\\"backlog\\""',
    '{"backlog":',
    '{"backlog":null}',
    '{"backlog":{"left":0,"of":35}}',
    '{"backlog":{"left":36,"of":35}}',
    '{"backlog":{"left":0.5,"of":35}}',
    '{"backlog":{"left":"3","of":"35"}}',
    '{"backlog":{"left":3}}',
  ])
    expect(backlogOf(position), position).toBeNull()
})
