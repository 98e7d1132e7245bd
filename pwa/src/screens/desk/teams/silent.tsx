import '../../../styles/desk.css'
import { pathOf } from '../../../api/paths'
import { t } from '../../../i18n'
import { address } from '../../router'
import { PhonesTable } from '../../team/phones-table'
import { totalsAddress } from '../shared/addresses'
import { DeskPage } from '../shared/desk-page'
import { usePlaceName } from '../shared/use-place-name'
import { SilentTeams } from './silent-teams'

/** The phones of what the totals were of. */
export function Silent() {
  const { query } = address.value
  const unit = query.get('unit')
  const team = query.get('team')
  const where = team ? { team } : unit ? { unit } : {}
  const totals = totalsAddress({ ...where, days: { period: 'today', from: '', to: '' } })
  return (
    <DeskPage
      paper={{ shown: pathOf('/api/phones', where), whose: usePlaceName(where) }}
      title={t('screen.name.silent')}
      {...((team || unit) && { back: totals })}
      under={<p class="soft">{t('silent.why')}</p>}
    >
      <SilentTeams where={where} />
      <h2>{t('desk.silent.phones')}</h2>
      <PhonesTable where={where} />
    </DeskPage>
  )
}
