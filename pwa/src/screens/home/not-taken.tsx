import { t } from '../../i18n'
import { type Me, mayAct, type Person } from '../../queries'

interface Props {
  name: 'refused' | 'ended' | 'unknown'
  person: Me
}

/** What becomes of what is recorded by somebody out of the team, and what to do. */
export function whyStays(state: Me['state'] | Person['state']): string {
  return t(state === 'revoked' || state === 'unknown' ? `home.${state}.text` : 'home.not_taken')
}

/** The chosen person may not act in the team; what is recorded stays under that name. */
export function NotTaken({ name, person }: Props) {
  const others = person.people.some(mayAct)
  return (
    <section class="card look">
      <h2>
        {t(`home.${name}.title`, {
          name: person.current?.name ?? '',
          team: person.current?.teamName ?? '',
        })}
      </h2>
      <p>{whyStays(name)}</p>
      <div class="row">
        {others && (
          <a class="button" href="/me">
            {t('home.not_taken.choose')}
          </a>
        )}
        <a class="button" href="/j">
          {t('home.not_taken.code')}
        </a>
      </div>
    </section>
  )
}
