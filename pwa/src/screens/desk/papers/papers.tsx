import '../../../styles/desk.css'
import './words'
import { pathOf } from '../../../api/paths'
import { t } from '../../../i18n'
import { useSignedIn } from '../../lead/signed-in'
import { address } from '../../router'
import { setQuery } from '../../shared/set-query'
import { ChooseUnit } from '../shared/choose-unit'
import { DeskPage } from '../shared/desk-page'
import { usePlaceName } from '../shared/use-place-name'
import { PaperList } from './paper-list'

/** Papers of a unit for all teams below it: plans, guidelines, forms. */
export function PapersPage() {
  const own = useSignedIn()?.unit?.id
  const unit = address.value.query.get('unit') ?? own ?? ''
  return (
    <DeskPage
      paper={{ shown: pathOf('/api/papers', { unit }), whose: usePlaceName({ unit }) }}
      title={t('screen.name.papers')}
      under={<p class="soft">{t('papers.why')}</p>}
    >
      <ChooseUnit value={unit} label={t('papers.unit')} onChange={(unit) => setQuery({ unit })} />
      {unit && <PaperList key={unit} of={{ unit }} unit={unit} activity={null} />}
    </DeskPage>
  )
}
