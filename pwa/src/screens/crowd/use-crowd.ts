import { useEffect, useRef, useState } from 'preact/hooks'
import { closeCrowd, count } from '../../actions/crowd'
import { draft, useLive } from '../../queries'
import { type Crowd, type Step, stepped } from '../../queries/crowd'
import { showNotSaved } from '../log/messages'

export interface Counting {
  /** As the fingers made it: what the medium does not have yet is in it. */
  crowd: Crowd
  /** Whether the medium has every tap that is shown. */
  kept: boolean
  step: (step: Step) => void
  /** Ends it; what it was, null where it could not be saved or nobody was counted. */
  close: () => Promise<Crowd | null>
}

/**
 * A crowd that moves in the frame of the tap, while the medium still writes; a step that cannot be
 * kept goes back, and it is said why. Undefined until this phone has been read.
 */
export function useCrowd(key: string, fresh: () => Crowd): Counting | undefined {
  const stored = useLive(draft<Crowd>(key))
  const [ahead, setAhead] = useState<{ step: Step }[]>([])
  // What the last write made: the read behind `stored` may not know it yet.
  const [made, setMade] = useState<Crowd | null>(null)
  const writing = useRef<Promise<unknown>>(Promise.resolve())
  // It ended, here, in another window or because nobody counted.
  useEffect(() => {
    if (!stored) setMade(null)
  }, [stored?.record])
  if (stored === undefined) return undefined
  const base = newest(stored, made) ?? fresh()
  const crowd = ahead.reduce((each, { step }) => stepped(each, step, each.at), base)

  const write = async (step: Step) => {
    const mine = { step }
    setAhead((all) => [...all, mine])
    const answer = await count(key, step, fresh())
    setAhead((all) => all.filter((one) => one !== mine))
    if (answer.ok) setMade(answer.crowd)
    else void showNotSaved(answer)
  }
  return {
    crowd,
    kept: ahead.length === 0,
    step: (step) => {
      writing.current = Promise.all([writing.current, write(step)])
    },
    close: async () => {
      await writing.current
      const answer = await closeCrowd(key)
      if (answer.ok) return answer.crowd
      void showNotSaved(answer)
      return null
    },
  }
}

function newest(stored: Crowd | null, made: Crowd | null): Crowd | null {
  if (!stored || !made) return made ?? stored
  if (stored.record === made.record) return stored.version >= made.version ? stored : made
  return stored.at > made.at ? stored : made
}
