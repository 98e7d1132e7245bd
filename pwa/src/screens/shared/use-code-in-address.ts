import { useEffect } from 'preact/hooks'
import { type Code, takeCodeFromAddress } from '../../actions/join'

/** Calls back with the code in the address, and with that of another link opened on the same screen. */
export function useCodeInAddress(onCode: (code: Code) => void): void {
  useEffect(() => {
    const take = () => {
      const code = takeCodeFromAddress()
      if (code) onCode(code)
    }
    take()
    addEventListener('hashchange', take)
    return () => removeEventListener('hashchange', take)
  }, [])
}
