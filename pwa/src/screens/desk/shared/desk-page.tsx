import type { ComponentProps, ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Page } from '../../../components/page'
import { t } from '../../../i18n'
import { formatInstant } from '../../../i18n/dates'
import { useLive } from '../../../queries'
import { answerAt } from '../../../queries/desk-answer'
import type { Session } from '../../lead/api-types'
import { useSession, useSignedIn } from '../../lead/signed-in'
import { formatUnit } from './tree'

interface Paper {
  /** The name of the answer that is shown: as of when it holds. Null where `chosen` says it. */
  shown: string | null
  /** Whose it is; the asker's own unit's if nothing is said, null where the page says it anyway. */
  whose?: string | null | undefined
  /** What was chosen with buttons and fields, which are not on paper. */
  chosen?: (string | false | null | undefined)[]
}

/** A page of the desk: on paper it says whose it is, what was chosen, and as of when it holds. */
export function DeskPage({
  under,
  paper,
  children,
  ...page
}: ComponentProps<typeof Page> & { paper: Paper }) {
  return (
    <Page
      wide
      {...page}
      under={
        <>
          {under}
          <PaperLine {...paper} />
        </>
      }
    >
      <Notices />
      {children}
    </Page>
  )
}

/** Tells of failed sign-ins and of what others did to the account. It comes when there was any: few will
 * ever see it. */
function Notices() {
  const session = useSession()
  const [Shown, show] = useState<ComponentType<{ session: Session }> | null>(null)
  const any = Boolean(session?.guesses || session?.access_changes?.length)
  useEffect(() => {
    if (!any) return
    import('../security/notices').then(
      ({ SecurityNotices }) => show(() => SecurityNotices),
      () => undefined, // with no network it is told another time
    )
  }, [any])
  return session && any && Shown ? <Shown session={session} /> : null
}

function PaperLine({ shown, whose, chosen = [] }: Paper) {
  const own = useSignedIn()?.unit
  const at = useLive(answerAt(shown ?? ''))?.at
  const said = [
    whose === undefined ? own && formatUnit(own) : whose,
    ...chosen,
    at && t('print.as_of', { at: formatInstant(at, 0) }),
  ]
  const line = said.filter(Boolean).join(' · ')
  return (
    <p class="print-only small number paper-line">
      {line.slice(0, 1).toUpperCase() + line.slice(1)}
    </p>
  )
}
