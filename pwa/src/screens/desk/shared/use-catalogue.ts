import { useEffect } from 'preact/hooks'
import { refreshAnswer } from '../../../actions/lead/refresh'
import { type Catalogue, catalogue, useLive } from '../../../queries'
import { deskAnswer } from '../../../queries/desk-answer'

/** The lists of today. They are asked for, since a computer of the desk is no phone of any team. */
export function useCatalogue(): Catalogue | undefined {
  // Not by signed-in.ts, which phones keep on first use only.
  const signedIn = Boolean(useLive(deskAnswer('/api/session')))
  useEffect(() => {
    if (signedIn) void refreshAnswer('/api/catalogue')
  }, [signedIn])
  return useLive(catalogue())
}
