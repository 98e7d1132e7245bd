import { useEffect, useState } from 'preact/hooks'
import { fetchOwnData, type ServerData } from '../../actions/own-data'
import { addWords } from '../../i18n'

/** The server's answer and when it came, or why there is none; null before. */
export type ServerAnswer = { body: ServerData; at: string } | { problem: string } | null

/** Fetches the data anew for each person, and when the network returns. */
export function useServerData(member: string | undefined): ServerAnswer {
  const [answer, setAnswer] = useState<ServerAnswer>(null)
  useEffect(() => {
    setAnswer(null)
    if (!member) return
    let isOver = false
    const ask = async () => {
      const fetched = await fetchOwnData()
      // Few people read the names of acts: they are fetched too.
      if (fetched.ok)
        await import('virtual:words/audit').then(
          (m) => addWords(m.default),
          () => undefined,
        )
      if (isOver) return
      const at = new Date().toISOString()
      setAnswer(fetched.ok ? { body: fetched.body, at } : { problem: fetched.problem })
    }
    void ask()
    const again = () => void ask()
    addEventListener('online', again)
    return () => {
      isOver = true
      removeEventListener('online', again)
    }
  }, [member])
  return answer
}
