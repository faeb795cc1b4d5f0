import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { FeedError } from '../connector.ts'
import { FileFault, FileGone, type FoundFile } from '../files/folder.ts'
import { remoteFolder } from './remote-folder.ts'
import * as server from './sftp-server-for-tests.ts'
import { sftpServerForTests, type Answer, type SftpServerForTests } from './sftp-server-for-tests.ts'

const signal = new AbortController().signal
const FIVE_FILES = ['b.csv', 'a.csv', '.', '..', 'c.txt']

/** One folder, whose files hold this. */
const honest = (content: Buffer = Buffer.from('12345')): { readonly [type: number]: Answer } => ({
  [server.OPENDIR]: id => server.handle(id, 'folder'),
  [server.READDIR]: (id, _body, at) => (at === 0 ? server.names(id, ...FIVE_FILES) : server.END(id)),
  [server.CLOSE]: id => server.status(id, 0),
  [server.LSTAT]: id => server.attributes(id, content.length),
  [server.OPEN]: id => server.handle(id, 'file'),
  [server.FSTAT]: id => server.attributes(id, content.length),
  [server.READ]: (id, body) => {
    const [offset, length] = [Number(body.readBigUInt64BE(8)), body.readUInt32BE(16)]
    const piece = content.subarray(offset, offset + length)
    return piece.length === 0 ? server.END(id) : server.data(id, piece)
  },
})
const open = (over: { readonly [type: number]: Answer } = {}, patienceMs = 5_000) =>
  sftpServerForTests({ ...honest(), ...over }, { patienceMs })
const list = ({ lend }: SftpServerForTests) =>
  remoteFolder('/outgoing', lend).list(name => name.endsWith('.csv'), signal)
const read = async (file: FoundFile | undefined) => {
  const pieces: Uint8Array[] = []
  for await (const piece of file?.read(signal) ?? []) pieces.push(piece)
  return Buffer.concat(pieces)
}
const faultOf = async (work: Promise<unknown>) => {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof FeedError)) throw new Error(`no FeedError: ${String(error)}`)
  return error
}

test('[SFT1] [FDR18] files come in order of name with size and time, and what is opened is closed', async () => {
  const at = await open()
  const files = await list(at)
  expect(files.map(({ name, bytes, stamp, writtenAt }) => [name, bytes, stamp, writtenAt])).toEqual([
    ['a.csv', 5, '5 1795000000', 1_795_000_000_000],
    ['b.csv', 5, '5 1795000000', 1_795_000_000_000],
  ])
  expect((await read(files[0])).toString()).toBe('12345')
  const count = (type: number) => at.asked.filter(each => each === type).length
  expect([count(server.CLOSE), count(server.OPENDIR) + count(server.OPEN)]).toEqual([2, 2])
})

test('[SFT1] a large file comes in many pieces, and answers may be shorter than what was asked for', async () => {
  const content = Buffer.from(Array.from({ length: 2_000_003 }, (_, i) => (i * 7) % 251))
  const whole = honest(content)
  const short: Answer = (id, body, at) => {
    const cut = Buffer.from(body)
    cut.writeUInt32BE(Math.max(1, Math.ceil(body.readUInt32BE(16) / ((at % 3) + 1))), 16)
    return whole[server.READ]?.(id, cut, at) ?? null
  }
  for (const answers of [whole, { ...whole, [server.READ]: short }]) {
    const [file] = await list(await sftpServerForTests(answers))
    expect((await read(file)).equals(content)).toBe(true)
  }
})

test('[SFT1] (A8) a name is read as UTF-8 or GBK, and asked for as the server spells it', async () => {
  const gbk = iconv.encode('办件日报.csv', 'gbk')
  const asked: string[] = []
  const files = await list(
    await open({
      [server.READDIR]: (id, _body, at) => (at === 0 ? server.names(id, gbk, '文件.csv') : server.END(id)),
      [server.LSTAT]: (id, body) => {
        asked.push(body.subarray(4).toString('hex'))
        return server.attributes(id, 5)
      },
    }),
  )
  expect(files.map(({ name }) => name)).toEqual(['办件日报.csv', '文件.csv'])
  const within = (name: Buffer) => Buffer.concat([Buffer.from('/outgoing/'), name]).toString('hex')
  expect(asked).toEqual([within(gbk), within(Buffer.from('文件.csv'))])
})

test('[SFT6] links, folders and what has gone since are passed over', async () => {
  const kinds = [0o120777, 0o040755, 0o100644, 0o020666]
  const all = ['1.csv', '2.csv', '3.csv', '4.csv', '5.csv']
  const files = await list(
    await open({
      [server.READDIR]: (id, _body, at) => (at === 0 ? server.names(id, ...all) : server.END(id)),
      [server.LSTAT]: (id, _body, at) =>
        at < kinds.length ? server.attributes(id, 5, kinds[at]) : server.status(id, 2),
    }),
  )
  expect(files.map(({ name }) => name)).toEqual(['3.csv'])
})

