import { type Args, type Body, pathOf, type Route } from '../api/paths'
import { getDeskAnswer } from '../store/desk/read'
import { type Live, live } from './live'

type Stored<T> = Live<{ at: string; body: T } | null>

/** The server's last answer for a desk screen, and its time; null if there is none. */
export const deskAnswer = <R extends Route>(route: R, ...args: Args<R>): Stored<Body<R>> =>
  answerAt(pathOf(route, ...args))

/** The same by the path of the request. */
export function answerAt<T>(path: string): Stored<T> {
  return live(`desk ${path}`, async () => {
    const answer = await getDeskAnswer(path)
    // To read a long one and to draw it are two tasks: between them a tap is heeded.
    await new Promise((done) => setTimeout(done))
    return answer?.body ? { at: answer.at, body: answer.body as T } : null
  })
}
