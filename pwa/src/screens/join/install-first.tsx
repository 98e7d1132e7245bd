import { Copy } from '../../components/copy'
import { t } from '../../i18n'
import { iosBrowser } from '../../queries/ios-browser'
import { Lazy } from '../home/lazy'

const onIphone = async () => (await import('../shared/on-iphone')).OnIphone

interface Props {
  /** The code to type into the installed app; null where only its long form is known, or none. */
  short: string | null
  /** Whom one joins, where the code was looked up. */
  team: string | null
  onStay: () => void
}

/**
 * On an iPhone the installed app and the browser keep their things apart: what begins here is not
 * there. So installing comes first, and the code is at hand to be typed afterwards.
 */
export function InstallFirst({ short, team, onStay }: Props) {
  const browser = iosBrowser()
  return (
    <>
      <section class="card look">
        {team && <h2>{team}</h2>}
        <p>{t('join.iphone_first', { browser })}</p>
        {short && (
          <>
            <p>{t('join.iphone.code')}</p>
            <p class="phrase code">{short}</p>
            <Copy primary text={short} label={t('join.iphone.copy')} />
          </>
        )}
        <Lazy load={onIphone} props={{ code: short ?? t('join.iphone.any_code') }} />
      </section>
      <section class="stack tight">
        <p class="soft small">{t('join.iphone.stay.why', { browser })}</p>
        <p>
          <button type="button" class="button" onClick={onStay}>
            {t('join.iphone.stay', { browser })}
          </button>
        </p>
      </section>
    </>
  )
}
