import { Page } from '../../components/page'
import { t } from '../../i18n'
import type { ScreenProps } from '../route'
import { address, go } from '../router'
import { LogForm } from './form'
import type { Holder } from './holder'
import { Save, useNewSession } from './new-session'
import { useHolder } from './use-holder'

/** A session with several services and many people, on a screen of its own; kept while unfinished. */
export function Log({ params }: ScreenProps) {
  const holder = useHolder()
  if (holder === undefined) return null
  const continues = address.value.query.get('continues')
  const key = `${holder} ${continues}`
  return <Form key={key} service={params.service ?? ''} holder={holder} continues={continues} />
}

interface Props {
  service: string
  holder: Holder
  /** The session that this one goes on from. */
  continues: string | null
}

function Form({ service, holder, continues }: Props) {
  // What was begun of another visit is that one's form.
  const form = continues ? `log ${continues}` : 'log'
  const session = useNewSession(service, { form, holder, continues }, () => go('/'))
  if (!session) return null
  return (
    <Page
      title={t(session.form.draft.continues ? 'visit.go_on' : 'screen.name.log')}
      back={continues ? `/session/${continues}` : '/'}
    >
      <LogForm whole {...session.form} />
      <div class="foot">
        <Save {...session.save} />
      </div>
    </Page>
  )
}