test('[SFT7] (F-20) what came in its place, or is shorter or longer than when it was found, is a fault of this file alone', async () => {
  const wrong: readonly { readonly [type: number]: Answer }[] = [
    { [server.FSTAT]: id => server.attributes(id, 6) },
    { [server.FSTAT]: id => server.attributes(id, 5, 0o100644, 1_795_000_001) },
    { [server.FSTAT]: id => server.attributes(id, 5, 0o040755) },
    { [server.READ]: (id, _body, at) => (at === 0 ? server.data(id, '123') : server.END(id)) },
  ]
  for (const over of wrong) {
    const at = await open(over)
    const fault = await faultOf(read((await list(at))[0]))
    expect(fault).toBeInstanceOf(FileFault)
    expect([fault.message, fault.blame]).toEqual(['a.csv changed while it was read', 'upstream'])
    expect(at.broken).toEqual([])
  }
})

test('[SFT5] a file that is gone is no fault, and one that is closed to us is one of this file', async () => {
  const gone = await open({ [server.OPEN]: id => server.status(id, 2) })
  await expect(read((await list(gone))[0])).rejects.toBeInstanceOf(FileGone)
  const closed = await open({ [server.OPEN]: id => server.status(id, 3, 'Permission denied') })
  const fault = await faultOf(read((await list(closed))[0]))
  expect(fault).toBeInstanceOf(FileFault)
  expect([fault.message, fault.fault]).toEqual(['a.csv cannot be read: permission denied', 'denied'])
})

test('[SFT5] a folder that is not there, or closed to us, is told apart and names the folder', async () => {
  for (const [code, words, fault, blame] of [
    [2, 'it is not there', 'moved', 'config'],
    [3, 'permission denied', 'denied', 'config'],
    [4, 'failure (disk on fire)', 'other', 'upstream'],
  ] as const) {
    const told = code === 4 ? 'disk on fire' : ''
    const error = await faultOf(list(await open({ [server.OPENDIR]: id => server.status(id, code, told) })))
    expect([error.message, error.fault, error.blame, error.retry]).toEqual([
      `the folder /outgoing of the server cannot be read: ${words}`,
      ...[fault, blame, true],
    ])
  }
})

test('[SFT6] (F-14) a list without end is broken off, whether it says names or says nothing', async () => {
  const thousand = Array.from({ length: 1_000 }, (_, i) => `${i}.txt`)
  const endless = await open({ [server.READDIR]: id => server.names(id, ...thousand) })
  const error = await faultOf(list(endless))
  expect([error.fault, error.blame]).toEqual(['tooLarge', 'upstream'])
  expect(error.message).toContain('more than 20000 entries')
  expect(endless.asked.filter(type => type === server.READDIR)).toHaveLength(21)
  const empty = await open({ [server.READDIR]: id => server.names(id) })
  expect((await faultOf(list(empty))).fault).toBe('unreadable')
  expect(empty.broken).toHaveLength(1)
})

test('[SFT6] (F-14) what is no answer to what was asked ends the connection, with whose fault it is', async () => {
  const wrong: readonly (readonly [over: { readonly [type: number]: Answer }, said: RegExp])[] = [
    [{ [server.OPENDIR]: id => server.data(id, 'x') }, /type data to another question/],
    [{ [server.OPENDIR]: id => server.handle(id + 1, 'h') }, /an answer to no question/],
    [{ [server.READDIR]: id => server.names(id, '../../etc/shadow.csv') }, /slash or a NUL/],
    [{ [server.READDIR]: id => server.names(id, `${'x'.repeat(2_000)}.csv`) }, /2004 bytes where 1024/],
    [{ [server.LSTAT]: id => server.packet(105, id, 0) }, /does not tell size/],
    [{ [server.OPENDIR]: () => Buffer.from('ffffffff00', 'hex') }, /a packet of 4294967295 bytes/],
    [
      { [server.OPENDIR]: () => Buffer.from('Last login: Mon\n') },
      /instead of SFTP it says "Last login: Mon"/,
    ],
  ]
  for (const [over, said] of wrong) {
    const at = await open(over)
    const error = await faultOf(list(at))
    expect(error.message).toMatch(said)
    expect([error.fault, error.blame, error.retry]).toEqual(['unreadable', 'upstream', true])
    expect(at.broken).toEqual([error])
    // Nothing is asked over it any more.
    await expect(at.sftp.ask({ type: 'lstat', path: Buffer.from('x') })).rejects.toBe(error)
  }
})

test('[SFT6] (F-14) more data than was asked for, or none, ends the connection', async () => {
  for (const content of ['123456', '']) {
    const at = await open({ [server.READ]: id => server.data(id, content) })
    const error = await faultOf(read((await list(at))[0]))
    expect([error.fault, at.broken.length]).toEqual(['unreadable', 1])
  }
})

test('[SFT6] (F-12) one that does not answer is broken off, with all that was asked', async () => {
  for (const type of [server.OPENDIR, server.READDIR, server.LSTAT]) {
    const at = await open({ [type]: () => null }, 50)
    const error = await faultOf(list(at))
    expect([error.message, error.fault, error.blame]).toEqual([
      'the server did not answer within 0.05 s',
      ...['slow', 'upstream'],
    ])
    expect(at.broken).toEqual([error])
  }
})

test('[SFT6] one that greets with another version, or not at all, is no server of ours', async () => {
  const greeted = (greeting: Buffer) => faultOf(sftpServerForTests({}, { greeting, patienceMs: 50 }))
  expect((await greeted(server.packet(2, 2))).message).toContain('it greets as')
  expect((await greeted(server.packet(101, 0, 0))).message).toContain('an answer to no question')
  expect((await greeted(Buffer.alloc(0))).fault).toBe('slow')
})
