import { Page } from '../../components/page'
import { t } from '../../i18n'
import type { ScreenProps } from '../route'
import { go } from '../router'
import { LogForm } from './form'
import { type Holder, useHolder } from './holder'
import { Save, useNewSession } from './new-session'

/** A session with several services and many people, on a screen of its own; kept while unfinished. */
export function Log({ params }: ScreenProps) {
  const holder = useHolder()
  if (holder === undefined) return null
  return <Form key={holder} service={params.service ?? ''} holder={holder} />
}

function Form({ service, holder }: { service: string; holder: Holder }) {
  const session = useNewSession(service, { form: 'log', holder }, () => go('/'))
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
