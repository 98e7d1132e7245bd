import { type Pace, waitAfter } from './backoff'
import type { Ports, RoundEnd } from './ports'
import { runRound } from './round'

/** Rounds until there is nothing left to do at once. The bound is for a server gone mad. */
export async function runRounds(ports: Ports, pace: Pace): Promise<RoundEnd> {
  for (let round = 0; round < 1_000; round += 1) {
    const ended = await runRound(ports, pace)
    if (ended.end !== 'done' || !ended.left) return ended
  }
  return { end: 'wait', retryAfter: 60 }
}

/** Runs the work while no other tab or worker does; waits for its turn. */
export type OneAtATime = <T>(work: () => Promise<T>) => Promise<T>

export interface Timers {
  set(work: () => void, ms: number): unknown
  clear(timer: unknown): void
}

/**
 * `asked`: by a person, at the start or after joining: no waiting, and a server that turned this
 * phone away is asked once more. `network`: there may be one again, so only a wait that the server
 * itself asked for still holds.
 */
export type Why = 'routine' | 'network' | 'asked'

/**
 * Decides when to send. One run at a time; what is saved meanwhile is in the run's next round or
 * asks for one more. After a failure it waits (PROTOCOL 7); a person's tap does not.
 */
export class Sender {
  private running: Promise<void> | null = null
  /** Why it shall run again. A run under way may fail for what was so before: a network that is over. */
  private meanwhile = new Set<Why>()
  private failures = 0
  private notBefore = 0
  /** The wait is one that the server asked for. */
  private asked = false
  private timer: unknown = null
  private stopped = false

  constructor(
    private readonly ports: Ports,
    private readonly pace: Pace,
    private readonly oneAtATime: OneAtATime,
    private readonly timers: Timers,
    private readonly sending: (now: boolean) => void,
  ) {}

  async kick(why: Why = 'routine'): Promise<void> {
    if (this.running) {
      this.meanwhile.add(why)
      return await this.running
    }
    if (why === 'asked') this.stopped = false
    if (why === 'network') this.renew()
    if (why === 'asked') this.notBefore = 0
    if (this.stopped) return
    const wait = this.wait()
    if (wait > 0) return this.later(wait)
    this.running = this.run()
    await this.running
  }

  /** How often it failed on the last network says nothing about this one. */
  private renew(): void {
    this.pace.renew()
    if (this.asked) return
    this.failures = 0
    this.notBefore = 0
  }

  private wait(): number {
    return this.notBefore - this.ports.now().getTime()
  }

  private async run(): Promise<void> {
    this.sending(true)
    try {
      do {
        this.meanwhile.clear()
        this.heed(await this.oneAtATime(() => runRounds(this.ports, this.pace)))
      } while (this.goesOn())
    } catch {
      // The store failed; its own status tells the person. Sending is tried again like after silence.
      this.heed({ end: 'wait', retryAfter: null })
    } finally {
      this.sending(false)
      // At once: whoever is told to wait for a run that looks no more is never heard.
      this.running = null
    }
  }

  /** What came while it ran ends a wait of our own, as at any other time; not what the server just said. */
  private goesOn(): boolean {
    if (this.meanwhile.has('network')) this.renew()
    if (this.meanwhile.has('asked') && !this.asked) this.notBefore = 0
    return this.meanwhile.size > 0 && !this.stopped && this.wait() <= 0
  }

  private heed(ended: RoundEnd): void {
    this.stopped = ended.end === 'stopped'
    if (ended.end !== 'wait') {
      this.failures = 0
      this.notBefore = 0
      return
    }
    this.failures += 1
    this.asked = ended.retryAfter !== null
    const wait = waitAfter(this.failures, ended.retryAfter, this.ports.random)
    this.notBefore = this.ports.now().getTime() + wait
    this.later(wait)
  }

  private later(ms: number): void {
    this.timers.clear(this.timer)
    this.timer = this.timers.set(() => void this.kick(), ms)
  }
}
