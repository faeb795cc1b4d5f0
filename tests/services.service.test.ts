import { createServer } from 'node:net'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { describeWith, serviceFault, SERVICES, verdict, type ServiceName } from './services.ts'

for (const name of Object.keys(SERVICES) as ServiceName[]) {
  await describeWith(name, `a real ${SERVICES[name].title}`, url => {
    test(`[SVC2] ${SERVICES[name].title} answers a login`, async () => {
      expect(await serviceFault({ ...SERVICES[name], url })).toBeNull()
    })
  })

  const listens = SERVICES[name].url.includes('://')
  if (!listens) continue
  test(`[SVC2] an open port that never speaks is not ${SERVICES[name].title}`, async () => {
    const silent = createServer().listen(0, '127.0.0.1')
    await once(silent, 'listening')
    const address = silent.address()
    const port = typeof address === 'object' ? address?.port : undefined
    const url = SERVICES[name].url.replace(/:\d+/, `:${port}`)
    expect(await serviceFault({ ...SERVICES[name], url }, 300)).toContain(`no ${SERVICES[name].title} at `)
    silent.close()
  })
}

test('[SVC2] a program that is not there, or does not greet, is not an OpenSSH server', async () => {
  for (const url of ['/nowhere/sshd', '/bin/false', '/bin/cat'])
    expect(await serviceFault({ ...SERVICES.sshd, url }, 300)).toContain('no OpenSSH server at ')
})

test('[SVC1] a missing service skips its tests, or fails them where it is required', () => {
  expect(verdict(null, false)).toBe('run')
  expect(verdict(null, true)).toBe('run')
  expect(verdict('no PostgreSQL', false)).toBe('skip')
  expect(verdict('no PostgreSQL', true)).toBe('fail')
})
