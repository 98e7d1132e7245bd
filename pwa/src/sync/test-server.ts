import { digest } from '../rules/digest'
import { merge, withFields } from '../rules/merge'
import type { Change, ExitRow, Fields, Kind, Result, Row, Verdict } from '../rules/types'
import type { Answer, RemotePort } from './ports'

// A server in memory for the tests of the phone's half: enough of the protocol to be wrong about.
// The real one is tested through the app in tests/journeys.

export class Silence extends Error {
  override name = 'Unreachable'
}

interface Request {
  seen: [number, string] | null
  cursor: Record<string, number>
  limit: number
  changes: Change[]
  device: string
  ready: unknown
  differing?: string[]
  brief: boolean
}

type Interceptor = (request: Request) => Answer | undefined | Promise<Answer | undefined>

export const DEVICE = 'a0000000-0000-4000-8000-000000000001'
export const TEAM = 'team:b0000000-0000-4000-8000-000000000001'

export const good = (body: unknown): Answer => ({ status: 200, body, retryAfter: null })
export const refusal = (
  status: number,
  code: string,
  retryAfter: number | null = null,
): Answer => ({
  status,
  body: { code },
  retryAfter,
})

export class TestServer implements RemotePort {
  rows = new Map<string, Row>()
  exits: ExitRow[] = []
  known = new Map<string, Result>()
  tags = new Map<number, string>()
  hi = 0
  channels = [TEAM, 'catalogue', `device:${DEVICE}`]
  pageRows = 500
  requests: Request[] = []
  /** How it answered what no script did. */
  answered: { same?: true }[] = []
  asked: string[][] = []
  /** Answers in the place of the server, once each. */
  script: Interceptor[] = []
  /** Verdicts by record, in the place of the server's own. */
  verdicts = new Map<string, { verdict: Verdict; code?: string; fields?: string[] }>()
  /** Called when all is done, before the answer leaves: throw to lose it. */
  beforeAnswer: (() => void) | null = null
  /** What the server says of a channel instead of its digest. */
  lies = new Map<string, string>()
  /** Whether the app's protocol is too old for it. */
  upgrade = false

  put(id: string, kind: Kind, f: Fields, channel = TEAM, more: Partial<Row> = {}): Row {
    this.hi += 1
    const h = ((BigInt(this.hi) * 0x9e3779b97f4a7c15n) & 0xffffffffffffffffn)
      .toString(16)
      .padStart(16, '0')
    const row: Row = { id, kind, channel, ver: this.hi, h, state: 'counted', f, ...more }
    this.rows.set(id, row)
    this.tags.set(this.hi, `tag${this.hi}-${this.generation}`)
    return row
  }

  /** A restored server gives its commits other tags. */
  generation = 0

  leave(id: string): void {
    const row = this.rows.get(id)
    if (!row) return
    this.hi += 1
    this.exits.push({ id, channel: row.channel, ver: this.hi, out: true })
    this.rows.delete(id)
  }

  /** Puts the server back to an earlier state, as a restored backup does. */
  snapshot(): () => void {
    const { rows, known, tags, hi } = this
    const kept = [new Map(rows), new Map(known), new Map(tags)] as const
    return () => {
      ;[this.rows, this.known, this.tags] = [new Map(kept[0]), new Map(kept[1]), new Map(kept[2])]
      this.hi = hi
      this.generation += 1
    }
  }

  async sendRound(body: unknown): Promise<Answer> {
    // Over the wire nothing is shared.
    const request = structuredClone(body) as Request
    this.requests.push(request)
    const scripted = await this.script.shift()?.(request)
    if (scripted) return scripted
    if (request.seen && this.tags.get(request.seen[0]) !== request.seen[1]) {
      return refusal(409, 'history_reset')
    }
    const said = JSON.stringify([request.seen, Object.keys(request.cursor).sort()])
    const ours = JSON.stringify([[this.hi, this.tags.get(this.hi)], [...this.channels].sort()])
    const behind = Object.values(request.cursor).some((ver) => ver < this.hi)
    if (request.brief && request.changes.length === 0 && said === ours && !behind) {
      this.answered.push({ same: true })
      return good({ now: '2026-11-24T02:12:04+00:00', same: true })
    }
    const results = request.changes.map((change) => this.decide(change))
    const answer = good(structuredClone({ ...this.page(request), results }))
    this.answered.push({})
    this.beforeAnswer?.()
    return answer
  }

  async askHave(changes: string[]): Promise<Answer> {
    this.asked.push(changes)
    return good({ missing: changes.filter((id) => !this.known.has(id)) })
  }

  private decide(change: Change): Result {
    const before = this.known.get(change.id)
    if (before) return before
    const forced = this.verdicts.get(change.record)
    const base = { id: change.id, code: forced?.code ?? null, fields: forced?.fields ?? [] }
    if (forced && !['applied', 'conflict'].includes(forced.verdict)) {
      const result = { ...base, verdict: forced.verdict }
      if (forced.verdict !== 'retry') this.known.set(change.id, result)
      return result
    }
    const old = this.rows.get(change.record)
    const merged = old ? merge(old.f, change.set, change.prev ?? {}) : null
    const fields = merged?.fields ?? withFields(change.set, { author: change.author })
    const row = this.put(change.record, change.kind, fields, change.channel ?? TEAM)
    const conflicts = merged?.conflicts ?? []
    const verdict: Verdict = conflicts.length > 0 ? 'conflict' : 'applied'
    const result: Result = { ...base, verdict, row }
    if (conflicts.length > 0) result.fields = conflicts
    this.known.set(change.id, result)
    return result
  }

  private page(request: Request) {
    const told = this.whole(request)
    if (!this.upgrade) return told
    return { ...told, rows: [], cursor: request.cursor, more: false, digest: {}, upgrade: true }
  }

  private whole(request: Request) {
    const after = (row: { channel: string; ver: number }) =>
      this.channels.includes(row.channel) && row.ver > (request.cursor[row.channel] ?? 0)
    const all = [...this.rows.values(), ...this.exits].filter(after).sort((a, b) => a.ver - b.ver)
    const rows = all.slice(0, this.pageRows)
    const more = rows.length < all.length
    const upTo = more ? (rows.at(-1)?.ver ?? 0) : this.hi
    const hashes = (channel: string) =>
      [...this.rows.values()].filter((row) => row.channel === channel).map((row) => row.h)
    const told = (channel: string) => {
      const sum = digest(hashes(channel))
      return { ...sum, sum: this.lies.get(channel) ?? sum.sum }
    }
    return {
      seen: this.hi > 0 ? [this.hi, this.tags.get(this.hi)] : null,
      channels: this.channels,
      rows,
      cursor: Object.fromEntries(this.channels.map((channel) => [channel, upTo])),
      more,
      digest: more ? {} : Object.fromEntries(this.channels.map((one) => [one, told(one)])),
      upgrade: false,
      ...(this.channels.length === 0 ? { revoked: true } : {}),
    }
  }
}
