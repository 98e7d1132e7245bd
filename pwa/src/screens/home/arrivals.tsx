import { readOfPhones } from '../../actions/team'
import { t } from '../../i18n'
import { useLive } from '../../queries'
import { arrivals } from '../../queries/arrivals'

/** Tells a lead how many phones wait, and of a second phone of somebody who is in the team already. */
export function Arrivals() {
  const { waiting = [], came = [] } = useLive(arrivals()) ?? {}
  return (
    <>
      {waiting.length > 0 && <ToPhones text={t('own_team.waiting.n', { n: waiting.length })} />}
      {came.length > 0 && (
        <ToPhones
          text={t('own_team.came', { names: whoIn(came) })}
          onOpen={() => readOfPhones(came)}
        />
      )}
    </>
  )
}

interface Props {
  text: string
  /** Who looks has read it. */
  onOpen?: () => void
}

/** News of the team's phones, in one line: what is tapped to log stays in sight below it. */
export function ToPhones({ text, onOpen }: Props) {
  return (
    <a class="card look" href="/team/phones" onClick={onOpen}>
      {t('own_team.look', { text })}
    </a>
  )
}

/** "Lan", "3 bạn": what fits into a line. */
export function whoIn(people: { name: string }[]): string {
  const [one, ...others] = people
  return one && others.length === 0 ? one.name : t('own_team.several', { n: people.length })
}
