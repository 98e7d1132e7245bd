import '../../styles/desk.css'
import { refreshEnrolments } from '../../actions/desk'
import { deskKeys } from '../../queries'
import { t } from '../../words'
import { Shown, useAnswer } from './answer'
import type { EnrolmentRow, Rows } from './answers'
import { DeskPage } from './desk-page'
import { WaitingPhones } from './waiting-phones'

/** Phones that wait to be let in: the two words on both screens must be the same. */
export function Phones() {
  const answer = useAnswer<Rows<EnrolmentRow>>(deskKeys.enrolments(), () => refreshEnrolments())
  return (
    <DeskPage
      paper={{ shown: deskKeys.enrolments() }}
      title={t('screen.name.phones')}
      under={<p class="soft">{t('phones.why')}</p>}
    >
      <Shown answer={answer}>
        {({ rows }) => <WaitingPhones rows={rows} onDecided={answer.refresh} />}
      </Shown>
    </DeskPage>
  )
}
