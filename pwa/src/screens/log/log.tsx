import { Page } from '../../parts/page'
import { draft as kept, useLive } from '../../queries'
import { t } from '../../words'
import { go } from '../router'
import type { ScreenProps } from '../routes'
import type { Draft } from './draft'
import { LogForm } from './form'
import { Save, useNewSession } from './new-session'
import { useKept } from './saving'

const KEPT = 'log'

/** A session with several services and many people, on a screen of its own; kept while unfinished. */
export function Log({ params }: ScreenProps) {
  const unfinished = useLive(kept<Draft>(KEPT))
  const session = useNewSession(params.service ?? '', unfinished, () => {
    forget()
    go('/')
  })
  const forget = useKept(KEPT, session?.changed ?? null)
  if (!session) return null
  return (
    <Page title={t('log.new')} back="/">
      <LogForm whole {...session.form} />
      <div class="foot">
        <Save {...session.save} />
      </div>
    </Page>
  )
}
