import { me, useLive } from '../../queries'
import { type Holder, holderOf } from './holder'

/** Undefined until this phone has been read. */
export function useHolder(): Holder | undefined {
  const person = useLive(me())
  return person && holderOf(person)
}
