import { useEffect, useState } from 'preact/hooks'
import { fetchOwnData, type ServerData } from '../../actions/own-data'
import { addWords } from '../../i18n'

/** The server's answer and when it came, or why there is none; null before. */
export type Told = { body: ServerData; at: string } | { problem: string } | null

/** Asked anew with each person and each network that comes. */
export function useServerData(member: string | undefined): Told {
  const [told, setTold] = useState<Told>(null)
  useEffect(() => {
    setTold(null)
    if (!member) return
    let isOver = false
    const ask = async () => {
      const answer = await fetchOwnData()
      // What acts are called is read by few, and comes from the network too.
      if (answer.ok)
        await import('virtual:words/audit').then(
          (m) => addWords(m.default),
          () => undefined,
        )
      if (isOver) return
      const at = new Date().toISOString()
      setTold(answer.ok ? { body: answer.body, at } : { problem: answer.problem })
    }
    void ask()
    const again = () => void ask()
    addEventListener('online', again)
    return () => {
      isOver = true
      removeEventListener('online', again)
    }
  }, [member])
  return told
}
