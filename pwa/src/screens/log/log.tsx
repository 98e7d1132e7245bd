import { Page } from '../../parts/page'
import { t } from '../../words'
import type { ScreenProps } from '../route'
import { go } from '../router'
import { LogForm } from './form'
import { Save, useNewSession } from './new-session'

const KEPT = 'log'

/** A session with several services and many people, on a screen of its own; kept while unfinished. */
export function Log({ params }: ScreenProps) {
  const session = useNewSession(params.service ?? '', KEPT, () => go('/'))
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
