import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ask, TIME_OUT_MS } from './http'

let server: Server
let asked: Promise<ServerResponse>
let address: string

beforeEach(async () => {
  server = createServer()
  asked = new Promise((resolve) => server.on('request', (_, response) => resolve(response)))
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
    const answer = ask(address).then(
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
    const answer = ask(address).then(
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

/** What is ready has its turn first. */
async function turn(): Promise<'waiting'> {
  for (let times = 0; times < 20; times += 1) await new Promise((go) => setImmediate(go))
  return 'waiting'
}
