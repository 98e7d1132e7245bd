import { getDeskAnswer } from '../store/desk/read'
import { type Live, live } from './live'

export { deskKeys } from '../store/desk/keys'

/** The server's last answer for a desk screen (see deskKeys), and its time; null if there is none. */
export function deskAnswer<T>(key: string): Live<{ at: string; body: T } | null> {
  return live(`desk ${key}`, async () => {
    const answer = await getDeskAnswer(key)
    // To read a long one and to draw it are two tasks: between them a tap is heeded.
    await new Promise((done) => setTimeout(done))
    return answer?.body ? { at: answer.at, body: answer.body as T } : null
  })
}
