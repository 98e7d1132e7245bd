import { useEffect } from 'preact/hooks'
import { refreshCatalogue } from '../../../actions/desk/catalogue'
import { type Catalogue, catalogue, useLive } from '../../../queries'
import { deskAnswer, deskKeys } from '../../../queries/desk-answer'

/** The lists of today. They are asked for, since a computer of the desk is no phone of any team. */
export function useCatalogue(): Catalogue | undefined {
  // Not by signed-in.ts, which phones keep on first use only.
  const signedIn = Boolean(useLive(deskAnswer(deskKeys.account())))
  useEffect(() => {
    if (signedIn) void refreshCatalogue()
  }, [signedIn])
  return useLive(catalogue())
}
