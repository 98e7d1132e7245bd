import '../../styles/desk.css'
import { Page } from '../../parts/page'
import { t } from '../../words'
import { address } from '../router'
import { PhonesTable } from '../team/phones-table'
import { totalsAddress } from './addresses'

/** The phones of what the totals were of. */
export function Silent() {
  const { query } = address.value
  const unit = query.get('unit')
  const team = query.get('team')
  const where = team ? { team } : unit ? { unit } : {}
  const back = totalsAddress({ ...where, days: { period: 'today', from: '', to: '' } })
  return (
    <Page
      wide
      title={t('screen.name.silent')}
      back={back}
      under={<p class="soft">{t('silent.why')}</p>}
    >
      <PhonesTable where={where} />
    </Page>
  )
}
