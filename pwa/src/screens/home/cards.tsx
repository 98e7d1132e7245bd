import { useAsOpened } from '../../components/as-opened'
import { t } from '../../i18n'
import { dataLoss, environment, type Me, useLive } from '../../queries'
import { beside, Lazy } from './lazy'

/** Its words may have to come first. */
const away = async () => Away
const waiting = beside('Waiting')
const loss = beside('DataLoss')
const statusCards = beside('StatusCards')
const notTaken = beside('NotTaken')

/** What a person should know before logging: calm, short, and never in the way of the tiles. */
export function Cards({ person }: { person: Me }) {
  const gone = useLive(dataLoss())
  const renewable = useAsOpened(environment().value.updateReady)
  return (
    <>
      {gone && <Lazy load={loss} props={{ gone }} />}
      {person.state === 'unjoined' && (
        <Away name="unjoined" note={gone ? null : t('home.unjoined.gone')} />
      )}
      {(person.state === 'signed_out' || person.state === 'revoked') && (
        <Lazy load={away} props={{ name: person.state }} />
      )}
      {person.state === 'waiting' && (
        <Lazy load={waiting} props={{ phrase: person.current?.phrase ?? null }} />
      )}
      {(person.state === 'refused' || person.state === 'ended' || person.state === 'unknown') && (
        <Lazy load={notTaken} props={{ name: person.state, person }} />
      )}
      <Lazy load={statusCards} props={{ renewable }} />
    </>
  )
}

interface AwayProps {
  name: 'unjoined' | 'signed_out' | 'revoked'
  note?: string | null
}

export function Away({ name, note }: AwayProps) {
  return (
    <section class="card quiet">
      <h2>{t(`home.${name}.title`)}</h2>
      <p>{t(`home.${name}.text`)}</p>
      {note && <p class="soft small">{note}</p>}
      <p class="row">
        <a class="button" href="/j">
          {t('do.join')}
        </a>
        {name === 'unjoined' && (
          <a class="link" href="/desk">
            {t('me.desk')}
          </a>
        )}
      </p>
    </section>
  )
}
