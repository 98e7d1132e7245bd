import { readOfPhones } from '../../actions/team'
import { t } from '../../i18n'
import { useLive } from '../../queries'
import { arrivals } from '../../queries/arrivals'

/** Tells a lead whose phone waits, and of a second phone of somebody who is in the team already. */
export function Arrivals() {
  const found = useLive(arrivals())
  if (!found) return null
  const { waiting, came } = found
  const names = (all: { name: string }[]) => all.map((one) => one.name).join(', ')
  return (
    <>
      {waiting.length > 0 && (
        <section class="card look">
          <h2>{t('own_team.waits', { names: names(waiting) })}</h2>
          <p>{t('phones.why')}</p>
          <p>
            <a class="button primary" href="/team/phones">
              {t('own_team.waits.look')}
            </a>
          </p>
        </section>
      )}
      {came.length > 0 && (
        <section class="card look">
          <h2>{t('own_team.came', { names: names(came) })}</h2>
          <p>{t('own_team.came.text')}</p>
          <div class="row">
            <button type="button" class="button primary" onClick={() => readOfPhones(came)}>
              {t('own_team.newcomer.seen')}
            </button>
            <a class="button" href="/team/phones">
              {t('own_team.newcomer.look')}
            </a>
          </div>
        </section>
      )}
    </>
  )
}
