import '../../../styles/desk.css'
import { refreshEnrolments } from '../../../actions/lead/desk'
import { t } from '../../../i18n'
import { deskKeys } from '../../../queries/desk-answer'
import { ServerAnswer, useAnswer } from '../../lead/answer'
import type { EnrolmentRow, Rows } from '../../lead/api-types'
import { WaitingPhones } from '../../lead/phones/waiting-phones'
import { DeskPage } from '../shared/desk-page'

/** Phones that wait to be let in: the two words on both screens must be the same. */
export function Phones() {
  const answer = useAnswer<Rows<EnrolmentRow>>(deskKeys.enrolments(), () => refreshEnrolments())
  return (
    <DeskPage
      paper={{ shown: deskKeys.enrolments() }}
      title={t('screen.name.phones')}
      under={<p class="soft">{t('phones.why')}</p>}
    >
      <ServerAnswer answer={answer}>
        {({ rows }) => <WaitingPhones appoints rows={rows} onDecided={answer.refresh} />}
      </ServerAnswer>
    </DeskPage>
  )
}
