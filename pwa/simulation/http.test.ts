import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { request, TIME_OUT_MS } from '../src/api/http'
import { probe } from '../src/api/sync'

let server: Server
let asked: Promise<ServerResponse>
let address: string

beforeEach(async () => {
  server = createServer()
  asked = new Promise((resolve) =>
    server.on('request', (_: unknown, response: ServerResponse) => resolve(response)),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
})

afterEach(() => {
  vi.useRealTimers()
  server.closeAllConnections()
  server.close()
})

describe('a server that does not answer, PROTOCOL 7.9', () => {
  it('is given up', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const answer = request(address).then(
      () => 'answered',
      (error: Error) => error.name,
    )
    await asked
    vi.advanceTimersByTime(TIME_OUT_MS - 1)
    expect(await Promise.race([answer, turn()])).toBe('waiting')
    vi.advanceTimersByTime(1)
    expect(await Promise.race([answer, turn()])).toBe('Unreachable')
  })

  it('is given up in the middle of an answer', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const answer = request(address).then(
      () => 'answered',
      (error: Error) => error.name,
    )
    const response = await asked
    response.writeHead(200, { 'Content-Type': 'application/json' })
    await new Promise<void>((resolve) => response.write('{"seen":', () => resolve()))
    vi.advanceTimersByTime(TIME_OUT_MS)
    expect(await Promise.race([answer, turn()])).toBe('Unreachable')
  })
})

describe('online, PROTOCOL 7.8', () => {
  const answers: [string, number, string, string, boolean][] = [
    ['our own answer', 200, 'application/json', '{"tungngo":true}', true],
    ['the JSON of somebody else', 200, 'application/json', '{"ok":true}', false],
    ['the page of a hotel', 200, 'text/html', '<html>Mời đăng nhập</html>', false],
    ['our own words under another status', 503, 'application/json', '{"tungngo":true}', false],
  ]
  for (const [name, status, type, body, online] of answers) {
    it(`${name} means ${online ? 'yes' : 'no'}`, async () => {
      const reach = globalThis.fetch
      vi.stubGlobal('fetch', (path: string, init: RequestInit) =>
        reach(new URL(path, address), init),
      )
      const told = probe()
      ;(await asked).writeHead(status, { 'Content-Type': type }).end(body)
      expect(await told).toBe(online)
      vi.unstubAllGlobals()
    })
  }
})

/** What is ready has its turn first. */
async function turn(): Promise<'waiting'> {
  for (let times = 0; times < 20; times += 1) await new Promise((go) => setImmediate(go))
  return 'waiting'
}
